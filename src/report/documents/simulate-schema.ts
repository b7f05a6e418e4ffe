import { z } from 'zod'
import { count, documentSchema, probability } from './document-schema.js'

export const simulateSchema = documentSchema('simulate', 'A batch of runs, counted', {
	runs: count,
	endings: z
		.array(
			z.looseObject({
				id: z.string(),
				title: z.string(),
				count,
				share: probability,
				low: probability,
				high: probability,
			}),
		)
		.describe('In file order'),
	confidence: probability,
	interval: z.enum(['wilson', 'clopper-pearson']).describe('clopper-pearson when the batch ran to a precision'),
	precision: z
		.number()
		.nullable()
		.describe('Half the width that every interval was to have; null when runs were given'),
	rounds: z.looseObject({
		mean: z.number(),
		meanLow: z.number(),
		meanHigh: z.number(),
		median: z.number(),
		medianLow: z.number(),
		medianHigh: z.number(),
	}),
})

export type SimulateDocument = z.infer<typeof simulateSchema>
