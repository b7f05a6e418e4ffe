import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { simulate } from '../../src/batch/simulate.js'
import { createGame } from '../../src/game/create-game.js'
import { policiesOf } from '../../src/game/draw.js'
import { compileKernel } from '../../src/kernel/compile.js'
import { graphKey } from '../../src/kernel/graph-cache.js'
import { checkedName, readChecked, writeChecked } from '../../src/scenario/checked-file.js'
import { type Parsed, parseScenario } from '../../src/scenario/parse-scenario.js'
import type { Scenario } from '../../src/scenario/scenario.js'
import { sha256 } from '../../src/scenario/sha256.js'
import { generated } from '../kernel/generated-games.js'

const CHECKER = 'c'.repeat(64)

const files = ['../../scenarios/', '../scenarios/', '../tui/'].flatMap((path) => {
	const folder = new URL(path, import.meta.url)
	return readdirSync(folder)
		.filter((name) => name.endsWith('.yaml') && !name.startsWith('_'))
		.map((name): [string, string] => [name, readFileSync(new URL(name, folder), 'utf8')])
})

const written = (parsed: Parsed): string => writeChecked(parsed.scenario!, parsed.diagnostics, CHECKER)

const read = (content: string, text: string, file: string, checker = CHECKER): Parsed | null =>
	readChecked(content, { text, file, textHash: sha256(text), checker })

/** How a few games end, and in which state. */
function played(scenario: Scenario): string {
	const game = createGame(scenario)
	const told: string[] = []
	simulate(game, policiesOf(game), { seed: 'both ways', first: 1, last: 5 }, (row) => told.push(JSON.stringify(row)))
	return sha256(told.join('\n'))
}

describe('a checked scenario read back', () => {
	it.each(files)('%s is the one that was checked, to the last place in its file', (name, text) => {
		const parsed = parseScenario(text, { file: name })
		expect(parsed.scenario).not.toBeNull()
		const back = read(written(parsed), text, name)!
		expect(back).toStrictEqual(parsed)
		expect(played(back.scenario!)).toBe(played(parsed.scenario!))
		const keys = [back, parsed].map(({ scenario }) => graphKey(compileKernel(createGame(scenario!))))
		expect(keys[0]).toBe(keys[1])
	})

	it('is the one that was checked for generated ones too, with their warnings', () => {
		let warnings = 0
		for (const { text } of generated(120, 41)) {
			const parsed = parseScenario(text, { file: 'generated.yaml' })
			warnings += parsed.diagnostics.length
			const back = read(written(parsed), text, 'generated.yaml')!
			expect(back).toStrictEqual(parsed)
			expect(played(back.scenario!)).toBe(played(parsed.scenario!))
		}
		expect(warnings).toBeGreaterThan(20)
	})

	it('carries the name by which its file is called now', () => {
		const [name, text] = files[0]!
		const back = read(written(parseScenario(text, { file: name })), text, 'elsewhere/renamed.yaml')!
		expect(back).toStrictEqual(parseScenario(text, { file: 'elsewhere/renamed.yaml' }))
	})
})

describe('what was kept', () => {
	const [name, text] = files[0]!
	const content = written(parseScenario(text, { file: name }))

	it('of another text, or by another checker, is not read', () => {
		expect(read(content, `${text}\n`, name)).toBeNull()
		expect(read(content, text, name, 'd'.repeat(64))).toBeNull()
		const names = [
			{ textHash: sha256(text), checker: CHECKER },
			{ textHash: sha256(`${text} `), checker: CHECKER },
			{ textHash: sha256(text), checker: 'd'.repeat(64) },
		].map(checkedName)
		expect(new Set(names).size).toBe(3)
	})

	it('is not read when it is cut off anywhere', () => {
		for (let length = 0; length < content.length; length += 97)
			expect(read(content.slice(0, length), text, name)).toBeNull()
		expect(read(content.slice(0, -1), text, name)).toBeNull()
	})

	it('is not read when a character of it has changed', () => {
		for (let at = 0; at < content.length; at += 61) {
			const other = content[at] === '1' ? '2' : '1'
			const garbled = content.slice(0, at) + other + content.slice(at + 1)
			expect(read(garbled, text, name), `character ${at}`).toBeNull()
		}
	})

	it('is not read when it is something else', () => {
		for (const other of ['', '\n', 'null\nnull\n', '{}\n{}\n', '[]\n', '{"detente":"game"}\n{}\n'])
			expect(read(other, text, name)).toBeNull()
	})
})
