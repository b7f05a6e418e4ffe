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

/** Three numbers with a million combinations: what their sums may come to is not to be proved by trying all. */
const threeNumbers = (chance: string, [far, wide]: readonly [string, string]): string => `id: three
title: Three
summary: Three numbers.
clock: { rounds: 2 }
players:
  ann: { name: Ann }
order: [ann, sky]
variables:
  a: { range: [0, 99], start: 0 }
  b: { range: [0, 99], start: 0 }
  c: { range: [0, 99], start: 1 }
moves:
  leap: { by: ann, title: Leap, effects: a = 99 }
  fly:
    by: ann
    title: Fly
    when: a == 99
    effects: |
      b = 90
      c = 80
    outcomes:
      far: { chance: "${far}" }
      wide: { chance: "${wide}", effects: c = 0 }
decks:
  sky: { of: 250, cards: { storm: { chance: "${chance}", effects: c = 2 } } }
endings:
  wet: { title: Wet, when: c == 2 }
  dry: { title: Dry, at-end: true }
`

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
	it.each([
		['chance-over-base', 'a + b + c', ['1', '1'], 25, ['ann.leap', 'sky.nothing', 'ann.fly.far']],
		['outcomes-all-zero', '1', ['max(0, a + b - c - 109)', 'max(0, c - b + a - 89)'], 14, ['ann.leap', 'sky.nothing']],
	] as const)('catches %s where loading has too many combinations to try', (rule, chance, outcomes, line, play) => {
		const { findings } = prove(scenarioOf(threeNumbers(chance, outcomes)))
		const found = findings.find((f) => f.rule === rule)!
		expect(found).toMatchObject({ severity: 'error', at: { line, column: 3 } })
		expect(found.play.map((p) => p.move)).toEqual(play)
	})
	it('has a seeded fault for every rule', () => {
		const seeded = new Set(FAULTS.map((f) => f.rule))
		const left = Object.keys(proofRules).filter((rule) => !seeded.has(rule))
		// These three are seeded above and below.
		expect(left).toEqual(['chance-over-base', 'outcomes-all-zero', 'not-proved'])
	})
	it('a decision that can be made, if only with what the question sets, is no fault', () => {
		const text = SOUND.replace(
			'  wait:\n',
			'  avenge: { by: [ann], title: Avenge, when: feud == 1, effects: heat += 1 }\n  wait:\n',
		).replace(
			'scripts:',
			`questions:
  late: { title: What if Ann had mended it?, change: { at: "2.ann", instead: mend } }
  old: { title: With the feud?, change: { at: "2.ann", instead: avenge, set: { feud: 1 } } }
  both: { title: Without Bob's push?, change: { at: "2.ann", instead: mend, without: [bob.push] } }
  gentle: { title: Gentle?, change: { policy: { ann: gentle } } }
scripts:`,
		)
		expect(prove(scenarioOf(text)).findings).toEqual([])
	})
	it('a region that only others move is not unreachable for who stands by', () => {
		const text = SOUND.replace('order: [ann, bob, sky]', '  cat: { name: Cat }\norder: [ann, bob, cat, sky]')
			.replace(
				'chart:\n',
				'chart:\n  mood:\n    per: player\n    initial: calm\n    states: { calm: { on: { self.mend: kind } }, kind: {} }\n',
			)
			.replace('  wait:\n    by: [ann, bob]', '  wait:\n    by: [ann, bob, cat]')
			.replace('heat == 0 }', 'heat == 0 && (ann.mood == "calm" || bob.mood == "calm" || cat.mood == "calm") }')
			.replace(/^ {6}- sky\.nothing$/gm, '      - cat.wait\n      - sky.nothing')
		expect(prove(scenarioOf(text)).findings.filter((f) => f.rule === 'state-unreachable')).toEqual([])
	})
	it('says so when the states do not fit', () => {
		const { findings, refused, states } = prove(scenarioOf(SOUND), { budget: { states: 10, bytes: 1e9 } })
		expect(refused).toMatch(/more than 10 states/)
		expect(findings.map((f) => f.rule)).toEqual(['not-proved'])
		expect(states).toBeNull()
	})
})
