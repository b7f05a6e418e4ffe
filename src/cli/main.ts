#!/usr/bin/env node
import { Command, CommanderError } from '@commander-js/extra-typings'
import { rewrappedProse } from '../report/wrapped-prose.js'
import { checkCommand } from './check.js'
import { compareCommand } from './compare.js'
import { exportCommand } from './export.js'
import { failureOf } from './failure.js'
import { listCommand } from './list.js'
import { newCommand } from './new.js'
import { oddsCommand } from './odds.js'
import { playCommand } from './play.js'
import { say, textWidth } from './print.js'
import { replayCommand } from './replay.js'
import { reportCommand } from './report.js'
import { reviewCommand } from './review.js'
import { schemaCommand } from './schema.js'
import { simulateCommand } from './simulate.js'
import { solveCommand } from './solve.js'
import { sweepCommand } from './sweep.js'
import { version } from './version.js'
import { whatIfCommand } from './whatif.js'

const program = new Command('detente')
	.description('A laboratory for diplomatic crises: play one, run it many times, solve it exactly.')
	.version(version, '--version')
	.helpCommand(false)
	.addHelpText(
		'after',
		`
A scenario is named by its id (see detente list) or by a path.

Examples:
  $ detente                                  play, in the terminal
  $ detente play two-blows --as iran
  $ detente simulate two-blows --runs 20000 --policy pakistan=hawk
  $ detente odds two-blows`,
	)
const COMMANDS: Readonly<Record<string, () => unknown>> = {
	play: playCommand,
	simulate: simulateCommand,
	sweep: sweepCommand,
	odds: oddsCommand,
	solve: solveCommand,
	whatif: whatIfCommand,
	replay: replayCommand,
	review: reviewCommand,
	compare: compareCommand,
	report: reportCommand,
	check: checkCommand,
	export: exportCommand,
	list: listCommand,
	new: newCommand,
	schema: schemaCommand,
}
const given = process.argv.length > 2 ? process.argv.slice(2) : ['play']
// The others are only there to be listed, or for a name that is nearly theirs.
const named = Object.hasOwn(COMMANDS, given[0]!) ? [COMMANDS[given[0]!]!] : Object.values(COMMANDS)
for (const made of named) program.addCommand(made() as Command)

/** What is wrong with a command stands in one line. */
function outputError(text: string, write: (line: string) => void): void {
	write(`${text.trim().replaceAll(/\s*\n\s*/g, ' ')} (--help shows what there is)\n`)
}

/** Help is broken at the terminal's edge. */
function writeOut(text: string): void {
	const width = textWidth()
	process.stdout.write(width === undefined ? text : rewrappedProse(text, width))
}

/** `addCommand` hands nothing down. */
for (const command of [program, ...program.commands]) command.exitOverride().configureOutput({ outputError, writeOut })

// A reader that has seen enough (`| head`) is no error.
for (const stream of [process.stdout, process.stderr])
	stream.on('error', (error: NodeJS.ErrnoException) => {
		if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0)
		throw error
	})

async function run(): Promise<void> {
	try {
		await program.parseAsync(given, { from: 'user' })
	} catch (error) {
		if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
		else {
			const { text, exitCode } = failureOf(error)
			say(text)
			process.exitCode = exitCode
		}
	}
}

void run()
