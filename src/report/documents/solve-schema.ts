import { z } from 'zod'
import { count, documentSchema, probability } from './document-schema.js'

export const solveSchema = documentSchema('solve', 'Best play', {
	players: z.record(z.string(), z.looseObject({ value: z.number().nullable(), policy: z.string() })),
	line: z.array(
		z.looseObject({
			round: count,
			player: z.string(),
			move: z.string(),
			kind: z.string().optional().describe('Why it stands on the line: best, or likeliest'),
			probability: probability.optional(),
		}),
	),
	ending: z.string().optional().describe('What the line comes to'),
	first: z
		.array(
			z.looseObject({
				player: z.string(),
				round: count,
				best: z.string(),
				moves: z.array(z.looseObject({ id: z.string(), value: z.number() })),
			}),
		)
		.optional()
		.describe('The first decision of each player who reasons, and what its moves are worth to them'),
	ties: count.optional().describe('Decisions in which several moves were worth the same'),
	states: count.optional(),
	robust: z
		.array(
			z.looseObject({
				player: z.string(),
				move: z.string(),
				changes: z.array(z.looseObject({ ending: z.string(), by: z.number(), move: z.string() })),
			}),
		)
		.optional()
		.describe('Of --robust: which payoffs, one more or less, change the best first move'),
})

export type SolveDocument = z.infer<typeof solveSchema>
