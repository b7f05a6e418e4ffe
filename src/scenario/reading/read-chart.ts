import { closest } from '../closest.js'
import type { Scope } from '../expressions/scope.js'
import type { Location } from '../location.js'
import type { EventPattern, Handler, Region, StateNode, Transition } from '../scenario.js'
import type { Entry, YamlNode } from '../source/yaml-node.js'
import type { Reading } from './context.js'
import { type CardNames, unknown } from './declared.js'
import { Fields, textOf } from './fields.js'

export function readRegion(entry: Entry, reading: Reading): Region {
	const fields = new Fields(entry.value, entry.keyAt)
	const perPlayer = fields.has('per')
	const scope = perPlayer ? reading.owned([...reading.names.players.keys()], 'this region') : reading.shared
	return { id: entry.key, perPlayer, ...new RegionReader(entry.key, scope, reading).body(fields, entry.keyAt) }
}

class RegionReader {
	readonly #region: string
	readonly #scope: Scope
	readonly #reading: Reading

	constructor(region: string, scope: Scope, reading: Reading) {
		this.#region = region
		this.#scope = scope
		this.#reading = reading
	}

	body(fields: Fields, at: Location, level = 0): Omit<Region, 'id' | 'perPlayer'> {
		const states = fields.entries('states')
		this.#checkInitial(fields, states, level)
		return {
			title: fields.text('title'),
			description: fields.text('description'),
			initial: states.length > 0 ? fields.text('initial') : null,
			states: states.map((state): StateNode => {
				const own = new Fields(state.value, state.keyAt)
				return { id: state.key, tags: own.texts('tags').map((n) => n.text), ...this.body(own, state.keyAt, level + 1) }
			}),
			on: fields.entries('on').flatMap((event) => this.#handler(event)),
			always: this.#transitions(fields.child('always'), fields.keyAt('always'), true),
			at,
		}
	}

	#checkInitial(fields: Fields, states: readonly Entry[], level: number): void {
		const { findings } = this.#reading
		const initial = fields.scalar('initial')
		const known = states.map((s) => s.key)
		if (states.length === 0) {
			if (initial)
				findings.error('no-initial', fields.keyAt('initial'), '"initial" names a state, and there are no "states" here')
			else if (fields.child('states')?.kind === 'map')
				findings.error('no-initial', fields.keyAt('states'), '"states" is empty')
			return
		}
		if (initial) {
			if (textOf(initial) !== null && !known.includes(initial.text) && !findings.isRefused(initial.text)) {
				const all = known.map((state) => findings.spelled(state))
				findings.error(
					'no-initial',
					initial.at,
					`"${initial.text}" is no state directly inside this one${closest(initial.text, all) || `; there are ${all.join(', ')}`}`,
				)
			}
			// A region's missing `initial` is the schema's to report.
		} else if (!fields.has('initial') && level > 0)
			findings.error(
				'no-initial',
				fields.keyAt('states'),
				`These states need an "initial", the one that is entered first: "initial: ${known[0]}"`,
			)
	}

	#handler(entry: Entry): Handler[] {
		const event = this.#event(entry)
		const transitions = this.#transitions(entry.value, entry.keyAt, false)
		if (transitions.length === 0 && entry.value.kind === 'list')
			this.#reading.findings.error(
				'wrong-type',
				entry.value.at,
				'This list is empty. Write {} to stay, or leave the event out',
			)
		return event ? [{ event, transitions, at: entry.keyAt }] : []
	}

	#transitions(node: YamlNode | undefined, at: Location, always: boolean): Transition[] {
		if (node === undefined || node.kind === 'broken') return []
		if (node.kind === 'list') return node.items.flatMap((item) => this.#transitions(item, item.at, always))
		if (node.kind === 'scalar') {
			const target = textOf(node)
			if (target === null) return []
			return [{ target: this.#target(node), guard: null, at: node.at }]
		}
		const fields = new Fields(node, at)
		const target = fields.child('target')
		if (always && !target)
			this.#reading.findings.error(
				'missing-key',
				node.at,
				'"always" needs a "target": a transition by itself that goes nowhere does nothing',
			)
		return [
			{
				target: target?.kind === 'scalar' && typeof target.value === 'string' ? this.#target(target) : null,
				guard: this.#reading.expression(fields.child('guard'), 'boolean', this.#scope),
				at: node.at,
			},
		]
	}

	#target(node: YamlNode & { kind: 'scalar' }): string {
		const states = this.#reading.names.regions.get(this.#region)?.states ?? new Set()
		if (!states.has(node.text)) {
			const elsewhere = [...this.#reading.names.regions].find(
				([id, r]) => id !== this.#region && r.states.has(node.text),
			)
			if (elsewhere)
				this.#reading.findings.error(
					'unknown-name',
					node.at,
					`"${node.text}" is a state of ${elsewhere[0]}, and a target must be in the same region, ${this.#region}`,
				)
			else unknown(this.#reading.findings, `state in ${this.#region}`, node.text, states, node.at)
		}
		return node.text
	}

	#event(entry: Entry): EventPattern | null {
		const { findings, declared, names } = this.#reading
		const { key: text, keyAt: at } = entry
		const parts = text.split('.')
		const [first = '', second, third] = parts
		const unclear = (message: string): null => {
			findings.error('event-unclear', at, message)
			return null
		}
		if (parts.length > 3 || parts.includes(''))
			return unclear(
				`"${text}" is no event; events are move, player.move, move.outcome, player.move.outcome, deck.card and deck.card.outcome`,
			)
		if (parts.includes('*')) return unclear('There are no wildcards; name each event')
		const owner = ['self', 'rival'].includes(first) || names.players.has(first) || declared.decks.has(first)
		const played = owner && second !== undefined ? second : first
		if (played === 'pass' || played === 'nothing')
			return unclear('"pass" and "nothing" tell the chart nothing: no event comes of them')
		const deck = declared.decks.get(first)
		if (deck) {
			if (second === undefined)
				return unclear(`"${first}" is a deck: name its card, as in ${first}.${[...deck.keys()][0] ?? 'card'}`)
			const card = deck.get(second)
			if (!card) return this.#noCard(`card in deck ${first}`, second, deck.keys(), at)
			return this.#outcome(text, first, second, card, third, at)
		}
		const owned = first === 'self' || first === 'rival'
		if (owned || names.players.has(first)) {
			if (second === undefined)
				return unclear(
					`"${first}" is a player: name its move, as in ${first}.${[...declared.moves.keys()][0] ?? 'move'}`,
				)
			if (owned && !this.#scope.owners)
				return unclear(
					`There is no "${first}" here: the region is not "per: player". Name the player, as in ${[...names.players.keys()][0]}.${second}`,
				)
			const card = declared.moves.get(second)
			if (!card) return this.#noCard('move', second, declared.moves.keys(), at)
			const rivals = [...names.players.values()].flatMap((p) => p.rival ?? [])
			const known = card.by?.every((player) => names.players.has(player)) ?? false
			if (first === 'rival' && card.by && known && !rivals.some((rival) => card.by!.includes(rival)))
				return unclear(
					`"${second}" is played by ${card.by.join(', ')}, and that is nobody’s rival, so this never happens; name the player, as in ${card.by[0]}.${second}`,
				)
			if (!owned && card.by && !card.by.includes(first))
				return unclear(
					`"${first}" has no move "${second}": it is played by ${card.by.join(', ')}, so this never happens`,
				)
			return this.#outcome(text, first, second, card, third, at)
		}
		const card = declared.moves.get(first)
		if (card && third === undefined) return this.#outcome(text, 'any', first, card, second, at)
		const inDeck = [...declared.decks].find(([, cards]) => cards.has(first))
		if (inDeck) return unclear(`"${first}" is a card of the deck ${inDeck[0]}: write ${inDeck[0]}.${text}`)
		if (parts.length === 1 || !closestOwner(first, [...names.players.keys(), ...declared.decks.keys()]))
			return this.#noCard('move', first, [...declared.moves.keys()], at)
		unknown(
			findings,
			'player or deck',
			first,
			[...names.players.keys(), ...declared.decks.keys(), ...(this.#scope.owners ? ['self', 'rival'] : [])],
			at,
		)
		return null
	}

	#outcome(
		text: string,
		by: string,
		card: string,
		names: CardNames,
		outcome: string | undefined,
		at: Location,
	): EventPattern | null {
		if (outcome !== undefined && !names.outcomes.has(outcome)) {
			const { findings } = this.#reading
			if (names.outcomes.size === 0)
				findings.error('unknown-name', at, `"${card}" has no outcomes, so "${text}" never happens`)
			else unknown(findings, `outcome of ${card}`, outcome, names.outcomes, at)
			return null
		}
		return { text, by, card, outcome: outcome ?? null }
	}

	#noCard(kind: string, id: string, known: Iterable<string>, at: Location): null {
		unknown(this.#reading.findings, kind, id, known, at)
		return null
	}
}

function closestOwner(id: string, known: readonly string[]): boolean {
	return closest(id, known) !== ''
}
