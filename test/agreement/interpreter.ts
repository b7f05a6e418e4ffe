import { isDeepStrictEqual } from 'node:util'
import { chartSteps } from './chart-steps.js'
import type { Mutation } from './mutations.js'
import type { RawCard, RawScenario } from './raw-scenario.js'
import { list, readScenario, type Settings, type State } from './reading.js'
import { weighing } from './weights.js'

/** What happened in one `apply`, for the report of what the generated scenarios exercise. */
export interface Happenings {
	chartMoved: boolean
	clamped: boolean
	ruleChanged: boolean
	alwaysPasses: number
}

export interface Interpreter {
	initial(): State
	/** A player's id, `chance`, or `undefined` once the game is over. */
	player(state: State): string | undefined
	/** Ids of the legal moves in file order. */
	legal(state: State): string[]
	/** Integer weights beside `legal`; under a doctrine the weights are in hundredths of the card's own. */
	weights(state: State, doctrine?: string): number[]
	/** Throws when the move is not legal. `happenings` is filled in. */
	apply(state: State, id: string, happenings?: Happenings): State
	/** What the ending reached is worth to each player that has payoffs. */
	payoffs(state: State): Record<string, number>
	/** The value of any expression, as the named player reads it. */
	evaluate(state: State, text: string, self?: string): number | boolean
}

/** Plays a raw scenario by the letter of its rules; with a mutation, by all but one letter. */
export function interpret(raw: RawScenario, settings: Settings = {}, mutation?: Mutation): Interpreter {
	const mutated = (name: Mutation) => name === mutation
	const reading = readScenario(raw, settings, mutated)
	const { players, rivalOf, ranges, evaluate, holds } = reading
	const { react, takeAlways } = chartSteps(reading)
	const weigh = weighing(raw, reading)
	const decks = raw.decks ?? {}
	const lastRound = raw.clock.rounds + (mutated('one-round-more') ? 1 : 0)
	const isLastPly = (state: State) => state.ply === raw.order.length - 1
	let happened: Happenings = { chartMoved: false, clamped: false, ruleChanged: false, alwaysPasses: 0 }

	/** `iran.strike.hit` in parts. A deck's card belongs to nobody, so it has no `self`. */
	function partsOf(id: string): { name: string; card: RawCard; self: string | undefined; outcome: string | undefined } {
		const [actor = '', name = '', outcome] = id.split('.')
		const deck = decks[actor]
		if (deck !== undefined) {
			return { name, card: deck.cards[name]!, self: undefined, outcome }
		}
		const card = raw.moves[name]!
		return { name, card, self: mutated('self-is-first-player') ? list(card?.by)[0] : actor, outcome }
	}

	// Before the first ply: step 7 alone.

	function initial(): State {
		let state: State = {
			chart: reading.firstLeaves,
			variables: reading.starts,
			round: 1,
			ply: 0,
			pending: null,
			ending: null,
		}
		if (mutated('opening-with-rules')) {
			state = followRules(state)
		}
		if (!mutated('opening-without-always')) {
			state = takeAlways(state).state
		}
		return mutated('opening-with-endings') ? { ...state, ending: findEnding(state, false) } : state
	}

	// Step 1: legal moves.

	function legal(state: State): string[] {
		if (state.ending !== null) {
			return []
		}
		if (state.pending !== null) {
			return Object.keys(partsOf(state.pending).card.outcomes!).map((outcome) => `${state.pending}.${outcome}`)
		}
		const actor = raw.order[state.ply]!
		const deck = decks[actor]
		if (deck !== undefined) {
			const cards = Object.entries(deck.cards)
				.filter(([, card]) => mutated('when-ignored-in-decks') || holds(state, card.when))
				.filter(([, card]) => !mutated('zero-weight-illegal') || evaluate(state, card.chance) !== 0)
			return [...cards.map(([id]) => `${actor}.${id}`), `${actor}.nothing`]
		}
		const moves = Object.entries(raw.moves)
			.filter(([, move]) => list(move.by).includes(actor))
			.filter(([, move]) => mutated('when-ignored') || holds(state, move.when, actor))
			.filter(([, move]) => !mutated('zero-weight-illegal') || evaluate(state, move.weight ?? 1, actor) !== 0)
			.map(([id]) => `${actor}.${id}`)
		if (mutated('cards-sorted-by-name')) {
			moves.sort()
		}
		return moves.length === 0 || mutated('pass-always-offered') ? [...moves, `${actor}.pass`] : moves
	}

	// Step 2: who chooses, and with what weights.

	function player(state: State): string | undefined {
		if (state.ending !== null) {
			return undefined
		}
		const actor = raw.order[state.ply]!
		return state.pending !== null || decks[actor] !== undefined ? 'chance' : actor
	}

	function weights(state: State, doctrine?: string): number[] {
		if (state.pending !== null) {
			const { card, self } = partsOf(state.pending)
			return weigh.ofOutcomes(state, card, self)
		}
		const actor = raw.order[state.ply]!
		const names = legal(state).map((id) => partsOf(id).name)
		if (decks[actor] !== undefined) {
			return weigh.ofDeck(state, actor, names.slice(0, -1))
		}
		return names.map((name) => (name === 'pass' ? 1 : weigh.ofMove(state, name, actor, doctrine)))
	}

	// Step 4: effects. All right-hand sides read one state; with `inSequence` each reads what the line before left.

	function assign(state: State, effects: string | undefined, self: string | undefined, inSequence = false): State {
		const variables: Record<string, number> = { ...state.variables }
		for (const line of (effects ?? '').split('\n')) {
			const assignment = line.replace(/#.*/, '').trim()
			if (assignment === '') {
				continue
			}
			const [, name = '', operator, text = ''] = /^([\w.]+)\s*(=|\+=|-=)\s*(.+)$/.exec(assignment)!
			const key = name.replace(/^self\./, `${self}.`).replace(/^rival\./, `${rivalOf(self)}.`)
			const read = inSequence ? { ...state, variables: { ...variables } } : state
			const right = Number(evaluate(read, text, self))
			const old = read.variables[key]!
			const value = operator === '=' ? right : operator === '+=' ? old + right : old - right
			const [low, high] = ranges[key]!
			const clamped = Math.min(high, Math.max(low, value))
			happened.clamped ||= clamped !== value
			variables[key] = mutated('no-clamp') ? value : mutated('clamp-at-top-only') ? Math.min(high, value) : clamped
		}
		return { ...state, variables }
	}

	/** Steps 3 and 4 for a card or an outcome: both read the state before it. */
	function happen(state: State, event: string, effects: string | undefined, self: string | undefined): State {
		const assigned = assign(state, effects, self, mutated('effects-in-sequence'))
		const chart = react(mutated('guards-after-effects') ? assigned : state, event)
		happened.chartMoved ||= !isDeepStrictEqual(chart, state.chart)
		if (mutated('effects-read-moved-chart')) {
			return assign({ ...state, chart }, effects, self)
		}
		return { ...assigned, chart }
	}

	// Step 5: a card with outcomes waits for chance.

	const beforeCard = new WeakMap<State, State>()

	function wait(state: State, id: string, card: RawCard, self: string | undefined): State {
		let waiting = happen(state, id, mutated('outcome-forgets-effects') ? undefined : card.effects, self)
		if (mutated('card-with-outcomes-without-event')) {
			waiting = { ...waiting, chart: state.chart }
		}
		if (mutated('rules-while-pending')) {
			waiting = followRules(waiting)
		}
		if (mutated('always-while-pending')) {
			waiting = takeAlways(waiting).state
		}
		const early = mutated('endings-while-pending') ? findEnding(waiting, false) : null
		const pending = { ...waiting, pending: early === null ? id : null, ending: early }
		beforeCard.set(pending, state)
		return pending
	}

	function befall(state: State, id: string, effects: string | undefined, self: string | undefined): State {
		const read = mutated('outcome-reads-before-card') ? beforeCard.get(state)! : state
		const after = { ...happen(read, id, effects, self), pending: null }
		return mutated('outcome-without-event') ? { ...after, chart: state.chart } : after
	}

	function apply(state: State, id: string, happenings?: Happenings): State {
		happened = happenings ?? { ...happened }
		if (!legal(state).includes(id)) {
			throw new Error(`${id} is not legal`)
		}
		const { name, card, self, outcome } = partsOf(id)
		if (outcome !== undefined) {
			return settle(befall(state, id, card.outcomes![outcome]?.effects, self))
		}
		if (name === 'pass' || name === 'nothing') {
			return mutated(name === 'pass' ? 'pass-skips-settling' : 'nothing-skips-settling')
				? nextPly(state)
				: settle(state)
		}
		if (card.outcomes !== undefined) {
			return wait(state, id, card, self)
		}
		if (mutated('rules-before-effects')) {
			return judge(takeAlways(happen(followRules(state), id, card.effects, self)).state)
		}
		return settle(happen(state, id, card.effects, self))
	}

	// Step 6: rules, each reading what the one before it left.

	function followRules(state: State): State {
		const isRoundsPly = mutated('round-rules-at-first-ply') ? state.ply === 0 : isLastPly(state)
		const followsRoundRules = !mutated('round-rules-never') && (isRoundsPly || mutated('round-rules-every-ply'))
		let rules = (raw.rules ?? []).filter((rule) => rule.every !== 'round' || followsRoundRules)
		if (mutated('round-rules-last')) {
			rules = rules.toSorted((a, b) => Number(a.every === 'round') - Number(b.every === 'round'))
		}
		if (mutated('rules-last-first')) {
			rules = rules.toReversed()
		}
		if (mutated('rules-until-quiet')) {
			rules = Array(20).fill(rules).flat()
		}
		let now = state
		for (const rule of rules) {
			const read = mutated('rules-read-before-all') ? state : now
			if (!holds(read, rule.when)) {
				continue
			}
			const left = assign(read, rule.effects, undefined, mutated('rule-lines-in-sequence')).variables
			const changed = Object.entries(left).filter(([key, value]) => value !== read.variables[key])
			happened.ruleChanged ||= changed.length > 0
			now = { ...now, variables: { ...now.variables, ...Object.fromEntries(changed) } }
			if (mutated('first-rule-only')) {
				break
			}
		}
		return now
	}

	// Step 8: endings.

	function findEnding(state: State, isOver: boolean): string | null {
		if (mutated('endings-once-a-round') && !isLastPly(state)) {
			return null
		}
		const looksAtAll = isOver || mutated('at-end-every-ply') || (mutated('at-end-every-round') && isLastPly(state))
		let endings = Object.entries(raw.endings).filter(([, ending]) => looksAtAll || ending['at-end'] !== true)
		const isAtEnd = ([, ending]: (typeof endings)[number]) => Number(ending['at-end'] === true)
		if (mutated('at-end-first')) {
			endings = endings.toSorted((a, b) => isAtEnd(b) - isAtEnd(a))
		}
		if (mutated('at-end-last')) {
			endings = endings.toSorted((a, b) => isAtEnd(a) - isAtEnd(b))
		}
		if (mutated('last-ending-first')) {
			endings = endings.toReversed()
		}
		return endings.find(([, ending]) => holds(state, ending.when))?.[0] ?? null
	}

	const nextRound = (state: State): State => ({ ...state, round: state.round + (isLastPly(state) ? 1 : 0) })

	const nextPly = (state: State): State => ({ ...nextRound(state), ply: isLastPly(state) ? 0 : state.ply + 1 })

	/** Step 8 and what follows it. `read` is the state the endings look at: the same one, but for mutations. */
	function judge(state: State, read = state): State {
		const isOver = isLastPly(state) && state.round === lastRound
		const ending = findEnding(mutated('round-before-endings') ? nextRound(read) : read, isOver)
		return ending === null ? nextPly(state) : { ...state, ending }
	}

	/** Steps 6 to 8. */
	function settle(state: State): State {
		const early = mutated('always-before-rules') || mutated('always-on-both-sides') ? takeAlways(state).state : state
		const ruled = mutated('round-before-rules')
			? { ...followRules(nextRound(early)), round: state.round }
			: followRules(early)
		const always = mutated('always-before-rules') || mutated('never-always') ? undefined : takeAlways(ruled)
		const settled = always?.state ?? ruled
		happened.alwaysPasses += always?.passes ?? 0
		const readsEarlier = mutated('endings-before-rules') ? early : mutated('endings-before-always') ? ruled : settled
		return judge(settled, readsEarlier)
	}

	function payoffs(state: State): Record<string, number> {
		const owners = players.filter((id) => raw.players[id]!.payoff !== undefined)
		return Object.fromEntries(
			owners.map((id) => [id, Number(evaluate(state, raw.players[id]!.payoff![state.ending!]!, id))]),
		)
	}

	return { initial, player, legal, weights, apply, payoffs, evaluate }
}
