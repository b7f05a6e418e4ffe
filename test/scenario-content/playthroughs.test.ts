import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { scriptMoves } from '../../src/analysis/likelihood.js'
import { kernelPlayer } from '../../src/batch/run-player.js'
import { createGame } from '../../src/game/create-game.js'
import { drawMove, policiesOf } from '../../src/game/draw.js'
import type { Game } from '../../src/game/game.js'
import { luckOf } from '../../src/game/luck.js'
import { memoised } from '../../src/game/memoised.js'
import { shipped } from '../scenarios.js'
import { told } from './told-playthrough.js'

const WHY =
	'A recorded game goes otherwise than it did. If that was meant, record it again (npm run playthrough NAME) and say why in the commit'
const file = (name: string): string => `../playthroughs/${name}.txt`

const games = new Map<string, Game>()
const gameOf = (id: string): Game => {
	const game = games.get(id) ?? memoised(createGame(shipped(id)))
	games.set(id, game)
	return game
}

function script(id: string, name: string): string {
	const game = gameOf(id)
	const line = game.scenario.scripts.find((s) => s.id === name)!
	const moves = scriptMoves(line).map((m) => m.id)
	return told(game, [`Script ${name}: ${line.title}`], moves, line.steps)
}

function drawn(id: string, policies: Readonly<Record<string, string>>, run: number): string {
	const game = gameOf(id)
	const chosen = policiesOf(game, policies)
	const luck = luckOf('playthroughs', run)
	const moves: string[] = []
	for (let state = game.initialState(); state.ending === null; ) {
		const move = drawMove(game, chosen, state, luck)
		moves.push(move.id)
		state = game.apply(state, move)
	}
	const who = game.scenario.players.map((p) => `${p.name}: ${policies[p.id] ?? 'the weights of the cards'}`)
	return told(game, [`Seed playthroughs, run ${run}. ${who.join('. ')}`], moves, [])
}

describe('games to be read', () => {
	it.each([
		['record', () => script('iran-pakistan-2024', 'record')],
		['press-account', () => script('iran-pakistan-2024', 'press-account')],
		['two-hawks', () => drawn('iran-pakistan-2024', { iran: 'hawk', pakistan: 'hawk' }, 13)],
		['hawk-and-grit', () => drawn('iran-pakistan-2024', { iran: 'hawk', pakistan: 'grit' }, 35)],
		['two-blows', () => drawn('two-blows', {}, 17)],
	] as const)('%s', async (name, text) => {
		await expect(text(), WHY).toMatchFileSnapshot(file(name))
	})
})

/** SHA-256, shortened, of the moves and endings of runs 1 to `RUNS`. */
const RUNS = 200

function digest(game: Game, policies: Readonly<Record<string, string>>): string {
	const { slots } = game.rules
	const player = kernelPlayer(game, policies, 'digest', true)!
	const hash = createHash('sha256')
	const names = slots.map((slot) => slot.cards.map((c) => [c.id, ...c.outcomes.map((o) => o.id)]))
	for (let run = 1; run <= RUNS; run++) {
		player.play(run)
		player.plies((_round, slot, card, outcome) => {
			const [own, ...outcomes] = names[slot]![card] ?? [`${slots[slot]!.actor}.none`]
			hash.update(`${outcomes[outcome] ?? own} `)
		})
		hash.update(`${game.scenario.endings[player.ending()]!.id} ${player.round()}\n`)
	}
	return hash.digest('hex').slice(0, 16)
}

describe('digests of many games', () => {
	it.each(['iran-pakistan-2024', 'two-blows', 'chicken'])('of %s, by pair of doctrines', async (id) => {
		const game = gameOf(id)
		const { players, doctrines } = game.scenario
		const [one, other] = players.map((p) => ({
			id: p.id,
			names: ['cards', ...doctrines.filter((d) => d.by.includes(p.id)).map((d) => d.id)],
		}))
		const lines = one!.names.flatMap((a) =>
			other!.names.map((b) => `${a} ${b} ${digest(game, { [one!.id]: a, [other!.id]: b })}`),
		)
		const head = `${one!.id} ${other!.id}: moves and endings of ${RUNS} games. ${WHY}.`
		await expect(`${[head, ...lines].join('\n')}\n`, WHY).toMatchFileSnapshot(file(`digest-${id}`))
	})
})
