import { z } from 'zod'
import { calibrationSchema } from './calibration-schema.js'
import { compareSchema } from './compare-schema.js'
import { contentsSchema } from './contents-schema.js'
import { count, documentSchema } from './document-schema.js'
import { oddsSchema } from './odds-schema.js'
import { reviewSchema } from './review-schema.js'
import { simulateSchema } from './simulate-schema.js'
import { solveSchema } from './solve-schema.js'
import { sweepSchema } from './sweep-schema.js'
import { uncertaintySchema } from './uncertainty-schema.js'
import { questionsSchema, whatIfSchema } from './whatif-schema.js'

/**
 * Every `--json` document by its name, as a schema that validators and code generators read. Objects may have more
 * fields than are named here: within a version, fields are added, and those named keep their name and meaning.
 */
export const DOCUMENTS = {
	simulate: simulateSchema,
	sweep: sweepSchema,
	odds: oddsSchema,
	solve: solveSchema,
	whatif: whatIfSchema,
	replay: documentSchema('replay', 'A saved game, or a script, played again', {
		valid: z.boolean(),
		plies: count.nullable(),
		ending: z.looseObject({ id: z.string(), round: count, label: z.string().nullable() }).nullable(),
		outlook: z
			.looseObject({ recurs: z.number(), of: count })
			.nullable()
			.optional()
			.describe('How likely the final state is to come undone: recurs out of of'),
	}),
	check: documentSchema('check', 'What an author should know of a scenario', {
		findings: z.array(
			z.looseObject({
				rule: z.string(),
				severity: z.string(),
				message: z.string(),
				file: z.string(),
				line: count,
				column: count,
			}),
		),
		states: count.nullable(),
	}),
	review: reviewSchema,
	compare: compareSchema,
	questions: questionsSchema,
	uncertainty: uncertaintySchema,
	reach: documentSchema('reach', 'check --reach: a shortest line of play', {
		reach: z.string(),
		play: z
			.array(z.looseObject({ round: count, move: z.string() }))
			.nullable()
			.describe('Null when no play comes there'),
	}),
	calibration: calibrationSchema,
	contents: contentsSchema,
	list: documentSchema('list', 'The scenarios that come with the program', {
		scenarios: z.array(z.looseObject({ id: z.string(), title: z.string(), summary: z.string(), path: z.string() })),
	}),
} as const

/** One JSON Schema (draft 2020-12) for all documents, each under `$defs` by its command. */
export function documentsJsonSchema(): object {
	const definitions = Object.entries(DOCUMENTS).map(([command, schema]) => {
		const { $schema: _, ...definition } = z.toJSONSchema(schema) as { $schema?: string }
		return [command, definition] as const
	})
	return {
		$schema: 'https://json-schema.org/draft/2020-12/schema',
		title: 'Documents of detente --json, version 1',
		oneOf: definitions.map(([command]) => ({ $ref: `#/$defs/${command}` })),
		$defs: Object.fromEntries(definitions),
	}
}
