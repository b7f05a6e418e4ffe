import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DuckDBInstance } from '@duckdb/node-api'
import { describe, expect, it } from 'vitest'
import { runColumns } from '../../src/batch/columns.js'
import { createGame } from '../../src/game/create-game.js'
import { workFolder } from '../cli/detente.js'
import { shipped } from '../scenarios.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const guide = readFileSync(join(root, 'docs/scripting.md'), 'utf8')
const blocks = [...guide.matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)].map(([, language, text]) => ({
	language: language!,
	text: text!,
}))
const of = (language: string) => blocks.filter((b) => b.language === language).map((b) => b.text)

/** A folder with the package in it, and its command on the path. */
const cwd = workFolder()
mkdirSync(join(cwd, 'node_modules'))
symlinkSync(root, join(cwd, 'node_modules', 'detente'))
mkdirSync(join(cwd, 'bin'))
writeFileSync(join(cwd, 'bin', 'detente'), `#!/bin/sh\nexec "${process.execPath}" "${root}dist/cli/main.js" "$@"\n`, {
	mode: 0o755,
})
const env = { ...process.env, PATH: `${join(cwd, 'bin')}:${process.env.PATH}`, DETENTE_HOME: join(cwd, 'home') }
const run = (command: string, args: readonly string[]) => spawnSync(command, args, { cwd, env, encoding: 'utf8' })
const there = (command: string) => run(command, ['--version']).status === 0

describe('the scripting guide', () => {
	it('has examples for the shell, Node, SQL, Python and R', () => {
		for (const language of ['bash', 'js', 'sql', 'python', 'r']) expect(of(language).length).toBeGreaterThan(0)
	})
	it.each(of('bash').map((text) => [text]))('in the shell:\n%s', (text) => {
		const { status, stderr } = run('bash', ['--norc', '-euo', 'pipefail', '-c', text])
		expect(stderr.replace(/^to ±.*\n/gm, '')).toBe('')
		expect(status).toBe(0)
	})
	it.each(of('js').map((text) => [text]))('in Node:\n%s', (text) => {
		writeFileSync(join(cwd, 'example.mjs'), text)
		const { status, stderr, stdout } = run(process.execPath, ['example.mjs'])
		expect(stderr).toBe('')
		expect(stdout).not.toBe('')
		expect(status).toBe(0)
	})
	it.each(of('sql').map((text) => [text]))('in SQL:\n%s', async (text) => {
		const connection = await (await DuckDBInstance.create(':memory:')).connect()
		const read = await connection.runAndReadAll(text.replaceAll("'runs.parquet'", `'${join(cwd, 'runs.parquet')}'`))
		expect(read.getRowObjectsJson().length).toBeGreaterThan(0)
	})
	it.runIf(there('python3'))('in Python', () => {
		for (const text of of('python')) {
			const { status, stdout } = run('python3', ['-c', text])
			expect(stdout).toMatch(/first strikes were answered within a round/)
			expect(status).toBe(0)
		}
	})
	it.runIf(there('Rscript'))('in R', () => {
		for (const text of of('r')) expect(run('Rscript', ['-e', text]).status).toBe(0)
	})
	it('names every column that the program writes by itself', () => {
		const own = ['variables', 'regions'] as const
		const { rules } = createGame(shipped('two-blows'))
		const taken = new Set(own.flatMap((kind) => rules.layout[kind].map((slot) => slot.key)))
		for (const { name } of runColumns(rules, 's').filter((c) => !taken.has(c.name)))
			expect(guide).toContain(name.startsWith('highest.') ? '`highest.NAME`' : `\`${name}\``)
	})
})
