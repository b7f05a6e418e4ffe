import { z } from 'zod'
import { byEnding, count, documentSchema, kind, probability } from './document-schema.js'

const spread = z.looseObject({ key: z.string(), mean: z.number() })

export const oddsSchema = documentSchema('odds', 'The probability of every ending', {
	kind,
	runs: count.optional().describe('Of sampled odds'),
	confidence: probability.optional().describe('Of the intervals of sampled odds'),
	refused: z.string().optional().describe('Why they are sampled'),
	endings: z.array(
		z.looseObject({
			id: z.string(),
			title: z.string().optional(),
			probability,
			low: probability.optional(),
			high: probability.optional(),
		}),
	),
	byRound: z.array(z.looseObject({ round: count, endings: byEnding })),
	moves: z.array(
		z.looseObject({
			id: z.string(),
			probability: probability.optional().describe('That the player’s policy plays it'),
			endings: byEnding,
		}),
	),
	outlooks: z
		.array(z.looseObject({ ending: z.string(), recurs: probability.nullable() }))
		.describe('How likely each ending that has an outlook is to come undone, on average; empty where sampled'),
	states: count.nullable(),
	round: count.optional().describe('The round that the position stands in'),
	player: z.string().nullable().optional().describe('Who is to move: a player, a deck, or chance'),
	variables: z
		.looseObject({
			byRound: z.array(z.looseObject({ round: count, going: probability, spreads: z.array(spread) })),
			end: z.array(spread),
		})
		.optional(),
})

export type OddsDocument = z.infer<typeof oddsSchema>
