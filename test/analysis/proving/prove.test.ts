import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { proofRules } from '../../../src/analysis/proving/proof-rules.js'
import { prove } from '../../../src/analysis/proving/prove.js'
import type { PlayedPly } from '../../../src/analysis/proving/reach.js'
import { createGame } from '../../../src/game/create-game.js'
import type { State } from '../../../src/game/game.js'
import { scenarioOf, shipped } from '../../scenarios.js'
import { FAULTS, faulty, SOUND } from './faults.js'

const ids = readdirSync(new URL('../../../scenarios/', import.meta.url))
	.filter((file) => file.endsWith('.yaml'))
	.map((file) => file.slice(0, -'.yaml'.length))

/** Plays a line as the referee would; every move of it must be legal. */
function legally(text: string, line: readonly PlayedPly[]): State {
	const game = createGame(scenarioOf(text))
	let state = game.initialState()
	for (const { move, round } of line) {
		expect(state.round).toBe(round)
		const card = move.split('.').slice(0, 2).join('.')
		for (const id of card === move ? [move] : [card, move]) state = game.apply(state, { id, player: '' })
	}
	return state
}

describe('what is proved', () => {
	it('finds nothing in a sound scenario', () => {
		const { findings, states, refused } = prove(scenarioOf(SOUND))
		expect(findings).toEqual([])
		expect(refused).toBeNull()
		expect(states).toBe(11)
	})
	it.each(ids)(
		'finds nothing in %s',
		(id) => {
			expect(prove(shipped(id)).findings).toEqual([])
		},
		300_000,
	)
	it.each(FAULTS.map((f) => [`${f.rule} (${f.name})`, f] as const))('catches %s at its line and column', (_, fault) => {
		const text = faulty(fault)
		const { findings } = prove(scenarioOf(text))
		const lines = text.split('\n')
		const line = lines.findIndex((l) => l.startsWith(fault.at)) + 1 + (fault.below ?? 0)
		expect(line).toBeGreaterThan(0)
		const found = findings.find((f) => f.rule === fault.rule && f.at.line === line)
		expect(found, JSON.stringify(findings, null, 1)).toBeDefined()
		expect(found!.at.column).toBe(fault.column ?? lines[line - 1]!.search(/\S/) + 1)
		if (fault.says) expect(found!.message).toMatch(fault.says)
		if (fault.plies !== undefined) expect(found!.play).toHaveLength(fault.plies)
		expect(legally(text, found!.play).ending).toBeNull()
	})
	it('has a seeded fault for every rule but those that loading proves first', () => {
		const seeded = new Set(FAULTS.map((f) => f.rule))
		const left = Object.keys(proofRules).filter((rule) => !seeded.has(rule))
		expect(left).toEqual(['chance-over-base', 'outcomes-all-zero', 'not-proved'])
	})
	it('says so when the states do not fit', () => {
		const { findings, refused, states } = prove(scenarioOf(SOUND), { budget: { states: 10, bytes: 1e9 } })
		expect(refused).toMatch(/more than 10 states/)
		expect(findings.map((f) => f.rule)).toEqual(['not-proved'])
		expect(states).toBeNull()
	})
})
