import { z } from 'zod'
import { count, documentSchema, kind, probability } from './document-schema.js'

const interval = z.looseObject({ low: z.number(), high: z.number() })

const sampled = z
	.looseObject({ runs: count, refused: z.string() })
	.nullable()
	.optional()
	.describe('How the odds of each draw were sampled, and why; null when they are exact')

/** How far a difference follows from the parameters' ranges. */
export const uncertainDifference = z.looseObject({
	draws: count,
	band: probability,
	sampled,
	endings: z.array(
		z.looseObject({
			id: z.string(),
			value: z.number().describe('At the file’s own values'),
			low: z.number(),
			median: z.number(),
			high: z.number(),
			sign: probability.nullable().describe('Share of the draws with the sign of `value`'),
		}),
	),
})

export type UncertainDifference = z.infer<typeof uncertainDifference>

export const uncertaintySchema = documentSchema(
	'uncertainty',
	'odds --uncertain: the odds while the parameters vary over their ranges',
	{
		kind: kind.optional(),
		states: count.nullable().optional(),
		uncertain: z.looseObject({
			draws: count,
			band: probability,
			sampled,
			endings: z.array(
				z.looseObject({
					id: z.string(),
					value: probability.describe('At the file’s own values'),
					low: probability,
					median: probability,
					high: probability,
				}),
			),
			drivers: z.array(
				z.looseObject({
					parameter: z.string(),
					correlations: z.array(z.number()).describe('By ending, in file order'),
				}),
			),
			fixed: z.array(z.string()).optional().describe('Parameters that were not drawn'),
		}),
		sobol: z
			.looseObject({
				evaluations: count,
				parameters: z.array(
					z.looseObject({
						parameter: z.string(),
						endings: z.array(
							z.looseObject({
								id: z.string(),
								first: z.number(),
								firstInterval: interval,
								total: z.number(),
								totalInterval: interval,
							}),
						),
					}),
				),
			})
			.optional()
			.describe('Of --sobol'),
	},
)

export type UncertaintyDocument = z.infer<typeof uncertaintySchema>
