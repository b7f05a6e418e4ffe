import { Command } from '@commander-js/extra-typings'
import { BadInput } from './bad-input.js'
import { print, say } from './print.js'

export const newCommand = () =>
	new Command('new')
		.description('begin a scenario of your own: writes ID.yaml here, small and playable')
		.argument('<id>', 'its id: lower-case letters, digits, hyphens')
		.option('--out <file>', 'another file than ID.yaml')
		.addHelpText(
			'after',
			`
Never writes over a file.

Examples:
  $ detente new border-fence
  $ detente new border-fence --out scenarios/border-fence.yaml`,
		)
		.action(async (id, options) => {
			if (!/^[a-z][a-z0-9-]*$/.test(id))
				throw new BadInput(`an id has lower-case letters, digits and hyphens, and begins with a letter; got "${id}"`)
			const [{ readFile, writeFile }, { join }, { scenariosFolder }] = await Promise.all([
				import('node:fs/promises'),
				import('node:path'),
				import('./shipped-scenarios.js'),
			])
			const template = await readFile(join(scenariosFolder, '_template.yaml'), 'utf8')
			const file = options.out ?? `${id}.yaml`
			await writeFile(file, template.replace(/^id: .*$/m, `id: ${id}`), { flag: 'wx' })
			print(file)
			say(`next: edit it, then detente check ${file}, then detente play ${file}`)
		})
