import type { State } from '../game/game.js'
import { writeStreamState } from '../game/luck.js'
import type { WeightForm } from '../game/policies.js'
import type { RuleCard } from '../game/rules.js'
import { deckKept, outcomesKept } from './bases-kept.js'
import { KernelRefusal } from './cells.js'
import { CHOOSING, chooser, inlined, type Option, REST, type Table } from './chooser-source.js'
import type { Kernel } from './compile.js'
import { generated } from './generated.js'
import { NO_CARD } from './graph.js'
import { localised } from './localised.js'
import type { Choice } from './node-choice.js'
import { writer } from './source.js'
import { stepSource } from './step-source.js'

/** Plays runs to their end on packed cells, with the same luck as `drawMove` and so the same moves, bit for bit. */
export interface Sampler {
	/**
	 * Plays one run. Its final cells are then in `cells`, its moves in `trace`.
	 * @returns what `endingOf` and `roundOf` take apart
	 */
	run(key: readonly [number, number, number, number], run: number): number
	readonly cells: Int32Array
	/** Plies that the last run took, with those before it began; only with a trace. */
	played(): number
	/** For the n-th ply played: card index (NO_CARD for `nothing` and `pass`) + outcome index · 65,536; only when asked for. */
	readonly trace: Int32Array | null
	/** The cells after each ply, the n-th from n · `cells.length` on; only with a trace. */
	readonly states: Int32Array | null
}

export interface SamplerOptions {
	/** Weights by card for each player. */
	readonly forms: ReadonlyMap<string, ReadonlyMap<string, WeightForm>>
	/**
	 * For each ply of the whole game, the index of the card that is played there if it is allowed, or -1; at a deck's
	 * ply, the number of its cards stands for `nothing`.
	 */
	readonly plan?: Int32Array
	/** How players choose who have no weights by card. */
	readonly choices?: ReadonlyMap<string, Choice>
	readonly trace?: boolean
	/** Where runs begin; by default the first state. Its plies before keep their luck, unused. */
	readonly from?: State | undefined
}

/** Rounds are fewer than 1024. */
const ROUND_BITS = 10

/** Index of the ending that a run came to. */
export const endingOf = (result: number): number => result >>> ROUND_BITS
/** The round it came in. */
export const roundOf = (result: number): number => result & ((1 << ROUND_BITS) - 1)

/** @throws KernelRefusal when code generation is forbidden here, or runs are to begin where no card is to be chosen */
export function compileSampler(kernel: Kernel, options: SamplerOptions): Sampler {
	const { cells } = kernel
	const state = new Int32Array(new ArrayBuffer(cells.size * 4))
	const { clock } = kernel.game.scenario
	const plies = kernel.slots.length * clock.rounds
	const trace = options.trace ? new Int32Array(plies) : null
	const states = options.trace ? asConstant(new Int32Array(plies * cells.size)) : null
	if (clock.rounds >= 1 << ROUND_BITS) throw new KernelRefusal(`more than ${(1 << ROUND_BITS) - 1} rounds`)
	const { from } = options
	if (from && (from.pending !== null || from.ending !== null))
		throw new KernelRefusal('runs begin where a card is to be chosen')
	const lastSlot = new Int32Array(1)
	const program = samplerProgram(kernel, options)
	const stream = asConstant(new Int32Array(4))
	const tables = [...program.tables]
	const names = tables.map(
		([name], n) => `const ${name}_t=t[${n}],${name}_b=b[${n}],${name}_e=e[${n}],${name}_m=m[${n}];`,
	)
	// Arrays in constants: V8 then knows their place and length, and leaves the checks out.
	const source = [
		'const s=cells;',
		CHOOSING,
		...names,
		...program.functions.map(inlined),
		`return ${program.run}`,
	].join('\n')
	const run = generated<Sampler['run']>(source, {
		t: tables.map(([, { owners }]) => owners && asConstant(owners, 0x10000)),
		b: tables.map(([, { starts }]) => asConstant(starts)),
		e: tables.map(([, { starts }]) => asConstant(new Int32Array(starts.length - 1), 256)),
		m: tables.map(([, { masks }]) => asConstant(masks)),
		cells: state,
		trace,
		states,
		plan: options.plan ?? null,
		seed: (key: readonly [number, number, number, number], run: number) => writeStreamState(key, run, stream),
		stream,
		lastSlot,
		...Object.fromEntries(kernel.slots.map(({ actor }, k) => [`decide${k}`, options.choices?.get(actor)])),
	})
	return { run, cells: state, trace, states, played: () => lastSlot[0]! }
}

/**
 * The same, outside V8's heap: small arrays stand inside it otherwise, and may move.
 * @param length at least this long: an array as long as its index's type reaches needs no check at all
 */
function asConstant<T extends Int32Array | Uint8Array | Uint16Array>(array: T, length = 32): T {
	const make = array.constructor as new (buffer: ArrayBuffer) => T
	const outside = new make(new ArrayBuffer(Math.max(length, array.length) * array.BYTES_PER_ELEMENT))
	outside.set(array)
	return outside
}

/** A sampler's program: the functions that it consists of, the one that plays a run, and the tables of its choosers by name. */
export interface SamplerProgram {
	readonly functions: readonly string[]
	/** `(key,run)=>{…}` */
	readonly run: string
	readonly tables: ReadonlyMap<string, Table>
}

/** The program of a batch under given policies and settings; parameters are constants in it. */
export function samplerProgram(kernel: Kernel, { forms, plan, choices, trace, from }: SamplerOptions): SamplerProgram {
	const { rules } = kernel.game
	const { cells } = kernel
	const constant = (id: string): string => String(rules.resolved.parameters.get(id)!)
	const steps = stepSource(rules, cells, constant)
	const { rounds } = rules.scenario.clock
	const functions: string[] = []
	const tables = new Map<string, Table>()
	const choose = (...made: Parameters<typeof chooser>): void => {
		const { source, table } = chooser(...made)
		functions.push(source)
		if (table) tables.set(made[0], table)
	}
	const ended = trace ? 'lastSlot[0]=at+1;' : ''
	const noted = trace
		? `const p=at*${cells.size};${Array.from(kernel.start, (_, n) => `states[p+${n}]=s[${n}];`).join('')}`
		: ''
	const plays = kernel.slots.map((slot, k) => {
		const lastPly = k === kernel.slots.length - 1
		const none = slot.cards.length
		const options = slot.cards.map(({ rule }) =>
			cardOption(kernel, rule, forms.get(slot.actor)?.get(rule.id), constant),
		)
		const decided = choices?.has(slot.actor) ?? false
		if (slot.deckOf === null) {
			if (!decided) choose(`choose${k}`, options, null, none)
		} else {
			const nothing = { cell: slot.deckOf, allowed: '1', weight: REST }
			const base = { of: slot.deckOf, kept: deckKept(rules, slot) }
			choose(`choose${k}`, [...options, nothing], base, null)
		}
		const cases = slot.cards.map(({ rule }, c) => {
			functions.push(`function play${k}_${c}(){${localised(steps.event(rule.id, rule.effects, rule.binding))}}`)
			if (rule.outcomes.length === 0) return `case ${c}:play${k}_${c}();break;`
			const base = rule.card.of === null ? null : { of: rule.card.of, kept: outcomesKept(rules, rule.card) }
			choose(`fall${k}_${c}`, outcomeOptions(kernel, rule, constant), base, null)
			const lands = rule.outcomes.map((o, n) => {
				functions.push(`function land${k}_${c}_${n}(){${localised(steps.event(o.id, o.effects, rule.binding))}}`)
				return `case ${n}:land${k}_${c}_${n}();break;`
			})
			const note = trace ? `trace[at]|=o<<16;` : ''
			return `case ${c}:{play${k}_${c}();const o=fall${k}_${c}(x1,y1);${note}switch(o){${lands.join('')}}break;}`
		})
		const last = lastPly ? `if(round===${rounds}){${steps.endings(true)}}` : ''
		functions.push(`function settle${k}(round){${localised(steps.settle(lastPly), `${last}${steps.endings(false)}`)}}`)
		if (plan)
			functions.push(
				`function allowed${k}(c){switch(c){${options.map((o, n) => `case ${n}:return ${o.allowed};`).join('')}${slot.deckOf === null ? '' : `case ${none}:return 1;`}}return 0}`,
			)
		const chosen = decided ? `decide${k}(s,${k},round,x0,y0)` : `choose${k}(x0,y0)`
		return [
			from && k < from.ply ? `if(round!==${from.round})` : '',
			`{${DRAW}const x0=a;${DRAW}const y0=a;${DRAW}const x1=a;${DRAW}const y1=a;`,
			plan ? `const f=plan[at];const c=f>=0&&allowed${k}(f)?f:${chosen};` : `const c=${chosen};`,
			trace ? `trace[at]=c===${none}?${NO_CARD}:c;` : '',
			`switch(c){${cases.join('')}}`,
			`const e=settle${k}(round);${noted}if(e>0){${ended}return((e-1)<<${ROUND_BITS})+round;}`,
			trace || plan ? 'at++;' : '',
			'}',
		].join('')
	})
	const start = new Int32Array(kernel.start)
	if (from) cells.write(from, start)
	const opening = Array.from(start, (value, n) => `s[${n}]=${value};`).join('')
	const before = from ? (from.round - 1) * kernel.slots.length + from.ply : 0
	const unused = before === 0 ? '' : `for(let n=0;n<${before * DRAWS_PER_PLY};n++){${DRAW}}`
	return {
		functions,
		tables,
		run: `(key,run)=>{
seed(key,run);let a=stream[0],b=stream[1],cc=stream[2],d=stream[3];let at=${before};
${opening}${unused}
for(let round=${from?.round ?? 1};;round++){s[${cells.round}]=round;
${plays.join('\n')}
}}`,
	}
}

/** Two of the choice, two of the outcome. */
const DRAWS_PER_PLY = 4

/** One step of tychei, as seedrandom has it, on the locals a, b, cc, d. */
const DRAW =
	'b=(b<<25)^(b>>>7)^cc;cc=(cc-d)|0;d=(d<<24)^(d>>>8)^a;a=(a-b)|0;b=(b<<20)^(b>>>12)^cc;cc=(cc-d)|0;d=(d<<16)^(cc>>>16)^a;a=(a-b)|0;'

function cardOption(
	kernel: Kernel,
	rule: RuleCard,
	form: WeightForm | undefined,
	constant: (id: string) => string,
): Option {
	const { rules } = kernel.game
	const w = writer(kernel.cells, rule.binding, constant)
	const removed = rules.resolved.without.has(rule.id)
	const { when } = rule.card
	const allowed = removed ? '0' : when ? w.boolean(when.tree) : '1'
	const parts = when && !removed ? { parts: w.conjuncts(when.tree) } : {}
	if (!form)
		return { cell: rule.cell, allowed, ...parts, weight: rule.card.weight ? w.integer(rule.card.weight.tree) : '1' }
	const [first, ...others] = form.trees.map((t) => w.integer(t))
	const product = others.reduce((source, t) => `Math.imul(${source},${t})`, first ?? '1')
	const weight = form.factor === 1 ? product : `Math.imul(${form.factor},${product})`
	return { cell: form.cell, allowed, ...parts, weight }
}

function outcomeOptions(kernel: Kernel, rule: RuleCard, constant: (id: string) => string): Option[] {
	const w = writer(kernel.cells, rule.binding, constant)
	return rule.outcomes.map((o) => ({
		cell: o.cell,
		allowed: '1',
		weight: o.outcome.chance ? w.integer(o.outcome.chance.tree) : REST,
	}))
}
