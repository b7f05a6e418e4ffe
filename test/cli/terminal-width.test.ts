import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { PseudoTerminal } from '../tui/pseudo-terminal.js'
import { workFolder } from './detente.js'

const home = workFolder()
const COMMANDS =
	'play simulate sweep odds solve whatif replay review compare report check export list new schema'.split(' ')

/** What a command writes in a terminal so wide, in lines, without what it wrote over. */
async function written(args: readonly string[], columns: number): Promise<string[]> {
	const t = new PseudoTerminal(args, { columns, rows: 24, env: { DETENTE_HOME: home, NO_COLOR: '1' } })
	expect(await t.exitCode()).toBe(0)
	return Buffer.from(t.raw, 'latin1')
		.toString('utf8')
		.replaceAll(/[^\n]*\u001B\[K/g, '')
		.split(/\r*\n/)
}

describe.each([120, 80])('in a terminal of %d columns', (columns) => {
	it.each([
		'list',
		'list two-blows',
		'odds two-blows',
		'replay --script record two-blows',
		'whatif two-blows --all --runs 50',
		'solve two-blows --robust',
		'sweep two-blows --vary policy.pakistan=hawk,cautious --exact',
		'check two-blows --calibration --runs 200',
		...COMMANDS.map((command) => `${command} --help`),
	])('no line of %s is wider, but for commands to be copied', async (line) => {
		const lines = await written(line.split(' '), columns)
		expect(lines.length).toBeGreaterThan(3)
		expect(lines.filter((line) => stringWidth(line) > columns && !/^( *\$ |detente )/.test(line))).toEqual([])
	})
})
