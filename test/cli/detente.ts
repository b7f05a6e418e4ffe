import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))

export interface Ran {
	readonly status: number | null
	readonly stdout: string
	readonly stderr: string
	/** The document on stdout. */
	readonly json: Record<string, unknown>
}

/** An empty folder to run in, gone after the file's tests. */
export function workFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'detente-'))
	afterAll(() => rmSync(folder, { recursive: true, force: true }))
	return folder
}

/** Runs the built program as a user would: a process of its own. */
export function detente(
	args: readonly string[],
	options: { cwd?: string; input?: string; home?: string; timeout?: number } = {},
): Ran {
	const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
		cwd: options.cwd ?? tmpdir(),
		input: options.input ?? '',
		encoding: 'utf8',
		timeout: options.timeout,
		env: { ...process.env, NO_COLOR: '1', ...(options.home !== undefined && { DETENTE_HOME: options.home }) },
	})
	return {
		status,
		stdout,
		stderr,
		get json() {
			return JSON.parse(stdout) as Record<string, unknown>
		},
	}
}
