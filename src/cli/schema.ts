import { Command } from '@commander-js/extra-typings'
import { printJson } from './print.js'

export const schemaCommand = () =>
	new Command('schema')
		.description('the JSON Schema of a scenario file, for editors')
		.addHelpText(
			'after',
			`
Examples:
  $ detente schema > scenario.schema.json`,
		)
		.action(async () => {
			const { scenarioJsonSchema } = await import('../scenario/scenario-json-schema.js')
			printJson(scenarioJsonSchema())
		})
