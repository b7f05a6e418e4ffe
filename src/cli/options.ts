import { Option } from '@commander-js/extra-typings'
import { collect, collectPair, confidenceOf, countOf, type Pair, precisionOf } from './arguments.js'

/** The seed of batches when none is given, so that a command without one gives the same numbers again. */
export const DEFAULT_SEED = 'detente'

const NO_PAIRS: readonly Pair[] = []
const NO_NAMES: readonly string[] = []

export const policyOption = () =>
	new Option(
		'--policy <player=name>',
		'how a player chooses: a doctrine, cards, uniform, best, quantal:LAMBDA or script:ID; repeatable',
	)
		.argParser(collectPair)
		.default(NO_PAIRS, "the weights of the player's cards")

export const setOption = () =>
	new Option('--set <name=value>', "a parameter, a start value, or a region's first state; repeatable")
		.argParser(collectPair)
		.default(NO_PAIRS, 'as the file says')

export const withoutOption = () =>
	new Option('--without <card>', 'a card that never falls, such as incidents.terror-attack; repeatable')
		.argParser(collect)
		.default(NO_NAMES, 'none')

export const seedOption = () => new Option('--seed <text>', 'any text: what luck grows from').default(DEFAULT_SEED)

export const runsOption = (count: number) =>
	new Option('--runs <number>', 'how many runs').argParser(countOf).default(count)

export const confidenceOption = () =>
	new Option('--confidence <number>', 'of the intervals').argParser(confidenceOf).default(0.95)

export const precisionOption = () =>
	new Option('--precision <number>', 'in place of --runs: how far an interval may reach to either side')
		.argParser(precisionOf)
		.conflicts('runs')

export const jsonOption = () => new Option('--json', 'a JSON document for scripts').default(false)
