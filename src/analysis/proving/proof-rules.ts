import type { Diagnostic } from '../../scenario/diagnostic.js'
import type { Location } from '../../scenario/location.js'
import type { PlayedPly } from './reach.js'

/** Every rule that is proved over the reachable states, by its stable name. */
export const proofRules = {
	'state-unreachable': 'A state of the chart that no play can reach.',
	'card-never-legal': 'A card that is legal nowhere.',
	'card-never-falls': 'A card of a deck, or an outcome, to which chance never gives more than 0.',
	'card-never-chosen':
		'A card that is legal, and has weight 0 wherever it is, by its own weight and by every doctrine.',
	'card-without-effect': 'A card that changes no ending’s odds, wherever it is played.',
	'ending-impossible': 'An ending that no play can reach.',
	'player-passes': 'A player can be left without a move.',
	'weights-all-zero': 'All weights of a choice can be zero; then each card is as likely as any other.',
	'chance-over-base': 'Chances that add up to more than their base in a state that can be reached.',
	'outcomes-all-zero': 'Outcomes whose weights are all zero in a state that can be reached.',
	'effect-always-clamped': 'An effect that leaves the variable’s range wherever it is carried out.',
	'rule-never-applies': 'A rule whose condition holds in no state that can be reached.',
	'step-impossible': 'A step of a script that has no chance.',
	'decision-impossible': 'A question’s decision that is legal in no state that play can reach at its place.',
	'fact-without-source': 'Something that happened, or that somebody claims, without its source.',
	'expect-fails': 'Odds that differ from those the file expects.',
	'not-proved': 'The reachable states do not fit, so that nothing can be said of all of them.',
} as const

/** What playing a scenario's scripts finds. */
export const scriptRules = {
	'script-illegal': 'A step of a script that is not legal where it stands.',
	'script-ending': 'A script that does not lead to the ending it names.',
} as const

/** Everything that is found by more than loading. */
export const checkRules: Readonly<Record<string, string>> = { ...proofRules, ...scriptRules }

export type ProofRule = keyof typeof proofRules

/** Reports something that holds of every line of play, or that `play` shows. */
export type Find = (
	rule: ProofRule,
	severity: Diagnostic['severity'],
	at: Location,
	message: string,
	play?: readonly PlayedPly[],
) => void
