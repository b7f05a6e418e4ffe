import { z } from 'zod'
import { count, documentSchema, kind, probability } from './document-schema.js'

const modelled = z.looseObject({ value: probability, low: probability.nullable(), high: probability.nullable() })

export const compareSchema = documentSchema('compare', 'Games of one scenario, the model and the record side by side', {
	kind: kind.describe('Of the model'),
	runs: count.nullable().optional().describe('Of a sampled model'),
	games: z.array(
		z.looseObject({
			name: z.string(),
			seed: z.string().optional(),
			run: count.optional(),
			people: z.array(z.string()).optional().describe('Players that people decided for'),
			ending: z.string().nullable(),
			round: count,
		}),
	),
	endings: z.array(
		z.looseObject({
			id: z.string(),
			games: count,
			of: count,
			record: z.boolean().nullable(),
			model: modelled,
			expected: z.number(),
		}),
	),
	moves: z.array(
		z.looseObject({
			round: count,
			player: z.string(),
			move: z.string(),
			games: count,
			of: count,
			record: z.boolean().nullable(),
			model: modelled,
		}),
	),
	script: z.string().nullable().optional().describe('Which script stands for the record'),
})

export type CompareDocument = z.infer<typeof compareSchema>
