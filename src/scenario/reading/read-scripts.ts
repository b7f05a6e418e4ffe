import { closest } from '../closest.js'
import type { Change, Expectation, Question, Script, Setting, Step } from '../scenario.js'
import type { Entry, ScalarNode, YamlNode } from '../source/yaml-node.js'
import type { Reading } from './context.js'
import { type CardNames, unknown } from './declared.js'
import { Fields, integerOf, textOf } from './fields.js'

const BUILT_IN = /^(?:cards|uniform|best|quantal:\d+(?:\.\d+)?)$/

export function readScript(entry: Entry, rounds: number | null, reading: Reading): Script {
	const { findings, declared } = reading
	const fields = new Fields(entry.value, entry.keyAt)
	const { order } = declared
	const items = fields.items('steps')
	if (rounds !== null && order.length > 0 && items.length > rounds * order.length)
		findings.error(
			'script-order',
			items[rounds * order.length]!.at,
			`A game has ${rounds * order.length} plies (${rounds} rounds of ${order.length}), and this is step ${rounds * order.length + 1}`,
		)
	const steps = items.flatMap((node, index): Step[] => {
		const own = new Fields(node, node.at)
		const move = node.kind === 'map' ? own.scalar('move') : node.kind === 'scalar' ? node : null
		if (!move || textOf(move) === null) return []
		const step = readStep(move, order.length > 0 ? order[index % order.length]! : null, index, reading)
		return step
			? [{ ...step, date: own.text('date'), text: own.text('text'), source: own.text('source'), at: node.at }]
			: []
	})
	const ending = endingOf(fields, reading)
	return {
		id: entry.key,
		title: fields.text('title') ?? '',
		text: fields.text('text'),
		source: fields.text('source'),
		steps,
		ending,
		at: entry.keyAt,
	}
}

function endingOf(fields: Fields, reading: Reading): string | null {
	const node = fields.scalar('ending')
	if (node && textOf(node) !== null && !reading.declared.endings.has(node.text))
		unknown(reading.findings, 'ending', node.text, reading.declared.endings, node.at)
	return fields.text('ending')
}

function readStep(
	node: ScalarNode,
	turn: string | null,
	index: number,
	reading: Reading,
): Pick<Step, 'player' | 'move' | 'outcome'> | null {
	const { findings, declared, names } = reading
	const [player = '', move, outcome, more] = node.text.split('.')
	if (move === undefined || more !== undefined || player === '' || move === '') {
		findings.error(
			'wrong-type',
			node.at,
			`"${node.text}" is no move; write player.move, player.move.outcome, deck.card, deck.nothing or player.pass`,
		)
		return null
	}
	const deck = declared.decks.get(player)
	if (!deck && !names.players.has(player)) {
		unknown(findings, 'player or deck', player, [...names.players.keys(), ...declared.decks.keys()], node.at)
		return null
	}
	if (turn !== null && turn !== player && (declared.decks.has(turn) || names.players.has(turn)))
		findings.error(
			'script-order',
			node.at,
			`Step ${index + 1} is the ply of "${turn}" (the order is ${declared.order.join(', ')}), and this is a move of "${player}"`,
		)
	if (move === (deck ? 'nothing' : 'pass')) {
		if (outcome !== undefined) findings.error('unknown-name', node.at, `"${move}" has no outcomes`)
		return { player, move, outcome: null }
	}
	const cards: ReadonlyMap<string, CardNames> = deck ?? declared.moves
	const card = cards.get(move)
	if (!card) {
		const known = [...cards].filter(([, c]) => deck || !c.by || c.by.includes(player)).map(([id]) => id)
		unknown(
			findings,
			deck ? `card in deck ${player}` : `move of ${player}`,
			move,
			[...known, deck ? 'nothing' : 'pass'],
			node.at,
		)
		return null
	}
	if (!deck && card.by && !card.by.includes(player))
		findings.error('unknown-name', node.at, `"${player}" has no move "${move}"; it is played by ${card.by.join(', ')}`)
	if (outcome === undefined && card.outcomes.size > 0) {
		findings.error(
			'wrong-type',
			node.at,
			`"${move}" leaves it to chance what follows: add the outcome, as in ${node.text}.${[...card.outcomes][0]}`,
		)
		return null
	}
	if (outcome !== undefined && !card.outcomes.has(outcome)) {
		if (card.outcomes.size === 0)
			findings.error('unknown-name', node.at, `"${move}" has no outcomes; write ${player}.${move}`)
		else unknown(findings, `outcome of ${move}`, outcome, card.outcomes, node.at)
		return null
	}
	return { player, move, outcome: outcome ?? null }
}

export function readQuestion(entry: Entry, rounds: number | null, reading: Reading): Question {
	const { findings } = reading
	const fields = new Fields(entry.value, entry.keyAt)
	const change = fields.fields('change')
	const at = change.scalar('at')
	const instead = change.scalar('instead')
	if (change.node?.kind === 'map') {
		if (change.has('at') !== change.has('instead'))
			findings.error(
				'incomplete-change',
				change.keyAt(change.has('at') ? 'at' : 'instead'),
				'"at" says which decision, and "instead" which move: they need each other',
			)
		if (change.node.entries.length === 0)
			findings.error(
				'incomplete-change',
				fields.keyAt('change'),
				'Nothing is changed; give "at" and "instead", "set", "policy" or "without"',
			)
	}
	return {
		id: entry.key,
		title: fields.text('title') ?? '',
		text: fields.text('text'),
		change: {
			decision: at && instead ? readDecision(at, instead, rounds, reading) : null,
			set: readSettings(change, reading),
			policies: readPolicies(change, reading),
			without: readWithout(change, reading),
		},
		at: entry.keyAt,
	}
}

function readDecision(
	at: ScalarNode,
	instead: ScalarNode,
	rounds: number | null,
	reading: Reading,
): Change['decision'] {
	const { findings, declared, names } = reading
	const match = /^([1-9]\d*)\.(\w+)$/.exec(at.text)
	if (!match) return null
	const [round, player] = [Number(match[1]), match[2]!]
	if (rounds !== null && round > rounds)
		findings.error('incomplete-change', at.at, `There are ${rounds} rounds, and no round ${round}`)
	if (!names.players.has(player))
		unknown(findings, 'player', player, names.players.keys(), at.place(match[1]!.length + 1, at.text.length))
	const card = declared.moves.get(instead.text)
	const theirs = [...declared.moves].filter(([, c]) => !c.by || c.by.includes(player)).map(([id]) => id)
	if (!card) unknown(findings, `move of ${player}`, instead.text, theirs, instead.at)
	else if (card.by && !card.by.includes(player) && names.players.has(player))
		findings.error(
			'unknown-name',
			instead.at,
			`"${player}" has no move "${instead.text}"; it is played by ${card.by.join(', ')}`,
		)
	return { round, player, move: instead.text }
}

/** `set`: parameters within their range, start values within theirs, first states. */
function readSettings(fields: Fields, reading: Reading): Setting[] {
	const { findings, names } = reading
	return fields.entries('set').flatMap(({ key, keyAt, value }): Setting[] => {
		const [owner, id] = key.includes('.') ? (key.split('.', 2) as [string, string]) : [null, key]
		const parameter = owner === null ? names.parameters.get(key) : undefined
		const variable = names.variables.get(id)
		const region = names.regions.get(id)
		if (names.unsure.has(id)) return []
		if (owner !== null && !names.players.has(owner)) {
			unknown(findings, 'player', owner, names.players.keys(), keyAt)
			return []
		}
		const declared = variable ?? region
		if (!parameter && !declared) {
			const known = [
				...names.parameters.keys(),
				...ownedKeys(names.variables, names.players),
				...ownedKeys(names.regions, names.players),
			]
			unknown(findings, 'parameter, variable or region', key, known, keyAt)
			return []
		}
		if (declared && !declared.perPlayer && owner !== null)
			findings.error('no-owner', keyAt, `All players share "${id}": write ${id} alone`)
		if (value.kind !== 'scalar' || value.value === null) return []
		if (region) {
			if (!region.states.has(value.text)) unknown(findings, `state of ${id}`, value.text, region.states, value.at)
			return [{ name: key, value: value.text }]
		}
		const number = integerOf(value) ?? (variable ? (names.constants.get(value.text) ?? null) : null)
		const { low, high } = (parameter ?? variable)!
		if (number === null)
			findings.error(
				'wrong-type',
				value.at,
				`"${key}" is set to a whole number from ${low} to ${high}, not to "${value.text}"`,
			)
		else if (number < low || number > high)
			findings.error('range-order', value.at, `"${key}" may be set to ${low} to ${high}, and ${number} is outside`)
		return [{ name: key, value: number ?? value.text }]
	})
}

function ownedKeys(
	declared: ReadonlyMap<string, { readonly perPlayer: boolean }>,
	players: ReadonlyMap<string, unknown>,
): string[] {
	return [...declared].flatMap(([id, { perPlayer }]) =>
		perPlayer ? [...players.keys()].map((p) => `${p}.${id}`) : [id],
	)
}

function readPolicies(fields: Fields, reading: Reading): { player: string; policy: string }[] {
	const { findings, declared, names } = reading
	return fields.entries('policy').flatMap(({ key, keyAt, value }) => {
		const policy = textOf(value)
		if (!names.players.has(key)) unknown(findings, 'player', key, names.players.keys(), keyAt)
		if (policy === null) return []
		const doctrine = declared.doctrines.get(policy)
		if (policy.startsWith('script:')) {
			const script = policy.slice('script:'.length)
			if (!declared.scripts.has(script)) unknown(findings, 'script', script, declared.scripts, value.at)
		} else if (!doctrine && !BUILT_IN.test(policy))
			findings.error(
				'unknown-name',
				value.at,
				`There is no doctrine "${policy}"${closest(policy, [...declared.doctrines.keys(), 'cards', 'uniform', 'best'])}; besides the doctrines there are cards, uniform, best, script:NAME and quantal:NUMBER`,
			)
		else if (doctrine?.by && names.players.has(key) && !doctrine.by.includes(key))
			findings.error(
				'unknown-name',
				value.at,
				`The doctrine "${policy}" is for ${doctrine.by.join(', ')}, not for ${key}`,
			)
		return [{ player: key, policy }]
	})
}

function readWithout(fields: Fields, reading: Reading): string[] {
	const { findings, declared } = reading
	const known = [
		...declared.moves.keys(),
		...[...declared.moves].flatMap(([id, { by }]) => (by ?? []).map((player) => `${player}.${id}`)),
		...[...declared.decks].flatMap(([deck, cards]) => [...cards.keys()].map((card) => `${deck}.${card}`)),
	]
	return fields.texts('without').map((node) => {
		if (!known.includes(node.text)) unknown(findings, 'card', node.text, known, node.at)
		return node.text
	})
}

export function readExpectation(node: YamlNode, reading: Reading): Expectation {
	const fields = new Fields(node, node.at)
	const number = (key: string): number => {
		const value = fields.scalar(key)?.value
		return typeof value === 'number' ? value : 0
	}
	return {
		ending: endingOf(fields, reading) ?? '',
		probability: number('probability'),
		tolerance: number('within'),
		set: readSettings(fields, reading),
		policies: readPolicies(fields, reading),
		at: node.at,
	}
}
