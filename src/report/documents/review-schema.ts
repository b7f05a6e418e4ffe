import { z } from 'zod'
import { count, documentSchema, estimate, kind, probability } from './document-schema.js'

const reviewed = z.record(z.string(), estimate).describe('By id of ending; with the interval when it is sampled')
const mover = z.enum(['chance', 'policy', 'choice', 'inject'])

export const reviewSchema = documentSchema('review', 'A saved game, ply by ply', {
	kind,
	runs: count.nullable().optional().describe('Of each sampled number'),
	confidence: probability.optional(),
	reached: z.looseObject({ id: z.string(), round: count }).nullable(),
	outlook: z
		.looseObject({ recurs: z.number(), of: count, text: z.string().nullable(), source: z.string() })
		.nullable()
		.optional()
		.describe('How likely the ending reached is to come undone: recurs out of of'),
	plies: z.array(
		z.looseObject({
			round: count,
			move: z.string(),
			mover,
			before: reviewed,
			after: reviewed,
			shift: probability.describe('Total variation distance of the odds before and after'),
			toward: z.number().nullable().describe('Change in the odds of the ending reached'),
			record: z
				.looseObject({ move: z.string(), date: z.string().nullable(), text: z.string().nullable() })
				.nullable()
				.optional()
				.describe('What the script did at this ply'),
		}),
	),
	turningPoints: z.array(count).describe('Indices of plies, largest shift first'),
	totals: z
		.array(
			z.looseObject({
				mover,
				player: z.string().nullable(),
				shift: z.number(),
				toward: z.number().nullable(),
			}),
		)
		.optional()
		.describe('Sums of the shifts by what moved the odds'),
	decisions: z.array(
		z.looseObject({
			at: count.describe('Index of the ply'),
			player: z.string(),
			played: z.string(),
			reasons: z.string().nullable().describe('Empty when they were asked for and none was given'),
			moves: z.array(
				z.looseObject({ id: z.string(), endings: reviewed, payoff: z.number().nullable(), outcome: z.number() }),
			),
			bestByPayoff: z.string().nullable().describe('The one played where another is better by next to nothing'),
			bestByOutcome: z.string().nullable().describe('Likewise'),
			hardlyDiffer: z.boolean().optional().describe('No move differs from the one played by so much'),
		}),
	),
	reasons: z
		.array(
			z.looseObject({
				at: count.describe('Index of the ply'),
				player: z.string(),
				policy: z.string(),
				even: z.boolean().describe('All weights were 0, so that each move was as likely'),
				moves: z.array(
					z.looseObject({
						id: z.string(),
						share: probability.describe('That it was drawn'),
						formula: z.string().nullable().describe('The part of the weight that counted'),
						because: z.array(z.string()),
						read: z.array(z.looseObject({ name: z.string(), value: z.string() })),
					}),
				),
				closed: z.array(z.looseObject({ id: z.string(), because: z.array(z.string()) })),
			}),
		)
		.optional()
		.describe('What policies drew by'),
	injects: z
		.array(z.looseObject({ at: count, card: z.string() }))
		.optional()
		.describe('Cards laid down by hand; `at` counts the plies played before'),
	switches: z.array(z.looseObject({ id: z.string(), title: z.string(), value: count })),
	notes: z
		.array(z.looseObject({ at: count, text: z.string() }))
		.optional()
		.describe('`at` counts the plies played before'),
})

export type ReviewDocument = z.infer<typeof reviewSchema>
