import { describe, expect, test } from 'vitest'
import { createGame } from '../../src/game/create-game.js'
import { memoised } from '../../src/game/memoised.js'
import { begin, Table } from '../../src/game/playthrough.js'
import { parseScenario } from '../../src/scenario/parse-scenario.js'
import { recordLines } from '../../src/tui/panels/record-lines.js'
import { textOf } from '../../src/tui/styled-text.js'
import { accountOf } from '../../src/tui/view/account.js'
import { shipped } from '../scenarios.js'

/** A rule that raises what the deck's card lowers, and one more thing that follows by itself. */
const PULLS = `id: pulls
title: Pulls
summary: What a card does, a standing rule undoes.
clock: { rounds: 3 }
players: { ann: { name: Ann } }
order: [ann, sky]
parameters: { rain: { value: 50, low: 0, high: 100, basis: judgement } }
variables:
  heat: { range: [0, 4], start: 1 }
  dust: { range: [0, 4], start: 0 }
decks: { sky: { title: The sky, of: 100, cards: { rain: { chance: rain, effects: heat -= 1 } } } }
moves:
  wait: { by: ann, title: Wait }
  light: { by: ann, title: Light a fire, effects: heat += 1 }
rules:
  - { title: The sun shines, every: round, effects: heat += 1 }
  - { title: Heat makes dust, every: round, when: heat >= 3, effects: dust += 1 }
endings:
  fire: { title: Fire, when: heat == 4 }
  evening: { title: Evening, at-end: true }
`

const account = (...moves: string[]) => accountIn(PULLS, moves)

function accountIn(text: string, moves: readonly string[]) {
	const { scenario, diagnostics } = parseScenario(text, { file: 'x' })
	if (!scenario) throw new Error(JSON.stringify(diagnostics))
	const table = new Table(createGame(scenario))
	const played = moves.reduce(
		(p, move) => table.step(p, move, 'person'),
		begin(table.game, { seed: 'a', run: 1, people: ['ann'] }),
	)
	return accountOf(table, played, 'ann').map((h) => ({
		who: h.actorName,
		what: h.title,
		changes: h.changes.map((c) => `${c.key} ${c.before}→${c.after}${c.because === null ? '' : ` ${c.because}`}`),
	}))
}

test('what a rule does where chance turns up nothing is told, under the rule’s title', () => {
	expect(account('ann.wait', 'sky.nothing')).toEqual([
		{ who: 'Ann', what: 'Wait', changes: [] },
		{ who: 'The situation', what: 'The sun shines', changes: ['heat 1→2'] },
	])
})

test('several rules at one ply are each named with what they did', () => {
	expect(account('ann.light', 'sky.nothing').at(-1)).toEqual({
		who: 'The situation',
		what: 'Things take their course',
		changes: ['heat 2→3 The sun shines', 'dust 0→1 Heat makes dust'],
	})
})

test('a card and a rule that undo each other are both told', () => {
	expect(account('ann.wait', 'sky.rain').at(-1)).toEqual({
		who: 'The sky',
		what: 'Rain',
		changes: ['heat 1→0', 'heat 0→1 The sun shines'],
	})
})

test('rules that pull one thing both ways are each named with their own pull', () => {
	const rules = `rules:
  - { title: Evenings cool, every: round, when: heat >= 2, effects: heat -= 1 }
  - { title: A stove is lit, every: round, when: heat <= 1, effects: heat += 2 }
`
	const text = PULLS.replace(/rules:\n(?: {2}- .*\n)+/, rules)
	expect(accountIn(text, ['ann.light', 'sky.nothing']).at(-1)?.changes).toEqual([
		'heat 2→1 Evenings cool',
		'heat 1→3 A stove is lit',
	])
	expect(accountIn(text, ['ann.wait', 'sky.nothing']).at(-1)).toMatchObject({
		what: 'A stove is lit',
		changes: ['heat 1→3'],
	})
})

const YOU = /\b(you|your|yours|yourself)\b/i

describe.each(['two-blows', 'iran-pakistan-2024', 'chicken'])('in %s nobody is spoken to but who reads', (id) => {
	const table = new Table(memoised(createGame(shipped(id))))
	const { scenario } = table.game
	const players = scenario.players.map((p) => p.id)

	test('what everyone is told speaks to nobody', () => {
		for (const { card } of table.game.rules.cards.values())
			for (const outcome of card.outcomes) expect(outcome.text ?? '').not.toMatch(YOU)
		for (const card of scenario.decks.flatMap((d) => d.cards)) expect(card.text ?? '').not.toMatch(YOU)
	})

	test('six games: others’ moves come with what they say, one’s own with what they are', () => {
		let theirs = 0
		for (let run = 1; run <= 6; run++) {
			const p = table.advance(begin(table.game, { seed: 'you', run, people: [] }))
			for (const viewer of [...players, null])
				for (const h of accountOf(table, p, viewer)) {
					if (h.actor === viewer || h.isChance) {
						expect(h.signal).toBeNull()
						continue
					}
					expect(h.text).toBeNull()
					if (h.signal !== null) theirs++
					const lines = recordLines([h], 100).map(textOf).join('\n')
					const said = h.changes.map((c) => c.title).join(' ')
					if (viewer === null) expect(said).not.toMatch(YOU)
					// What is left of “you” stands in quotes, or before what is the viewer’s own.
					expect(lines.replaceAll(/“[^”]*”/gs, '').replaceAll(/[▲▼◆].*/gs, '')).not.toMatch(YOU)
				}
		}
		expect(theirs).toBeGreaterThan(5)
	})
})

test('a yes to China that lapses is told as that, under the move that let it lapse', () => {
	const table = new Table(memoised(createGame(shipped('two-blows'))))
	const moves = [
		['iran.limited-strike', 'iran.limited-strike.low-salience', 'pakistan.wait', 'incidents.nothing'],
		['diplomacy.china-offers', 'iran.accept-china', 'pakistan.absorb'],
	].flat()
	const p = moves.reduce(
		(at, move) => table.step(at, move),
		begin(table.game, { seed: 'lapse', run: 1, people: ['iran', 'pakistan'] }),
	)
	const lapsed = accountOf(table, p, 'iran').at(-1)!
	expect(lapsed.actor).toBe('pakistan')
	expect(lapsed.changes.find((c) => c.key === 'talks')).toMatchObject({
		before: "China's offer, accepted by one side",
		after: "China's offer, accepted by neither",
	})
})
