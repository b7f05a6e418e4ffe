import type { RawTransition } from './raw-scenario.js'
import { around, leafOf, list, type Reading, type Region, type State } from './reading.js'

type Chart = State['chart']

const targetOf = (transition: RawTransition) => (typeof transition === 'string' ? transition : transition.target)

/** Steps 3 and 7: where the regions go on an event, and where `always` takes them. */
export function chartSteps({ raw, players, rivalOf, regions, holds, mutated }: Reading) {
	const decks = Object.keys(raw.decks ?? {})

	const guardHolds = (state: State, transition: RawTransition, owner: string | undefined) =>
		typeof transition === 'string' || holds(state, transition.guard, owner)

	/** Whether a key of `on`, in a region with this owner, means the event. */
	function means(key: string, event: string, owner: string | undefined): boolean {
		const [actor = '', card, outcome] = event.split('.')
		const [first = '', ...others] = key.split('.')
		let by: string | undefined
		let [keyCard, keyOutcome] = others
		if (owner !== undefined && (first === 'self' || first === 'rival')) {
			by = mutated('self-means-anyone') ? actor : first === 'self' ? owner : rivalOf(owner)
		} else if (players.includes(first) || decks.includes(first)) {
			by = first
		} else {
			by = players.includes(actor) ? actor : undefined
			keyCard = first
			keyOutcome = others[0]
		}
		const sameOutcome = keyOutcome === outcome
		const asCard = mutated('outcome-keys-also-for-card') && keyOutcome === undefined
		return by === actor && keyCard === card && (sameOutcome || asCard)
	}

	/** The leaf to go to, which may be the one it is in; `undefined` when no transition is enabled. */
	function reaction(state: State, event: string, region: Region): string | undefined {
		const leaf = state.chart[region.key]!
		const places = around(region.root, leaf)
		for (const [, node] of mutated('outer-state-first') ? places.toReversed() : places) {
			let keys = Object.keys(node.on ?? {}).filter((key) => means(key, event, region.owner))
			if (mutated('keys-last-first')) {
				keys = keys.toReversed()
			}
			if (mutated('narrow-keys-first')) {
				keys = keys.toSorted((a, b) => b.split('.').length - a.split('.').length)
			}
			for (const key of keys) {
				const transitions = list(node.on![key])
				for (const transition of mutated('last-transition-first') ? transitions.toReversed() : transitions) {
					if (guardHolds(state, transition, region.owner)) {
						const target = targetOf(transition)
						if (target === undefined && mutated('stay-looks-outward')) {
							continue
						}
						const isInside = places.some(([name]) => name === target)
						return target === undefined || (mutated('compound-remembers') && isInside)
							? leaf
							: leafOf(region.root, target)
					}
					if (mutated('false-guard-stops')) {
						return undefined
					}
				}
			}
		}
		return undefined
	}

	/** Step 3. Every guard reads the state before the move. */
	function react(state: State, event: string): Chart {
		let chart = state.chart
		for (const region of regions) {
			const leaf = reaction(mutated('regions-in-sequence') ? { ...state, chart } : state, event, region)
			if (leaf !== undefined) {
				chart = { ...chart, [region.key]: leaf }
				if (mutated('first-region-only')) {
					break
				}
			}
		}
		return chart
	}

	/** The leaf that `always` leads to; one that would change nothing is passed over. */
	function enteredByAlways(state: State, region: Region): string | undefined {
		const leaf = state.chart[region.key]!
		const places = around(region.root, leaf)
		for (const [, node] of mutated('always-outer-first') ? places.toReversed() : places) {
			for (const transition of list(node.always)) {
				if (!guardHolds(state, transition, region.owner)) {
					continue
				}
				const entered = leafOf(region.root, targetOf(transition)!)
				if (entered !== leaf) {
					return entered
				}
				if (mutated('always-to-same-leaf-blocks')) {
					return undefined
				}
			}
		}
		return undefined
	}

	/** Step 7: passes, each reading the state before it. */
	function takeAlways(state: State): { state: State; passes: number } {
		let now = state
		for (let passes = 0; passes < 1000; passes++) {
			let chart = now.chart
			for (const region of regions) {
				const entered = enteredByAlways(mutated('always-in-sequence') ? { ...now, chart } : now, region)
				if (entered !== undefined) {
					chart = { ...chart, [region.key]: entered }
					if (mutated('always-one-region-a-pass')) {
						break
					}
				}
			}
			if (chart === now.chart) {
				return { state: now, passes }
			}
			now = { ...now, chart }
			if (mutated('always-one-pass')) {
				return { state: now, passes: 1 }
			}
		}
		throw new Error('`always` goes on for ever')
	}

	return { react, takeAlways }
}
