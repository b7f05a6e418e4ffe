import { z } from 'zod'
import { count, documentSchema, probability } from './document-schema.js'

export const calibrationSchema = documentSchema(
	'calibration',
	'check --calibration: a scenario’s own rates beside published ones',
	{
		calibration: z.looseObject({
			runs: count,
			daysPerRound: z.number(),
			horizon: z.number().describe('In days'),
			rates: z.array(
				z.looseObject({
					published: z.looseObject({
						id: z.string(),
						kind: z.string().optional(),
						days: z.number().nullable().optional(),
						value: probability,
						low: probability,
						high: probability,
						count: count.optional(),
						of: count.optional(),
						sample: z.string().optional(),
						source: z.string().optional(),
						association: z.boolean().optional().describe('Seen together, not shown to cause'),
					}),
					own: z
						.looseObject({
							value: probability,
							low: probability,
							high: probability,
							most: probability,
							cutOff: count.optional(),
						})
						.nullable(),
					verdict: z.enum(['inside', 'below', 'above', 'cut-off']).nullable(),
					why: z.string().nullable().optional(),
					cited: z.boolean(),
				}),
			),
		}),
	},
)

export type CalibrationDocument = z.infer<typeof calibrationSchema>
