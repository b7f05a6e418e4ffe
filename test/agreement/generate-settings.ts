import type { RawScenario } from './raw-scenario.js'
import type { Settings } from './reading.js'

/** Some of what a scenario lets one set, changed within bounds. */
export function drawSettings(raw: RawScenario, random: (below: number) => number): Settings {
	const settings: Record<string, number | string> = {}
	for (const [id, parameter] of Object.entries(raw.parameters ?? {})) {
		const { low, high } = { low: 0, high: 1, ...parameter } as { low: number; high: number }
		if (random(2) === 0) {
			settings[id] = low + random(high - low + 1)
		}
	}
	for (const [id, { per, range }] of Object.entries(raw.variables ?? {})) {
		if (random(3) === 0) {
			const owners = Object.keys(raw.players)
			settings[per === 'player' ? `${owners[random(owners.length)]}.${id}` : id] =
				range[0] + random(range[1] - range[0] + 1)
		}
	}
	for (const [id, { per, states }] of Object.entries(raw.chart ?? {})) {
		if (random(3) === 0) {
			const owners = Object.keys(raw.players)
			const names = Object.keys(states ?? {})
			settings[per === 'player' ? `${owners[random(owners.length)]}.${id}` : id] = names[random(names.length)]!
		}
	}
	return settings
}

/** Now and then a card or two that shall not fall: `north.raid`, `weather.storm`. */
export function drawWithout(raw: RawScenario, random: (below: number) => number): string[] {
	const ofMoves = Object.entries(raw.moves).flatMap(([id, { by }]) => [by].flat().map((player) => `${player}.${id}`))
	const ofDecks = Object.entries(raw.decks ?? {}).flatMap(([deck, { cards }]) =>
		Object.keys(cards).map((card) => `${deck}.${card}`),
	)
	const ids = [...ofMoves, ...ofDecks]
	return random(3) === 0 ? [ids[random(ids.length)]!, ids[random(ids.length)]!] : []
}

/** The same file with these cards taken out of their owners' hands. */
export function leaveOut(raw: RawScenario, without: readonly string[]): RawScenario {
	const left = structuredClone(raw)
	for (const id of without) {
		const [actor = '', card = ''] = id.split('.')
		const deck = left.decks?.[actor]
		if (deck === undefined) {
			const move = left.moves[card]!
			move.by = [move.by].flat().filter((player) => player !== actor)
		} else {
			delete deck.cards[card]
		}
	}
	return left
}
