import { z } from 'zod'

/** Of what all documents share, the parts that several of them have. */

export const probability = z.number().min(0).max(1).describe('From 0 to 1')
export const count = z.int().min(0)
export const byEnding = z.record(z.string(), probability).describe('Probability by id of ending')
export const level = z.union([z.number(), z.string()])
export const kind = z.enum(['exact', 'sampled'])

/** Exact, or with the interval of what was sampled. */
export const estimate = z.union([
	probability,
	z.looseObject({ value: probability, low: probability, high: probability }),
])

/** What every `--json` document has; objects may have more fields than a schema names. */
export function documentSchema<const Command extends string, Shape extends z.ZodRawShape>(
	command: Command,
	about: string,
	shape: Shape,
) {
	return z
		.looseObject({
			schema: z.looseObject({ name: z.literal(`detente/${command}` as const), version: z.literal(1) }),
			scenario: z
				.looseObject({
					id: z.string(),
					title: z.string().optional(),
					hash: z.string().describe('SHA-256 of the rules, in hexadecimal'),
				})
				.nullable(),
			seed: z.string().nullable().describe('Null where no luck enters'),
			policies: z
				.record(z.string(), z.string())
				.nullable()
				.describe('Every player’s policy, by id of player; of a sweep, `varied` where that is a factor'),
			command: z.string().describe('The line that gives this document again'),
			...shape,
		})
		.describe(about)
}
