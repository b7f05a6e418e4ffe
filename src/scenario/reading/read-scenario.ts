import type { Findings } from '../findings.js'
import type { Scenario } from '../scenario.js'
import { entryOf, type YamlNode } from '../source/yaml-node.js'
import { Reading, sizeAt } from './context.js'
import { collectDeclared, type Declared, unknown } from './declared.js'
import { Fields } from './fields.js'
import { readDeck, readMove } from './read-cards.js'
import { readRegion } from './read-chart.js'
import { readDoctrine, readEndings, readRule } from './read-endings.js'
import { readPlace } from './read-places.js'
import { readParameter, readPlayer, readSource, readVariable } from './read-players.js'
import { readExpectation, readQuestion, readScript } from './read-scripts.js'

export type Draft = Omit<Scenario, 'file' | 'text' | 'rulesHash' | 'textHash'>

/** The most of each that a scenario may hold; what is far beyond any crisis that people can play. */
export const MOST: readonly { readonly what: string; readonly path: readonly string[]; readonly most: number }[] = [
	{ what: 'players', path: ['players'], most: 16 },
	{ what: 'places', path: ['places'], most: 200 },
	{ what: 'parameters', path: ['parameters'], most: 500 },
	{ what: 'plies in a round', path: ['order'], most: 50 },
	{ what: 'decks', path: ['decks'], most: 50 },
	{ what: 'cards in decks', path: ['decks', '*', 'cards'], most: 500 },
	{ what: 'variables', path: ['variables'], most: 200 },
	{ what: 'regions', path: ['chart'], most: 100 },
	{ what: 'states of regions', path: ['chart', '*', 'states'], most: 1000 },
	{ what: 'moves', path: ['moves'], most: 500 },
	{ what: 'outcomes of moves', path: ['moves', '*', 'outcomes'], most: 2000 },
	{ what: 'rules', path: ['rules'], most: 200 },
	{ what: 'endings', path: ['endings'], most: 50 },
	{ what: 'doctrines', path: ['doctrines'], most: 100 },
	{ what: 'scripts', path: ['scripts'], most: 100 },
	{ what: 'questions', path: ['questions'], most: 200 },
	{ what: 'expectations', path: ['expect'], most: 200 },
]

/** Reports what is too much. @returns whether the file is small enough to look at closely */
export function checkSizes(root: YamlNode, findings: Findings): boolean {
	let small = true
	for (const { what, path, most } of MOST) {
		const size = sizeAt(root, path)
		if (size <= most) continue
		small = false
		findings.error(
			'too-big',
			entryOf(root, path[0]!)?.keyAt ?? root.at,
			`${size} ${what}; a scenario may have at most ${most}`,
		)
	}
	return small
}

/**
 * Reads every section of the file, and reports what does not fit together. What is returned is whole only when
 * nothing was reported; broken parts are left out of it or stand as `BROKEN`.
 */
export function readScenario(
	root: YamlNode,
	findings: Findings,
): { readonly draft: Draft; readonly declared: Declared } {
	const declared = collectDeclared(root, findings)
	const reading = new Reading(declared, findings)
	const top = new Fields(root, root.at)
	const clock = top.fields('clock')
	const takes = top.fields('takes')
	const rounds = declared.rounds
	const labels = clock.items('labels')
	if (rounds !== null && labels.length > rounds)
		findings.error(
			'names-count',
			labels[rounds]!.at,
			`There are ${rounds} rounds, and this is label ${rounds + 1}; remove it or raise "rounds"`,
		)
	const draft: Draft = {
		id: top.text('id') ?? '',
		title: top.text('title') ?? '',
		summary: top.text('summary') ?? '',
		briefing: top.text('briefing') ?? '',
		takes: top.has('takes')
			? { minutes: takes.integer('minutes') ?? 0, decisions: takes.integer('decisions') ?? 0 }
			: null,
		sources: top.items('sources').map(readSource),
		clock: { rounds: rounds ?? 1, each: clock.text('each'), labels: clock.texts('labels').map((n) => n.text) },
		players: top.entries('players').map((entry) => readPlayer(entry, reading)),
		places: top.entries('places').map(readPlace),
		parameters: top.entries('parameters').map((entry) => readParameter(entry, reading)),
		order: declared.order,
		decks: top.entries('decks').map((entry) => readDeck(entry, reading)),
		variables: top.entries('variables').map((entry) => readVariable(entry, reading)),
		chart: top.entries('chart').map((entry) => readRegion(entry, reading)),
		moves: top.entries('moves').map((entry) => readMove(entry, reading)),
		rules: top.items('rules').map((node) => readRule(node, reading)),
		endings: readEndings(top.entries('endings'), reading),
		doctrines: top.entries('doctrines').map((entry) => readDoctrine(entry, reading)),
		scripts: top.entries('scripts').map((entry) => readScript(entry, rounds, reading)),
		questions: top.entries('questions').map((entry) => readQuestion(entry, rounds, reading)),
		expect: top.items('expect').map((node) => readExpectation(node, reading)),
	}
	checkOrder(top, draft, reading)
	return { draft, declared }
}

/** Sections that the file needs, and who has a turn. */
function checkOrder(top: Fields, draft: Draft, reading: Reading): void {
	const { findings, names, declared } = reading
	for (const node of top.child('order')?.kind === 'list' ? top.texts('order') : [])
		if (!names.players.has(node.text) && !declared.decks.has(node.text))
			unknown(findings, 'player or deck', node.text, [...names.players.keys(), ...declared.decks.keys()], node.at)
	if (top.node?.kind !== 'map') return
	if (!top.has('chart') && !top.has('variables'))
		findings.error(
			'missing-key',
			{ line: 1, column: 1, endColumn: 2 },
			'A scenario needs a "chart" or "variables": something that moves can change',
		)
	for (const key of ['players', 'moves', 'endings'] as const)
		if (top.child(key)?.kind === 'map' && top.entries(key).length === 0)
			findings.error('missing-key', top.keyAt(key), `"${key}" is empty; a scenario needs at least one`)
	if (draft.order.length === 0) return
	// A misspelt name is no reason to say that somebody never has a turn or a move.
	const misspelt = draft.order.some((id) => !names.players.has(id) && !declared.decks.has(id))
	const everyMover = [...declared.moves.values()].flatMap((card) => card.by ?? ['?'])
	const unclear = everyMover.some((id) => !names.players.has(id))
	for (const player of draft.players) {
		if (!misspelt && !draft.order.includes(player.id))
			findings.error('order-idle', player.at, `"${player.id}" does not stand in "order", so it never has its turn`)
		if (!unclear && draft.moves.length > 0 && !draft.moves.some((m) => m.by.includes(player.id)))
			findings.warning('player-idle', player.at, `"${player.id}" has no move, so it passes at every ply of its own`)
	}
	for (const deck of draft.decks)
		if (!misspelt && !draft.order.includes(deck.id))
			findings.error('order-idle', deck.at, `The deck "${deck.id}" does not stand in "order", so its cards never fall`)
}
