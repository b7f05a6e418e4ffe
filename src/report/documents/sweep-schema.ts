import { z } from 'zod'
import { count, documentSchema, kind, level, probability } from './document-schema.js'

export const sweepSchema = documentSchema('sweep', 'The endings at every point of a design', {
	design: z.enum(['grid', 'sobol', 'latin', 'saltelli']),
	kind,
	runs: count.nullable().describe('Of each point; null when exact'),
	confidence: probability,
	factors: z.array(z.looseObject({ name: z.string(), levels: z.array(level) })),
	points: z.array(
		z.looseObject({
			values: z.record(z.string(), level),
			endings: z.array(
				z.looseObject({
					id: z.string(),
					probability,
					count: count.optional(),
					low: probability.optional(),
					high: probability.optional(),
				}),
			),
		}),
	),
	sensitivity: z
		.array(
			z.looseObject({
				ending: z.string(),
				factors: z.array(
					z.looseObject({
						name: z.string(),
						first: z.number(),
						firstLow: z.number(),
						firstHigh: z.number(),
						total: z.number(),
						totalLow: z.number(),
						totalHigh: z.number(),
					}),
				),
			}),
		)
		.nullable()
		.describe('Only of a saltelli design'),
})

export type SweepDocument = z.infer<typeof sweepSchema>
