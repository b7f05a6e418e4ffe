import type { RawCard, RawScenario } from './raw-scenario.js'
import type { Reading, State } from './reading.js'

/** Cell `rest` has what the others leave of the base. */
function fillRest(weights: number[], rest: number, base: number): number[] {
	const others = weights.reduce((sum, weight, index) => (index === rest ? sum : sum + weight), 0)
	return weights.map((weight, index) => (index === rest ? base - others : weight))
}

/** Step 2: the integer weights of the cards. Under a doctrine all weights are hundredths of the card's own. */
export function weighing(raw: RawScenario, { evaluate, mutated }: Reading) {
	function ofOutcomes(state: State, card: RawCard, self: string | undefined): number[] {
		const outcomes = Object.values(card.outcomes!)
		const chances = outcomes.map((outcome) => Number(evaluate(state, outcome?.chance ?? 1, self)))
		const rest = outcomes.findIndex((outcome) => outcome?.rest === true)
		if (mutated('rest-is-whole-base')) {
			return chances.map((chance, index) => (index === rest ? card.of! : chance))
		}
		return card.of === undefined ? chances : fillRest(chances, rest, card.of)
	}

	/** One for each legal card, and the last for `nothing`. */
	function ofDeck(state: State, id: string, legalCards: string[]): number[] {
		const deck = raw.decks![id]!
		const chances = (cards: string[]) => cards.map((card) => Number(evaluate(state, deck.cards[card]!.chance)))
		if (mutated('nothing-has-weight-one')) {
			return [...chances(legalCards), 1]
		}
		if (mutated('illegal-cards-keep-their-chance')) {
			const used = chances(Object.keys(deck.cards)).reduce((sum, chance) => sum + chance, 0)
			return [...chances(legalCards), deck.of - used]
		}
		return fillRest([...chances(legalCards), 0], legalCards.length, deck.of)
	}

	/** A doctrine's values for the card itself come before those for its tags, weights before percents, file order within each. */
	function ofMove(state: State, id: string, self: string, doctrine: string | undefined): number {
		const move = raw.moves[id]!
		const own = Number(evaluate(state, move.weight ?? 1, self))
		if (doctrine === undefined) {
			return own
		}
		const { weights = {}, percent = {}, otherwise } = raw.doctrines![doctrine]!
		const isName = (key: string) => key === id
		const isTag = (key: string) => !Object.hasOwn(raw.moves, key) && move.tags?.includes(key) === true
		for (const matches of mutated('tag-before-name') ? [isTag, isName] : [isName, isTag]) {
			const weight = Object.keys(weights).find(matches)
			if (weight !== undefined) {
				return 100 * Number(evaluate(state, weights[weight]!, self))
			}
			const hundredths = Object.keys(percent).find(matches)
			if (hundredths !== undefined) {
				return own * Number(evaluate(state, percent[hundredths]!, self))
			}
		}
		return 100 * (otherwise === undefined ? own : Number(evaluate(state, otherwise, self)))
	}

	return { ofOutcomes, ofDeck, ofMove }
}
