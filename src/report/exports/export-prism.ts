import type { Chain } from '../../kernel/chain.js'
import { finalOf } from '../../kernel/graph.js'

/** The texts of PRISM's explicit files: transitions, states, labels, and the properties that ask for each ending. */
export interface PrismFiles {
	readonly tra: string
	readonly sta: string
	readonly lab: string
	readonly props: string
	readonly states: number
	readonly transitions: number
}

export class PrismTooBig extends Error {
	override readonly name = 'PrismTooBig'
}

export interface PrismOptions {
	/** What one step of the chain is: a round (then `F<=k` counts rounds), or a ply. */
	readonly step: 'round' | 'ply'
	readonly transitions?: number
}

export const MOST_TRANSITIONS = 20_000_000

/** Where the game stands: before a ply, or after the last one, before the endings that are looked at only there. */
interface Place {
	readonly round: number
	readonly layer: number
	/** A node; for the place after the last ply, the index of the ending to come. */
	readonly node: number
}

/**
 * The game under fixed policies as a Markov chain with the round in its states. Endings absorb. The game's first k
 * rounds are its first k steps; an ending that is looked at only after the last round takes one step more, so that
 * `P=? [ F<=R "war" ]` and `P=? [ F<=R+1 "stalemate" ]` are the odds over R rounds.
 * @throws PrismTooBig
 */
export function exportPrism(chain: Chain, { step, transitions: most = MOST_TRANSITIONS }: PrismOptions): PrismFiles {
	const { graph } = chain
	const { kernel, layers, finals, lastEnding, packing } = graph
	const { scenario, rules } = kernel.game
	const { rounds } = scenario.clock
	const afterwards = rounds + 1
	const numbers = new Map<string, number>()
	const places: Place[] = []
	const lines: string[] = []
	const endings = scenario.endings.map((_, n) => n)

	const numberOf = (place: Place): number => {
		const key = `${place.round} ${place.layer} ${place.node}`
		const known = numbers.get(key)
		if (known !== undefined) return known
		numbers.set(key, places.length)
		places.push(place)
		return places.length - 1
	}
	const ended = (ending: number, afterLast: boolean): number =>
		afterLast && scenario.endings[ending]!.atEnd
			? numberOf({ round: afterwards, layer: 0, node: ending })
			: numberOf({ round: 0, layer: 0, node: ending })

	/** One ply of the mass of a round: what goes on, and what has ended. */
	const ply = (round: number, layer: number, mass: ReadonlyMap<number, number>, done: Map<number, number>) => {
		const { first, to } = layers[layer]!
		const p = chain.probabilities(layer, round)
		const afterLast = layer === layers.length - 1 && round === rounds
		const next = new Map<number, number>()
		for (const [node, m] of mass)
			for (let e = first[node]!, stop = first[node + 1]!; e < stop; e++) {
				const q = m * p[e]!
				if (q === 0) continue
				const target = to[e]!
				if (target >= 0 && !afterLast) next.set(target, (next.get(target) ?? 0) + q)
				else {
					const ending = afterLast
						? target >= 0
							? lastEnding[target]!
							: finals.lastEnding[finalOf(target)]!
						: finals.ending[finalOf(target)]!
					const at = ended(ending, afterLast)
					done.set(at, (done.get(at) ?? 0) + q)
				}
			}
		return next
	}

	numberOf({ round: 1, layer: 0, node: 0 })
	for (let n = 0; n < places.length; n++) {
		const { round, layer, node } = places[n]!
		if (round === 0) lines.push(`${n} ${n} 1`)
		else if (round === afterwards) lines.push(`${n} ${numberOf({ round: 0, layer: 0, node })} 1`)
		else {
			const done = new Map<number, number>()
			let mass: ReadonlyMap<number, number> = new Map([[node, 1]])
			const last = step === 'ply' ? layer : layers.length - 1
			for (let k = layer; k <= last; k++) mass = ply(round, k, mass, done)
			const over = last === layers.length - 1
			for (const [target, q] of mass)
				done.set(numberOf({ round: over ? round + 1 : round, layer: over ? 0 : last + 1, node: target }), q)
			for (const [target, q] of [...done].sort((a, b) => a[0] - b[0])) lines.push(`${n} ${target} ${q}`)
		}
		if (lines.length > most)
			throw new PrismTooBig(
				`the chain has more than ${most.toLocaleString('en')} transitions${step === 'round' ? '; a step a ply has fewer' : ''}`,
			)
	}

	const names = identifiers([
		'round',
		'ply',
		'ending',
		...[...rules.layout.variables, ...rules.layout.regions].map(({ key }) => key),
	])
	names.push(...names.splice(2, 1))
	const s = new Int32Array(kernel.cells.size)
	const cells = kernel.cells.size - 1
	const sta = places.map(({ round, layer, node }, n) => {
		if (round === 0 || round === afterwards)
			return `${n}:(${[round, 0, ...kernel.cells.low.slice(0, cells), node + 1].join(',')})`
		s[kernel.cells.round] = round
		packing.unpack(layers[layer]!.packed, node * packing.words, s)
		return `${n}:(${[round, layer, ...s.subarray(0, cells), 0].join(',')})`
	})
	const called = identifiers(scenario.endings.map((e) => e.id))
	const labels = ['init', 'deadlock', ...called]
	const labelled = [
		'0: 0',
		...endings.flatMap((n) => numbers.get(`0 0 ${n}`) ?? []).map((at) => `${at}: ${places[at]!.node + 2}`),
	]
	const steps = step === 'round' ? rounds : rounds * layers.length
	return {
		tra: `${places.length} ${lines.length}\n${lines.join('\n')}\n`,
		sta: `(${names.join(',')})\n${sta.join('\n')}\n`,
		lab: `${labels.map((l, n) => `${n}="${l}"`).join(' ')}\n${sorted(labelled).join('\n')}\n`,
		props: `${scenario.endings.map((e, n) => `P=? [ F<=${steps + (e.atEnd ? 1 : 0)} "${called[n]!}" ];`).join('\n')}\n`,
		states: places.length,
		transitions: lines.length,
	}
}

const sorted = (lines: readonly string[]): string[] =>
	[...lines].sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))

/** What PRISM's own language means by a word, so that nothing else may be called so (the manual of PRISM 4.8), and its built-in labels. */
const TAKEN = new Set(
	`A array bool C clock const ctmc deadlock double dtmc E endinit endinvariant endmodule endobservables endrewards
	endsystem F false filter formula func G global I init int invariant label max mdp min module nondeterministic
	observable observables of P Pmax Pmin pomdp popta prob probabilistic pta R rate rewards Rmax Rmin S stochastic system
	true U W X`.split(/\s+/),
)

/** As PRISM can read them, and no two alike: without dots and hyphens, and with underscores behind where they are needed. */
function identifiers(texts: readonly string[]): string[] {
	const used = new Set(TAKEN)
	return texts.map((text) => {
		let name = text.replace(/[^A-Za-z0-9_]/g, '_')
		while (used.has(name)) name += '_'
		used.add(name)
		return name
	})
}
