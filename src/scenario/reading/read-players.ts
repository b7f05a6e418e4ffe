import type { Location } from '../location.js'
import type { Basis, Parameter, Payoff, Player, Source, Variable } from '../scenario.js'
import { type Entry, entryOf, type YamlNode } from '../source/yaml-node.js'
import type { Reading } from './context.js'
import { unknown } from './declared.js'
import { Fields, integerOf, textOf } from './fields.js'

const MOST_VALUES = 10_000

export function readSource(node: YamlNode): Source {
	if (node.kind === 'scalar') return { title: node.text, url: null, note: null }
	const fields = new Fields(node, node.at)
	return { title: fields.text('title') ?? '', url: fields.text('url'), note: fields.text('note') }
}

export function readPlayer(entry: Entry, reading: Reading): Player {
	const { findings, declared, names } = reading
	const fields = new Fields(entry.value, entry.keyAt)
	const rival = fields.scalar('rival')
	if (rival && textOf(rival) !== null) {
		if (rival.text === entry.key) findings.error('unknown-name', rival.at, `"${entry.key}" cannot be its own rival`)
		else if (!names.players.has(rival.text)) unknown(findings, 'player', rival.text, names.players.keys(), rival.at)
	}
	const payoffs = fields.entries('payoff').flatMap((payoff): Payoff[] => {
		if (!declared.endings.has(payoff.key)) {
			unknown(findings, 'ending', payoff.key, declared.endings, payoff.keyAt)
			return []
		}
		const { value } = payoff
		if (value.kind === 'scalar' && typeof value.value === 'number') return [{ ending: payoff.key, value: value.value }]
		const expression = reading.expression(value, 'integer', reading.owned([entry.key], 'this payoff'))
		return expression ? [{ ending: payoff.key, value: expression }] : []
	})
	if (fields.has('payoff') && fields.child('payoff')?.kind === 'map') {
		const given = (id: string) => entryOf(fields.child('payoff'), id) !== undefined
		const missing = [...declared.endings].filter((id) => !given(id) && !given(findings.spelled(id)))
		if (missing.length > 0)
			findings.error(
				'payoffs-incomplete',
				fields.keyAt('payoff'),
				`The payoff of "${entry.key}" leaves out ${missing.map((id) => `"${id}"`).join(', ')}; give every ending or none`,
			)
	}
	return {
		id: entry.key,
		name: fields.text('name') ?? '',
		role: fields.text('role'),
		rival: fields.text('rival'),
		payoffs,
		at: entry.keyAt,
	}
}

export function readParameter(entry: Entry, reading: Reading): Parameter {
	const { findings } = reading
	const fields = new Fields(entry.value, entry.keyAt)
	const isSwitch = fields.flag('switch')
	const bound = (key: 'low' | 'high', short: number): number | null => {
		if (!isSwitch) {
			if (!fields.has(key) && fields.node?.kind === 'map')
				findings.error(
					'missing-key',
					entry.keyAt,
					`"${key}" is missing in "${entry.key}": the ${key === 'low' ? 'least' : 'most'} that it may be set to (or "switch: true" for 0 and 1)`,
				)
			return fields.integer(key)
		}
		if (fields.has(key))
			findings.error('range-order', fields.keyAt(key), `"switch: true" means low 0 and high 1 already; remove "${key}"`)
		return short
	}
	const low = bound('low', 0)
	const high = bound('high', 1)
	const value = fields.integer('value')
	if (low !== null && high !== null) {
		if (low > high)
			findings.error(
				'range-order',
				fields.keyAt('low'),
				`low is ${low} and high is ${high}; low must not be above high`,
			)
		else if (value !== null && (value < low || value > high))
			findings.error(
				'range-order',
				fields.child('value')?.at ?? entry.keyAt,
				`The value ${value} is outside ${low} to ${high}`,
			)
	}
	const basis = (fields.text('basis') ?? 'judgement') as Basis
	if ((basis === 'data' || basis === 'theory') && !fields.has('source'))
		findings.error(
			'source-missing',
			entry.keyAt,
			`"${entry.key}" rests on ${basis}, so it needs a "source" that says which; without one its basis is "judgement"`,
		)
	return {
		id: entry.key,
		title: fields.text('title'),
		value: value ?? 0,
		low: low ?? 0,
		high: high ?? 0,
		basis,
		source: fields.text('source'),
		at: entry.keyAt,
	}
}

export function readVariable(entry: Entry, reading: Reading): Variable {
	const { findings } = reading
	const fields = new Fields(entry.value, entry.keyAt)
	const perPlayer = fields.text('per') === 'player'
	const [low = null, high = null] = fields.items('range').map(integerOf)
	const known = low !== null && high !== null
	const rangeAt = fields.child('range')?.at ?? entry.keyAt
	if (known && low > high)
		findings.error(
			'range-order',
			rangeAt,
			`The range goes from ${low} to ${high}; the first must not be above the second`,
		)
	else if (known && high - low >= MOST_VALUES)
		findings.error(
			'too-big',
			rangeAt,
			`${high - low + 1} values; a variable may have at most ${MOST_VALUES}, and a state graph wants few. Count in larger steps`,
		)
	const within = (value: number, at: Location): void => {
		if (known && low <= high && (value < low || value > high))
			findings.error('range-order', at, `The start ${value} is outside the range ${low} to ${high}`)
	}
	const names = fields.items('names')
	if (known && low <= high && names.length > 0 && names.length !== high - low + 1)
		findings.error(
			'names-count',
			fields.keyAt('names'),
			`The range ${low} to ${high} has ${high - low + 1} values, and here are ${names.length} names; give each value one`,
		)
	return {
		id: entry.key,
		title: fields.text('title'),
		text: fields.text('text'),
		perPlayer,
		low: low ?? 0,
		high: high ?? 0,
		start: readStart(fields, entry, perPlayer, within, reading),
		names: names.map((n) => textOf(n) ?? ''),
		source: fields.text('source'),
		at: entry.keyAt,
	}
}

function readStart(
	fields: Fields,
	entry: Entry,
	perPlayer: boolean,
	within: (value: number, at: Location) => void,
	reading: Reading,
): number | number[] {
	const { findings, names } = reading
	const node = fields.child('start')
	if (node?.kind !== 'map') {
		const value = integerOf(node)
		if (value !== null) within(value, node!.at)
		return value ?? 0
	}
	if (!perPlayer && !(fields.has('per') && fields.text('per') === null)) {
		findings.error(
			'wrong-type',
			node.at,
			`"${entry.key}" is shared, so it has one start. Write a number, or give it "per: player"`,
		)
		return 0
	}
	for (const start of node.entries) {
		if (!names.players.has(start.key)) unknown(findings, 'player', start.key, names.players.keys(), start.keyAt)
		const value = integerOf(start.value)
		if (value !== null) within(value, start.value.at)
	}
	const given = (id: string) => entryOf(node, id) !== undefined
	const missing = [...names.players.keys()].filter((id) => !given(id) && !given(findings.spelled(id)))
	if (missing.length > 0)
		findings.error(
			'missing-key',
			fields.keyAt('start'),
			`The start of "${entry.key}" leaves out ${missing.join(', ')}; give each player a number`,
		)
	return [...names.players.keys()].map((id) => integerOf(entryOf(node, id)?.value) ?? 0)
}
