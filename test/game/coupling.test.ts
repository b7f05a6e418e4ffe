import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createGame } from '../../src/game/create-game.js'
import { drawMove, policiesOf } from '../../src/game/draw.js'
import type { Game, State } from '../../src/game/game.js'
import { luckOf } from '../../src/game/luck.js'
import { memoised } from '../../src/game/memoised.js'
import { begin, type Playthrough, Table } from '../../src/game/playthrough.js'
import { readSettings } from '../../src/game/settings.js'
import { shipped } from '../scenarios.js'

const scenario = shipped('two-blows')
const game = memoised(createGame(scenario))
const DOCTRINES = ['cards', 'uniform', ...scenario.doctrines.map((d) => d.id)]
const doctrine = fc.constantFrom(...DOCTRINES)
const run = fc.integer({ min: 1, max: 2 ** 31 })
const without = new Map<string, Game>()

function gameWithout(card: string): Game {
	const known = without.get(card) ?? memoised(createGame(scenario, readSettings(scenario, [], [card])))
	without.set(card, known)
	return known
}

/** The states of one run, but for the last. */
function statesOf(names: Record<string, string>, seed: string, number: number): State[] {
	const policies = policiesOf(game, names)
	const luck = luckOf(seed, number)
	const states: State[] = []
	for (let state = game.initialState(); state.ending === null; ) {
		states.push(state)
		state = game.apply(state, drawMove(game, policies, state, luck))
	}
	return states
}

describe('luck at the table', () => {
	it('changes only draws that were a card’s when that card is taken out', () => {
		let compared = 0
		fc.assert(
			fc.property(doctrine, doctrine, run, (iran, pakistan, number) => {
				const names = { iran, pakistan }
				const luck = luckOf('removal', number)
				for (const state of statesOf(names, 'removal', number)) {
					if (state.pending !== null) continue
					const chosen = drawMove(game, policiesOf(game, names), state, luck).id
					for (const { id } of game.legalMoves(state)) {
						if (id === chosen || !game.rules.cards.has(id)) continue
						const other = gameWithout(id)
						expect(drawMove(other, policiesOf(other, names), state, luck).id).toBe(chosen)
						compared++
					}
				}
			}),
			{ numRuns: 60 },
		)
		expect(compared).toBeGreaterThan(500)
	})
	it('depends on the place alone: another decision meets the same draws at every place after it', () => {
		fc.assert(
			fc.property(run, fc.nat(), (number, choice) => {
				const luck = luckOf('places', number)
				const policies = policiesOf(game)
				const first = game.initialState()
				const legal = game.legalMoves(first)
				const branches = [drawMove(game, policies, first, luck), legal[choice % legal.length]!]
				const met = branches.map((move) => {
					const draws = new Map<number, readonly [number, number]>()
					const spy = {
						at: (place: number) => {
							const pair = luck.at(place)
							draws.set(place, pair)
							return pair
						},
					}
					for (let s = game.apply(first, move); s.ending === null; ) s = game.apply(s, drawMove(game, policies, s, spy))
					return draws
				})
				for (const [place, pair] of met[0]!) if (met[1]!.has(place)) expect(met[1]!.get(place)).toEqual(pair)
			}),
			{ numRuns: 100 },
		)
	})
})

/** Plays on by the first legal move of every decision. */
function playOn(table: Table, from: Playthrough, choose: (n: number) => number): Playthrough {
	let p = from
	for (let n = 0; !table.isOver(p); n++) {
		const legal = game.legalMoves(table.state(p))
		p = table.play(p, legal[choose(n) % legal.length]!.id)
	}
	return p
}

/** What was played after the n-th person's decision, as text. */
const continuation = (table: Table, p: Playthrough, from: number): string =>
	JSON.stringify(
		table
			.line(p)
			.slice(from)
			.map((e) => (e.kind === 'ply' ? [e.move, e.by, table.state(p, e.id)] : e.kind)),
	)

describe('branches of one game', () => {
	const table = new Table(game)
	const start = (number: number): Playthrough =>
		table.advance(begin(game, { seed: 'branches', run: number, people: ['iran'], policies: { pakistan: 'hawk' } }))

	it('go on byte for byte alike after the same decision', () => {
		fc.assert(
			fc.property(run, fc.array(fc.nat(20), { minLength: 8, maxLength: 8 }), (number, choices) => {
				const played = playOn(table, start(number), (n) => choices[n % choices.length]!)
				const line = table.line(played)
				const decisions = line.flatMap((e, at) => (e.kind === 'ply' && e.by === 'person' ? [at] : []))
				const at = decisions[choices[0]! % decisions.length]!
				const back = table.goTo(played, line[at]!.parent!)
				const detour = table.play(back, game.legalMoves(table.state(back)).at(-1)!.id)
				const again = decisions
					.filter((d) => d >= at)
					.reduce(
						(p, d) => {
							const entry = line[d]!
							return table.play(p, entry.kind === 'ply' ? entry.move : '')
						},
						table.goTo(detour, back.current),
					)
				expect(continuation(table, again, at)).toBe(continuation(table, played, at))
				// A fresh table, a fresh game: nothing remembered.
				const fresh = new Table(createGame(scenario))
				expect(continuation(fresh, again, at)).toBe(continuation(table, played, at))
			}),
			{ numRuns: 25 },
		)
	})
	it('meet the same chance at a place that the other decision does not touch', () => {
		let same = 0
		let all = 0
		for (let number = 1; number <= 60; number++) {
			const p = start(number)
			const legal = game.legalMoves(table.state(p))
			const ends = [legal[0]!, legal.at(-1)!].map((m) => table.line(playOn(table, table.play(p, m.id), () => 0)))
			const deckPlies = ends.map((line) =>
				line.filter((e) => e.kind === 'ply' && e.by === 'luck' && e.move.split('.').length === 2),
			)
			deckPlies[0]!.forEach((e, n) => {
				const other = deckPlies[1]![n]
				if (e.kind !== 'ply' || other?.kind !== 'ply') return
				all++
				if (e.move === other.move) same++
			})
		}
		expect(same / all).toBeGreaterThan(0.85)
	})
})
