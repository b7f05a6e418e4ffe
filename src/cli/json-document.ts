import type { Scenario } from '../scenario/scenario.js'

/** Options that cannot change a result, and whether a value follows them. */
const IRRELEVANT = new Map([
	['--workers', true],
	['--engine', true],
	['--out', true],
	['--resume', false],
	['--trace', false],
])

/** Commands without `--seed`: the seed that they name is a saved game's. */
const SEEDLESS = new Set(['odds', 'replay', 'review'])

/** What every `--json` document begins with; the parts that a command has no use for are null. */
export interface Beginning {
	/** Name of the document: the command's, or that of another document it can give. */
	readonly command: string
	readonly scenario?: Scenario
	readonly seed?: string
	/** By player; every player is there. */
	readonly policies?: Readonly<Record<string, string>>
	/** What was typed after the program's name; by default that of this process. */
	readonly argv?: readonly string[]
}

/** A document for scripts: within a version of its schema, fields are added and never change. */
export function jsonDocument(
	{ command, scenario, seed, policies, argv = process.argv.slice(2) }: Beginning,
	content: object,
): object {
	return {
		schema: { name: `detente/${command}`, version: 1 },
		scenario: scenario ? { id: scenario.id, title: scenario.title, hash: scenario.rulesHash } : null,
		seed: seed ?? null,
		policies: policies ?? null,
		command: commandLine(argv, SEEDLESS.has(command) ? undefined : seed),
		...content,
	}
}

/** The line that gives the same result again: as typed, without what cannot change it, the seed written out. */
export function commandLine(argv: readonly string[], seed?: string): string {
	const kept: string[] = []
	for (let n = 0; n < argv.length; n++) {
		const [name, inline] = argv[n]!.split('=', 2)
		const takesValue = IRRELEVANT.get(name!)
		if (takesValue === undefined) kept.push(argv[n]!)
		else if (takesValue && inline === undefined) n++
	}
	const seeded = kept.some((a) => a === '--seed' || a.startsWith('--seed='))
	if (seed !== undefined && !seeded) kept.push('--seed', seed)
	return ['detente', ...kept.map(quoted)].join(' ')
}

/** As a POSIX shell wants it. */
export const quoted = (argument: string): string =>
	/^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`
