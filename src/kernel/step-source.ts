import type { Binding } from '../game/evaluate.js'
import type { RegionSlot } from '../game/layout.js'
import { expand } from '../game/machine.js'
import type { RuleEffect, Rules } from '../game/rules.js'
import type { Handler, Transition } from '../scenario/scenario.js'
import type { Cells } from './cells.js'
import { type ParameterSource, type Writer, writer } from './source.js'

/** Passes of `always` after one ply before the scenario is faulty, as for the machine. */
const MOST_PASSES = 1000

/** The JavaScript of the steps that change a state. Each function reads all it needs of the state before it writes. */
export interface StepSource {
	/** Body of a function of `s`: the chart's answer to the event, and the effects. */
	event(id: string, effects: readonly RuleEffect[], binding: Binding): string
	/** Body of a function of `s`: rules, then `always`. */
	settle(lastPly: boolean): string
	/** Body of a function of `s` that gives 0, or 1 + the index of the ending that holds; with `last`, of all endings, else of those not `at-end`. */
	endings(last: boolean): string
	/** Body of a function of `s`: `always` alone, before the first ply. */
	always(): string
}

export function stepSource(rules: Rules, cells: Cells, parameter: ParameterSource): StepSource {
	const writers = new Map<string | null, Writer>()
	const writerOf = (owner: string | null): Writer => {
		const known = writers.get(owner) ?? writer(cells, rules.bind(owner), parameter)
		writers.set(owner, known)
		return known
	}
	const chart = rules.layout.regions.map((region) => readRegion(rules, region))
	const always = alwaysSource(cells, chart, writerOf)

	return {
		event(id, effects, binding) {
			const moves = chart.flatMap(({ region, on }) => {
				const cell = cells.region.get(region.key)!
				const next = nextLeaf(region, cell, (leaf) => on(leaf, id), writerOf(region.owner))
				return next === null ? [] : [{ cell, value: next }]
			})
			const writes = effects.map((effect) => effectSource(effect, cells, writerOf(binding.self)))
			return simultaneous([...moves, ...writes])
		},
		settle(lastPly) {
			const nobody = writerOf(null)
			const rulesSource = rules.standing
				.filter(({ rule }) => lastPly || rule.every === 'ply')
				.map(({ rule, effects }) => {
					const body = simultaneous(effects.map((effect) => effectSource(effect, cells, nobody)))
					return rule.when ? `if(${nobody.boolean(rule.when.tree)}){${body}}` : `{${body}}`
				})
			return rulesSource.join('\n') + always
		},
		endings(last) {
			const nobody = writerOf(null)
			const tests = rules.endings.flatMap(({ ending }, n) =>
				ending.atEnd && !last ? [] : [`if(${nobody.boolean(ending.when.tree)})return ${n + 1};`],
			)
			return `${tests.join('')}return 0`
		},
		always: () => always,
	}
}

function effectSource(effect: RuleEffect, cells: Cells, w: Writer): { cell: number; value: string } {
	const cell = cells.variable.get(effect.key)!
	const value = w.integer(effect.assignment.value.tree)
	const { operator } = effect.assignment
	const sum = operator === '=' ? value : `(s[${cell}]${operator === '+=' ? '+' : '-'}${value}|0)`
	return { cell, value: `Math.max(${effect.low},Math.min(${effect.high},${sum}))` }
}

/** All right-hand sides first, then all assignments. */
function simultaneous(writes: readonly { cell: number; value: string }[]): string {
	if (writes.length === 1) return `s[${writes[0]!.cell}]=${writes[0]!.value};`
	const reads = writes.map(({ value }, n) => `const t${n}=${value};`).join('')
	return reads + writes.map(({ cell }, n) => `s[${cell}]=t${n};`).join('')
}

interface ChartRegion {
	readonly region: RegionSlot
	/** What may answer an event in a leaf, in the order in which it is tried. */
	on(leaf: string, event: string): readonly Transition[]
	always(leaf: string): readonly Transition[]
}

function readRegion(rules: Rules, region: RegionSlot): ChartRegion {
	// A key of `on` stands for many events: which, is worked out once, not once an event and leaf.
	const byEvent = new Map(
		[region.region, ...[...region.states.values()].map(({ node }) => node)].map((body) => [
			body,
			answersOf(rules, region, body.on),
		]),
	)
	const bodies = (leaf: string) => [
		...region.states
			.get(leaf)!
			.path.map((name) => region.states.get(name)!.node)
			.reverse(),
		region.region,
	]
	return {
		region,
		on: (leaf, event) => bodies(leaf).flatMap((body): readonly Transition[] => byEvent.get(body)!.get(event) ?? []),
		always: (leaf) => bodies(leaf).flatMap((body) => body.always),
	}
}

/** By event, what the handlers of one body answer it with, in file order. */
function answersOf(
	rules: Rules,
	region: RegionSlot,
	handlers: readonly Handler[],
): ReadonlyMap<string, readonly Transition[]> {
	const answers = new Map<string, Transition[]>()
	for (const handler of handlers)
		for (const event of new Set(expand(rules, handler.event, region.owner)))
			answers.set(event, [...(answers.get(event) ?? []), ...handler.transitions])
	return answers
}

/** The leaf after the first enabled transition, as an expression over the leaf before; null when no leaf would answer. */
function nextLeaf(
	region: RegionSlot,
	cell: number,
	candidates: (leaf: string) => readonly Transition[],
	w: Writer,
): string | null {
	const index = new Map(region.leaves.map((leaf, n) => [leaf, n]))
	const answers = region.leaves.map((leaf, n) => {
		let value = String(n)
		for (const t of [...candidates(leaf)].reverse()) {
			const to = t.target === null ? String(n) : String(index.get(region.states.get(t.target)!.leaf))
			value = t.guard ? `(${w.boolean(t.guard.tree)}?${to}:${value})` : to
		}
		return value
	})
	if (answers.every((a, n) => a === String(n))) return null
	const at = `s[${cell}]`
	if (answers.every((a) => /^\d+$/.test(a)) && answers.length <= 8)
		return `(${answers.reduce((bits, a, n) => bits | (Number(a) << (4 * n)), 0) >>> 0}>>>(${at}<<2)&15)`
	return answers.reduceRight(
		(otherwise, a, n) => (a === String(n) ? otherwise : `(${at}===${n}?${a}:${otherwise})`),
		at,
	)
}

function alwaysSource(cells: Cells, chart: readonly ChartRegion[], writerOf: (owner: string | null) => Writer): string {
	const moves = chart.flatMap(({ region, always }) => {
		const cell = cells.region.get(region.key)!
		const leafOf = (t: Transition) => region.states.get(t.target!)!.leaf
		// One that would stay where it is is not enabled, so the next candidate is tried.
		const next = nextLeaf(
			region,
			cell,
			(leaf) => always(leaf).filter((t) => leafOf(t) !== leaf),
			writerOf(region.owner),
		)
		return next === null ? [] : [{ cell, value: next }]
	})
	if (moves.length === 0) return ''
	const reads = moves.map(({ value }, n) => `const t${n}=${value};`).join('')
	const same = moves.map(({ cell }, n) => `t${n}===s[${cell}]`).join('&&')
	const writes = moves.map(({ cell }, n) => `s[${cell}]=t${n};`).join('')
	return `\nfor(let n=0;;n++){${reads}if(${same})break;${writes}if(n>${MOST_PASSES})fault("an always of the chart goes round for ever");}`
}
