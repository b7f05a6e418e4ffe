import { MOST_TRIALS } from '../game/choose.js'
import { streamState } from '../game/luck.js'
import type { WeightForm } from '../game/policies.js'
import type { RuleCard, Rules } from '../game/rules.js'
import { type Bounds, bounds } from '../scenario/bounds.js'
import type { Tree } from '../scenario/expression.js'
import { choice } from '../scenario/expressions/choice.js'
import { KernelRefusal } from './cells.js'
import type { Kernel, KernelCard } from './compile.js'
import { generated } from './generated.js'
import { NO_CARD } from './graph.js'
import { type Writer, writer } from './source.js'
import { stepSource } from './step-source.js'

/** Plays runs to their end on packed cells, with the same luck as `drawMove` and so the same moves, bit for bit. */
export interface Sampler {
	/**
	 * Plays one run. Its final cells are then in `cells`, its moves in `trace`.
	 * @returns what `endingOf` and `roundOf` take apart
	 */
	run(key: readonly [number, number, number, number], run: number): number
	readonly cells: Int32Array
	/** Plies that the last run took; only with a trace. */
	played(): number
	/** For the n-th ply played: card index (NO_CARD for `nothing` and `pass`) + outcome index · 65,536; only when asked for. */
	readonly trace: Int32Array | null
}

export interface SamplerOptions {
	/** Weights by card for each player. */
	readonly forms: ReadonlyMap<string, ReadonlyMap<string, WeightForm>>
	/** For each ply of the whole game, the index of the card that is played there if it is allowed, or -1. */
	readonly plan?: Int32Array
	readonly trace?: boolean
}

/** Rounds are fewer than 1024. */
const ROUND_BITS = 10

/** Index of the ending that a run came to. */
export const endingOf = (result: number): number => result >>> ROUND_BITS
/** The round it came in. */
export const roundOf = (result: number): number => result & ((1 << ROUND_BITS) - 1)

const SMALL = 0x200000

/** @throws KernelRefusal when code generation is forbidden here */
export function compileSampler(kernel: Kernel, options: SamplerOptions): Sampler {
	const { cells } = kernel
	const state = new Int32Array(cells.size)
	const { clock } = kernel.game.scenario
	const trace = options.trace ? new Int32Array(kernel.slots.length * clock.rounds) : null
	if (clock.rounds >= 1 << ROUND_BITS) throw new KernelRefusal(`more than ${(1 << ROUND_BITS) - 1} rounds`)
	const lastSlot = new Int32Array(1)
	const run = generated<Sampler['run']>(samplerSource(kernel, options), {
		s: state,
		trace,
		plan: options.plan ?? null,
		seed: streamState,
		lastSlot,
	})
	return { run, cells: state, trace, played: () => lastSlot[0]! }
}

/** The program of a batch under given policies and settings; parameters are constants in it. */
export function samplerSource(kernel: Kernel, { forms, plan, trace }: SamplerOptions): string {
	const { rules } = kernel.game
	const { cells } = kernel
	const constant = (id: string): string => String(rules.resolved.parameters.get(id)!)
	const steps = stepSource(rules, cells, constant)
	const { rounds } = rules.scenario.clock
	const functions: string[] = [SHARED]
	const plays: string[] = []
	const note = trace ? 'lastSlot[0]=at+1;' : ''

	kernel.slots.forEach((slot, k) => {
		const lastPly = k === kernel.slots.length - 1
		const options = slot.cards.map(({ rule }) =>
			cardOption(kernel, rule, forms.get(slot.actor)?.get(rule.id), constant),
		)
		if (slot.deckOf !== null) options.push(nothingOption(options, slot.deckOf))
		const proved = slot.deckOf === null || keepsToBase(rules, slot.cards.map(cardShare), slot.deckOf)
		functions.push(chooser(`choose${k}`, options, slot.deckOf === null ? 'player' : 'deck', proved))
		const cases = slot.cards.map((card, c) => {
			const { rule } = card
			functions.push(`function play${k}_${c}(s){${steps.event(rule.id, rule.effects, rule.binding)}}`)
			if (rule.outcomes.length === 0) return `case ${c}:play${k}_${c}(s);break;`
			const w = writer(cells, rule.binding, constant)
			const chances = rule.outcomes.flatMap((o) => (o.outcome.chance ? [o.outcome.chance.tree] : []))
			const outcomesProved = rule.card.of === null || keepsToBase(rules, chances, rule.card.of)
			functions.push(chooser(`fall${k}_${c}`, outcomeOptions(rule, w), 'outcomes', outcomesProved))
			const lands = rule.outcomes.map((o, n) => {
				functions.push(`function land${k}_${c}_${n}(s){${steps.event(o.id, o.effects, rule.binding)}}`)
				return `case ${n}:land${k}_${c}_${n}(s);break;`
			})
			const noteOutcome = trace ? `trace[at]|=o<<16;` : ''
			return `case ${c}:{play${k}_${c}(s);const o=fall${k}_${c}(s,x1,y1);${noteOutcome}switch(o){${lands.join('')}}break;}`
		})
		functions.push(
			`function settle${k}(s){${steps.settle(lastPly)}}`,
			`function allowed${k}(s,c){switch(c){${options.map((o, n) => `case ${n}:return ${o.allowed};`).join('')}}return 0}`,
		)
		const choose = `choose${k}(s,x0,y0)`
		plays.push(
			`{${DRAW}const x0=a>>>0;${DRAW}const y0=a>>>0;${DRAW}const x1=a>>>0;${DRAW}const y1=a>>>0;`,
			plan ? `const f=plan[at];const c=f>=0&&allowed${k}(s,f)?f:${choose};` : `const c=${choose};`,
			trace ? 'trace[at]=c;' : '',
			`switch(c){${cases.join('')}}`,
			`settle${k}(s);`,
			lastPly ? `if(round===${rounds}){${note}return((endedLast(s)-1)<<${ROUND_BITS})+round}` : '',
			`const e=ended(s);if(e>0){${note}return((e-1)<<${ROUND_BITS})+round}`,
			'at++;}',
		)
	})
	functions.push(`function ended(s){${steps.endings(false)}}`, `function endedLast(s){${steps.endings(true)}}`)
	const opening = Array.from(kernel.start, (value, n) => `s[${n}]=${value};`).join('')
	return `${functions.join('\n')}
return (key,run)=>{
let {a,b,c:cc,d}=seed(key,run);let at=0;
${opening}
for(let round=1;;round++){s[${cells.round}]=round;
${plays.join('\n')}
}}`
}

/** One step of tychei, as seedrandom has it, on the locals a, b, cc, d. */
const DRAW =
	'b=(b<<25)^(b>>>7)^cc;cc=(cc-d)|0;d=(d<<24)^(d>>>8)^a;a=(a-b)|0;b=(b<<20)^(b>>>12)^cc;cc=(cc-d)|0;d=(d<<16)^(cc>>>16)^a;a=(a-b)|0;'

const SHARED = `
function scaled(w,size){const l=(w&0xffff)*size,h=(w>>>16)*size;return Math.floor((h+Math.floor(l/65536))/65536)}
function fmix(w){let h=w|0;h=Math.imul(h^(h>>>16),0x85ebca6b);h=Math.imul(h^(h>>>13),0xc2b2ae35);return(h^(h>>>16))>>>0}
function byWeight(w,n,draw){let t=0;for(let i=0;i<n;i++)t+=w[i];let p=scaled(draw,t);for(let i=0;i<n;i++){if(p<w[i])return i;p-=w[i]}return -1}`

interface Option {
	readonly cell: number
	/** 0 or 1. */
	readonly allowed: string
	readonly weight: string
	/** What the others leave of the base, which is the cell. */
	readonly rest?: true
}

function cardOption(
	kernel: Kernel,
	rule: RuleCard,
	form: WeightForm | undefined,
	constant: (id: string) => string,
): Option {
	const { rules } = kernel.game
	const w = writer(kernel.cells, rule.binding, constant)
	const allowed = rules.resolved.without.has(rule.id) ? '0' : rule.card.when ? w.boolean(rule.card.when.tree) : '1'
	if (!form) return { cell: rule.cell, allowed, weight: rule.card.weight ? w.integer(rule.card.weight.tree) : '1' }
	const [first, ...others] = form.trees.map((t) => w.integer(t))
	const product = others.reduce((source, t) => `Math.imul(${source},${t})`, first ?? '1')
	return { cell: form.cell, allowed, weight: form.factor === 1 ? product : `Math.imul(${form.factor},${product})` }
}

const active = ({ allowed, weight }: Option): string =>
	allowed === '1' ? weight : allowed === '0' ? '0' : `(-${allowed}&${weight})`

/** Combinations that the proof may try; a sum that it cannot prove is checked at every draw. */
const PROOF = 20_000

/** Whether chances cannot add up to more than their base, whatever the state, under the game's parameters. */
function keepsToBase(rules: Rules, chances: readonly Tree[], base: number): boolean {
	const [first, ...others] = chances
	if (!first) return true
	const sum = others.reduce<Tree>((left, right) => ({ op: '+', left, right }), first)
	const within = (b: Bounds): boolean => b.high <= base
	const fixed = rules.resolved.parameters
	return within(bounds(sum, rules.scenario, { enough: within, each: within, fixed, budget: PROOF }))
}

const cardShare = ({ rule: { card } }: KernelCard): Tree => {
	const weight: Tree = card.weight?.tree ?? { op: 'integer', value: 1 }
	return card.when ? choice(card.when.tree, weight, { op: 'integer', value: 0 }) : weight
}

function nothingOption(cards: readonly Option[], base: number): Option {
	const sum = cards.map(active).join('+')
	return { cell: base, allowed: '1', weight: `(${base}-(${sum || '0'}))`, rest: true }
}

function outcomeOptions(rule: RuleCard, w: Writer): Option[] {
	const chances = rule.outcomes.map((o) => (o.outcome.chance ? w.integer(o.outcome.chance.tree) : null))
	const sum = chances.filter((c) => c !== null).join('+') || '0'
	return rule.outcomes.map((o, n) => ({
		cell: o.cell,
		allowed: '1',
		weight: chances[n] ?? `(${rule.card.of}-(${sum}))`,
		...(chances[n] === null && { rest: true as const }),
	}))
}

/**
 * A function (s, x, y) that gives the index of the chosen option, NO_CARD for a deck's `nothing` and for `pass`.
 * The first draw names one cell, so only that card's guard and weight are looked at; all of them only when it is not active.
 */
function chooser(
	name: string,
	options: readonly Option[],
	kind: 'player' | 'deck' | 'outcomes',
	proved: boolean,
): string {
	const none = kind === 'deck' ? options.length - 1 : -1
	const rest = options.findIndex((o) => o.rest)
	const size = options.reduce((sum, o) => sum + o.cell, 0)
	const index = (n: number): string => String(n === none ? NO_CARD : n)
	if (options.length === 0) return `function ${name}(s,x,y){return ${NO_CARD}}`
	const over = proved
		? ''
		: `if(${options.map((o) => `${active(o)}<0`).join('||')})fault("the chances exceed their base");`
	if (rest >= 0 && size <= 2 * options[rest]!.cell) return ofBase(name, options, rest, index, over)
	let from = 0
	const starts = options.map((o) => {
		from += o.cell
		return from - o.cell
	})
	const hit = (low: number, high: number): string => {
		if (low === high) {
			const point = starts[low] === 0 ? 'p' : `p-${starts[low]}`
			return `if(${point}<${active(options[low]!)})return ${index(low)};`
		}
		const middle = (low + high) >> 1
		return `if(p<${starts[middle + 1]}){${hit(low, middle)}}else{${hit(middle + 1, high)}}`
	}
	const point = size < SMALL ? `(x*${size}/4294967296)|0` : `scaled(x,${size})`
	const weights = options.map((o, n) => `w[${n}]=${active(o)};`).join('')
	const counting =
		kind === 'player'
			? `let n=0,last=0;${options.map((o, n) => `if(${o.allowed}){n++;last=${n}}`).join('')}if(n===0)return ${NO_CARD};if(n===1)return last;
if(t===0){${options.map((o, n) => `w[${n}]=${o.allowed};`).join('')}return byWeight(w,${options.length},y)}`
			: `if(t===0)fault("the chances are all zero");`
	const tree = `for(let i=0;i<${options.length};i++){if(q<c[i]){if(q<w[i])return i===${none}?${NO_CARD}:i;break}q-=c[i]}`
	return `const ${name}_w=new Int32Array(${options.length}),${name}_c=[${options.map((o) => o.cell).join(',')}];
function ${name}_slow(s,y){const w=${name}_w,c=${name}_c;${weights}
let t=0;for(let i=0;i<${options.length};i++)t+=w[i];
${counting}
let next=y,word=0;
for(let trial=1;trial<${MOST_TRIALS};trial++){next=(next+0x9e3779b9)>>>0;word=fmix(next);let q=scaled(word,${size});${tree}}
next=(next+0x9e3779b9)>>>0;word=fmix(next);
const i=byWeight(w,${options.length},word);return i===${none}?${NO_CARD}:i}
function ${name}(s,x,y){${over}const p=${point};${hit(0, options.length - 1)}return ${name}_slow(s,y)}`
}

/** The same where one option has what the others leave of a base that their cells fit into: one draw decides. */
function ofBase(
	name: string,
	options: readonly Option[],
	rest: number,
	index: (n: number) => string,
	over: string,
): string {
	const base = options[rest]!.cell
	let from = 0
	const cards = options.flatMap((option, n) => {
		if (n === rest) return []
		from += option.cell
		return [{ option, n, start: from - option.cell }]
	})
	const hit = (low: number, high: number): string => {
		if (low === high) {
			const { option, n, start } = cards[low]!
			return `if(${start === 0 ? 'p' : `p-${start}`}<${active(option)})return ${index(n)};`
		}
		const middle = (low + high) >> 1
		return `if(p<${cards[middle + 1]!.start}){${hit(low, middle)}}else{${hit(middle + 1, high)}}`
	}
	const point = base < SMALL ? `(x*${base}/4294967296)|0` : `scaled(x,${base})`
	const tree = cards.length > 0 ? `const p=${point};${hit(0, cards.length - 1)}` : ''
	return `function ${name}(s,x,y){${over}${tree}return ${index(rest)}}`
}
