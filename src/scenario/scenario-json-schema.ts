import { z } from 'zod'
import { scenarioSchema } from './scenario-schema.js'

/** JSON Schema (2020-12) of the file, for editors. What names and expressions mean it cannot say. */
export function scenarioJsonSchema(): Record<string, unknown> {
	const { $schema, ...rest } = z.toJSONSchema(scenarioSchema, {
		io: 'input',
		target: 'draft-2020-12',
		override: ({ jsonSchema }) => {
			if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
		},
	})
	return {
		$schema,
		title: 'Detente scenario',
		description: 'A crisis as cards on a chart. docs/scenario-format.md says what it means',
		...rest,
		anyOf: [{ required: ['chart'] }, { required: ['variables'] }],
	}
}
