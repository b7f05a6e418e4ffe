import { z } from 'zod'

/**
 * The form of a scenario file. Descriptions become the format reference and the hints of editors; a schema's error
 * text says what is expected, as it stands behind "expected". What names and expressions mean is checked elsewhere.
 */

/** Letters, digits and underscores: names that expressions use. */
export const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/
/** Lower case, digits and hyphens: names of cards, states, outcomes, endings and the like. */
export const NAME = /^[a-z][a-z0-9-]*$/
export const DECK_NAME = /^[a-z][a-z0-9_-]*$/
/** Rounds, and values of a variable: what graphs of a playable size hold. */
export const MOST_ROUNDS = 1000
export const GREATEST = 2 ** 31 - 1

const text = z.string('text')
const word = text.min(1, 'text that is not empty')
const integer = z
	.int('a whole number')
	.min(-GREATEST, 'a whole number above -2147483648')
	.max(GREATEST, 'a whole number below 2147483648')
const yes = z.boolean('true or false')
const identifier = text.regex(IDENTIFIER, 'a name of letters, digits and underscores that begins with a letter')
const name = text.regex(NAME, 'a name of lower-case letters, digits and hyphens that begins with a letter')
const list = <T extends z.ZodType>(of: T) => z.array(of, 'a list')
const map = <K extends z.ZodString, V extends z.ZodType>(key: K, value: V) => z.record(key, value, 'a map of "name: …"')
/** The text of the error for an unknown key is the list of the keys there are. */
const table = <S extends z.core.$ZodLooseShape>(shape: S) =>
	z.strictObject(shape, {
		error: (issue) => (issue.code === 'unrecognized_keys' ? Object.keys(shape).join(' ') : 'a map of "key: value"'),
	})
export const expression = z.union([z.string(), z.number(), z.boolean()], 'an expression').describe('An expression')
export const effects = z
	.string('one assignment a line, such as "rung += 1"')
	.describe('What it costs and changes: one assignment a line, `name = …`, `name += …` or `name -= …`')
const tags = list(name).describe(
	'Tags; doctrines choose by them. At the table the cursor begins on the first open move tagged `quiet`, or else on the first without the tag `force`',
)
const source = word.describe('Where this comes from')
const title = word
const claims = map(word, word).describe('Who says what of it: contested words and numbers, each with its speaker')

const between = (low: number, high: number) => {
	const wanted = `a number from ${low} to ${high}`
	return z.number(wanted).min(low, wanted).max(high, wanted)
}

export const placeSchema = table({
	title: title.optional().describe('What it is called on the map; short is best. Without it, the name with spaces'),
	latitude: between(-90, 90).describe('Degrees north of the equator; those south of it are below 0'),
	longitude: between(-180, 180).describe('Degrees east of Greenwich; those west of it are below 0'),
	source: source.describe('Where the two numbers come from; required, since they are a claim about the world'),
})

const where = z.union([name, list(name)], 'a place, or a list of places')
const place = z
	.union([name, list(name), map(identifier, where)], 'a place, a list of places, or for each player its own')
	.describe('Where it happens, for the map: names from `places`; in a move, also a map from player to those')

export const outcomeSchema = table({
	title: title.optional().describe('What the player reads when it falls'),
	text: text.optional().describe('More about it, for everyone: no `you` in it. Markdown'),
	claims: claims.optional(),
	source: source.optional(),
	chance: expression
		.optional()
		.describe('How likely: out of the card’s `of`, or a weight against the other outcomes when the card has no `of`'),
	rest: z
		.literal(true, 'true')
		.optional()
		.describe('`true`: takes what the other chances leave of `of`. Exactly one outcome has it when there is an `of`'),
	effects: effects.optional(),
	place: place.optional(),
})

const card = {
	text: text
		.optional()
		.describe(
			'What it is and what may follow. A player’s card speaks to that player, who may be `you`; a deck’s to everyone. Markdown',
		),
	signal: text
		.optional()
		.describe('What it says to the other side, who reads it in place of the `text` once the card is played'),
	claims: claims.optional(),
	tags: tags.optional(),
	code: z
		.union([z.string(), z.number()], 'a CAMEO code, in quotes')
		.optional()
		.describe('CAMEO event code, in quotes: `"190"`'),
	source: source.optional(),
	when: expression
		.optional()
		.describe('When it may be laid down; without it, always. The state of the chart forbids nothing: this does'),
	effects: effects.optional(),
	of: integer
		.min(1, 'a whole number from 1')
		.optional()
		.describe('The base of the outcomes’ chances, such as 100. Without it they are weights'),
	outcomes: map(name, outcomeSchema)
		.optional()
		.describe('What chance makes of it, by name, in order. The card’s own effects come first'),
	place: place.optional(),
}

export const moveSchema = table({
	by: z
		.union([identifier, list(identifier).min(1, 'at least one player')], 'a player, or a list of players')
		.describe('The player, or a list of the players, who have this card'),
	title: title.describe('What the player reads in the list of moves'),
	...card,
	weight: expression
		.optional()
		.describe(
			'How readily the player lays it down against the other legal cards, when the scenario’s own weights choose. Without it 1',
		),
})

export const deckCardSchema = table({
	title: title.optional().describe('What falls. Without it, the name with spaces'),
	...card,
	chance: expression.describe('How likely at this ply, out of the deck’s `of`. A card of chance 0 never falls'),
})

export const deckSchema = table({
	title: title.optional().describe('What the deck stands for. Without it, the name with spaces'),
	text: text.optional().describe('More about it. Markdown'),
	of: integer.min(1, 'a whole number from 1').describe('The base of the chances, such as 1000'),
	cards: map(name, deckCardSchema).describe(
		'The cards by name, in order. What their chances leave of `of` is the move `nothing`',
	),
})

export const sourceSchema = z.union(
	[
		word,
		table({
			title: word.describe('Author, title, year'),
			url: word.optional().describe('Where it can be read'),
			note: text.optional().describe('What was taken from it'),
		}),
	],
	'text, or a map with "title"',
)

export const payoffValue = z.union([z.number(), z.string(), z.boolean()], 'a number or an expression')

export const playerSchema = table({
	name: word.describe('As the player is called on screen'),
	role: text.optional().describe('Who one is, and what one wants. Markdown'),
	rival: identifier.optional().describe('The other side, for `rival` in expressions and events'),
	payoff: map(name, payoffValue)
		.optional()
		.describe(
			'What each ending is worth: a number, or an expression over the final state (`self` and `rival` allowed). Every ending or none',
		),
})

export const parameterSchema = table({
	title: title.optional().describe('What it is, in a few words'),
	value: integer.describe('The value it has unless a run sets another'),
	low: integer.optional().describe('The least it may be set to'),
	high: integer.optional().describe('The most it may be set to'),
	switch: z.literal(true, 'true').optional().describe('`true`: short for `low: 0` and `high: 1`'),
	basis: z
		.enum(['data', 'theory', 'judgement', 'tuned'], '"data", "theory", "judgement" or "tuned"')
		.describe(
			'How far to trust it: counted in `data`, taken from `theory`, a `judgement`, or `tuned` until something came out',
		),
	source: source.optional().describe('Where it comes from; required for data and theory'),
})

export const variableSchema = table({
	title: title.optional().describe('What it measures'),
	text: text.optional().describe('More about it. Markdown'),
	per: z.literal('player', '"player"').optional().describe('`player`: each player has its own, `iran.pressure`'),
	range: z
		.tuple([integer, integer], 'two whole numbers, [low, high]')
		.describe('The least and the greatest value. What is assigned beyond is held at the end of the range'),
	start: z
		.union([integer, map(identifier, integer)], 'a whole number, or one for each player')
		.describe('The value before the first ply; with `per: player` also one for each player'),
	names: list(word)
		.optional()
		.describe('A name for each value from the least upwards. Those that are identifiers can be used in expressions'),
	source: source.optional(),
})

export const transitionTable = table({
	target: name
		.optional()
		.describe('A state of the same region at any depth. Without it the event stops here and nothing moves'),
	guard: expression.optional().describe('Only if this holds in the state before the move'),
})
export const transitions = z.union(
	[name, transitionTable, list(z.union([name, transitionTable], 'a state, or a map with "target" and "guard"'))],
	'a state, {} to stay, or a map with "target" and "guard"',
)
const on = map(word, transitions).describe('What follows from a move: event to target. See Events')
export const always = transitions.describe('Where it goes by itself once a ply is complete, as soon as a guard holds')

const stateShape = {
	title: title.optional().describe('As it is called on screen'),
	description: text.optional().describe('What it means to be here. Markdown'),
	initial: name.optional().describe('The child that is entered first; required wherever there are `states`'),
	on: on.optional(),
	always: always.optional(),
}

export const stateTable = table({
	...stateShape,
	tags: tags
		.optional()
		.describe(
			'Tags. The states tagged `road` make, in file order, the road shown on screen; one tagged `offer` waits for an answer',
		),
	get states(): z.ZodType {
		return map(name, stateSchema).optional().describe('States inside this one')
	},
})

export const stateSchema: z.ZodType = z
	.union([z.null(), stateTable], 'a map of "key: value", or {} for a plain state')
	.meta({ id: 'state' })

export const regionSchema = table({
	...stateShape,
	initial: name.describe('The state it begins in'),
	per: z.literal('player', '"player"').optional().describe('`player`: each player has its own, `iran.envoy`'),
	states: map(name, stateSchema).describe('The states by name, in order. A state with nothing to say is `{}`'),
})

export const ruleSchema = table({
	title: title.optional().describe('What it says, in a few words'),
	source: source.optional(),
	when: expression.optional().describe('When it applies; without it, always'),
	effects: effects.describe('What it changes'),
	every: z
		.enum(['ply', 'round'], '"ply" or "round"')
		.optional()
		.describe('`ply` (default), or `round`: only after a round’s last ply'),
})

export const outlookSchema = table({
	of: integer.min(1, 'a whole number from 1').describe('The base of the odds, such as 100'),
	recurs: expression.describe(
		'How likely it begins again, out of `of`: over the final state, never below 0 or above `of`. `clamp(…, 0, 100)` sees to that',
	),
	text: text.optional().describe('What is meant by beginning again, and within what time. Markdown'),
	source: word.describe('Where this comes from; required, since it is a claim about the world'),
})

export const endingSchema = table({
	title: title.describe('How it ends, in a few words'),
	text: text.optional().describe('What the player reads at the end. Markdown'),
	tone: z
		.enum(['good', 'mixed', 'bad'], '"good", "mixed" or "bad"')
		.optional()
		.describe('`good`, `mixed` or `bad`, for its colour'),
	when: expression.optional().describe('When it is over. Only the last ending may leave it out'),
	'at-end': yes.optional().describe('`true`: looked at only after the last round'),
	outlook: outlookSchema.optional().describe('How likely what has ended is to begin again; decides nothing in play'),
})

export const doctrineSchema = table({
	title: title.describe('What it is called'),
	text: text.optional().describe('How it thinks. Markdown'),
	source: source.optional(),
	by: z
		.union([identifier, list(identifier).min(1, 'at least one player')], 'a player, or a list of players')
		.optional()
		.describe('Who can follow it; without it, every player'),
	weights: map(name, expression).optional().describe('Weights by a move’s name or a tag, in place of the card’s own'),
	percent: map(name, expression)
		.optional()
		.describe('Whole percents of the card’s own weight, by a move’s name or a tag'),
	otherwise: expression.optional().describe('The weight of every card that no key matches; without it, the card’s own'),
})

export const stepSchema = table({
	move: word.describe('`player.move`, `player.move.outcome`, `deck.card`, `deck.nothing` or `player.pass`'),
	date: word.optional().describe('When it happened'),
	text: text.optional().describe('What happened. Markdown'),
	source: source.optional(),
})

export const scriptSchema = table({
	title: title.describe('What it is called'),
	text: text.optional().describe('What it is. Markdown'),
	source: source.optional(),
	ending: name.optional().describe('The ending it reaches'),
	steps: list(z.union([word, stepSchema], 'a move, or a map with "move"')).describe(
		'One move per ply from the first, chance’s plies included',
	),
})

const settings = map(word, z.union([integer, word], 'a whole number or a name')).describe(
	'Parameters, start values (`rung`, `iran.pressure`) and first states (`iran.envoy`), by name',
)
const policies = map(identifier, word).describe(
	'Who chooses how: a doctrine, `cards` (the cards’ own weights), `uniform`, `best`, `script:NAME` or `quantal:NUMBER`',
)

export const questionSchema = table({
	title: title.describe('The question'),
	text: text.optional().describe('What to think about. Markdown'),
	change: table({
		at: text
			.regex(/^[1-9]\d*\.[A-Za-z_][A-Za-z0-9_]*$/, 'a round and a player, such as "2.pakistan"')
			.optional()
			.describe('A decision: round and player, `"2.pakistan"`'),
		instead: name.optional().describe('The move to make there'),
		set: settings.optional(),
		policy: policies.optional(),
		without: list(word)
			.optional()
			.describe('Cards that never fall: `incidents.terror-attack`, `iran.limited-strike`, or a move’s name'),
	}).describe('What is changed; at least one thing'),
})

export const expectSchema = table({
	ending: name.describe('The ending'),
	probability: between(0, 1).describe('Its probability'),
	within: between(0, 1).describe('How far off it may be'),
	set: settings.optional(),
	policy: policies.optional(),
})

export const scenarioSchema = table({
	id: name.describe('The scenario’s name for commands and saved games'),
	title: title.describe('Its title'),
	summary: word.describe('What it is about, in a sentence or two'),
	briefing: text.optional().describe('What the players read first. Markdown'),
	takes: table({
		minutes: z.int('a whole number').min(1, 'a whole number from 1').describe('Minutes of play'),
		decisions: z
			.int('a whole number')
			.min(1, 'a whole number from 1')
			.describe('Decisions of all players together, in a game that goes to the horizon'),
	})
		.optional()
		.describe('About how long a game is'),
	sources: list(sourceSchema).optional().describe('What it is drawn from'),
	clock: table({
		rounds: z
			.int('a whole number')
			.min(1, 'a whole number from 1')
			.max(MOST_ROUNDS, `a whole number up to ${MOST_ROUNDS}`)
			.describe('The horizon: a game has at most this many rounds'),
		each: word.optional().describe('What a round stands for: "two days"'),
		labels: list(word).optional().describe('A label for each round, at most as many as there are rounds'),
	}).describe('How long it can last'),
	players: map(identifier, playerSchema).describe('Who decides, by name'),
	places: map(name, placeSchema)
		.optional()
		.describe('Where things happen, by name: the screens draw a map of them. They decide nothing in play'),
	parameters: map(identifier, parameterSchema).optional().describe('Named constants that can be questioned and varied'),
	order: list(word)
		.min(1, 'at least one player or deck')
		.describe('The plies of a round: players and decks, in order. One may stand more than once'),
	decks: map(
		text.regex(DECK_NAME, 'a name of lower-case letters, digits, hyphens and underscores that begins with a letter'),
		deckSchema,
	)
		.optional()
		.describe('Chance’s cards'),
	variables: map(identifier, variableSchema).optional().describe('How much: bounded whole numbers'),
	chart: map(identifier, regionSchema).optional().describe('Where things stand: regions that each are in one state'),
	moves: map(name, moveSchema).describe('The players’ cards, by name, in order'),
	rules: list(ruleSchema).optional().describe('Standing consequences, in order'),
	endings: map(name, endingSchema).describe('How it can end, in order'),
	doctrines: map(name, doctrineSchema).optional().describe('Ways to choose that a player can be given'),
	scripts: map(name, scriptSchema).optional().describe('Lines of play that can be replayed'),
	questions: map(name, questionSchema).optional().describe('What-if questions for discussion'),
	expect: list(expectSchema).optional().describe('Known odds: the scenario is a test of itself'),
})

/** Keys of cards, of outcomes, and of regions and states: what looks like one of them is told by its keys. */
export const CARD_KEYS: ReadonlySet<string> = new Set([moveSchema, deckCardSchema].flatMap((s) => Object.keys(s.shape)))
export const OUTCOME_KEYS: ReadonlySet<string> = new Set(Object.keys(outcomeSchema.shape))
export const STATE_KEYS: ReadonlySet<string> = new Set(Object.keys(stateTable.shape))
export const PART_KEYS: ReadonlySet<string> = new Set([...CARD_KEYS, ...OUTCOME_KEYS, ...STATE_KEYS])
