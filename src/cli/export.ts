import { Command, Option } from '@commander-js/extra-typings'
import { BadInput } from './bad-input.js'
import { policyOption, setOption, withoutOption } from './options.js'
import { print, say } from './print.js'

export const exportCommand = () =>
	new Command('export')
		.description('a scenario in another form: an XState module, a picture of its chart, a Markov chain for PRISM')
		.argument('<scenario>', 'id or path')
		.addOption(
			new Option('--to <form>', 'which form').choices(['xstate', 'mermaid', 'dot', 'prism']).makeOptionMandatory(),
		)
		.option('--out <file>', 'where to; for prism, the beginning of the names of four files (default: stdout)')
		.addOption(new Option('--step <what>', 'for prism: what one step is').choices(['round', 'ply']).default('round'))
		.addOption(policyOption())
		.addOption(setOption())
		.addOption(withoutOption())
		.addHelpText(
			'after',
			`
xstate   an ES module that needs only xstate: guards and assigns as functions
mermaid  the chart as a state diagram
dot      the chart for Graphviz
prism    OUT.tra, OUT.sta, OUT.lab and OUT.props: the game under fixed policies

For prism one step is a round, and F<=k counts rounds; an ending that is looked at only after the last round takes one
step more. Dots and hyphens become underscores, and a name that PRISM has itself gets one behind.

Examples:
  $ detente export two-blows --to xstate --out two-blows.mjs
  $ detente export two-blows --to mermaid
  $ detente export two-blows --to prism --out two-blows --policy pakistan=hawk
  $ prism -importtrans two-blows.tra -importstates two-blows.sta -importlabels two-blows.lab -dtmc two-blows.props`,
		)
		.action(async (name, options) => {
			const { exported } = await import('./exported.js')
			if (options.to === 'prism' && options.out === undefined)
				throw new BadInput('prism writes four files: say where with --out')
			const files = await exported(name, options.to, options)
			const { writeFile } = await import('node:fs/promises')
			for (const { ending, text } of files) {
				if (options.out === undefined) print(text)
				else {
					await writeFile(`${options.out}${ending}`, text)
					say(`wrote ${options.out}${ending}`)
				}
			}
		})
