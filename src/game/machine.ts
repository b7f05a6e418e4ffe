import { assign, raise, setup } from 'xstate'
import type { Expression } from '../scenario/expression.js'
import type { EventPattern, Handler, StateNode, Transition } from '../scenario/scenario.js'
import { type BooleanOf, booleanOf } from './evaluate.js'
import type { State } from './game.js'
import type { RegionSlot } from './layout.js'
import { cardOf, isLegal, NOTHING, PASS } from './legality.js'
import { assigned, folded, type Rules } from './rules.js'

/** A state, and whether the floor is settling: the chart's `always` are enabled only then. */
export interface MachineContext extends State {
	readonly settling: boolean
}

/** Passes of `always` after one ply before the scenario is declared faulty. */
const MOST_PASSES = 1000

const FLOOR = 'floor'
const BEGIN = 'floor.begin'
const JUDGE = 'floor.judge'

/** Dots would split a state's id, so `iran.envoy` is the node `iran:envoy`. */
const nodeName = (key: string): string => key.replaceAll('.', ':')
const stateId = (region: RegionSlot, state: string): string => `${nodeName(region.key)}/${state}`
const awaiting = (slot: number, card: string): string => `await:${slot}:${nodeName(card)}`

/** The value of the machine that stands where `state` does. */
export function machineValue(rules: Rules, state: State): Record<string, unknown> {
	const value: Record<string, unknown> = {}
	for (const region of rules.layout.regions) {
		const path = region.states.get(state.chart[region.key]!)!.path
		value[nodeName(region.key)] = path
			.slice(0, -1)
			.reduceRight<unknown>((inner, name) => ({ [name]: inner }), path.at(-1))
	}
	value[FLOOR] =
		state.ending !== null
			? `end:${state.ending}`
			: state.pending !== null
				? awaiting(state.ply, state.pending)
				: `ply:${state.ply}`
	return value
}

/** Before the first ply, with the machine about to settle: send it `begin`. */
export const openingValue = (rules: Rules, state: State): Record<string, unknown> => ({
	...machineValue(rules, state),
	[FLOOR]: 'init',
})
export const begin = { type: BEGIN } as const

/** The state that the settings start from; nothing has settled yet. */
export function openingState(rules: Rules): State {
	return {
		chart: Object.fromEntries(rules.resolved.chart),
		variables: Object.fromEntries(rules.resolved.variables),
		round: 1,
		ply: 0,
		pending: null,
		ending: null,
	}
}

/**
 * One parallel machine: the chart's regions in file order and the floor, last. Last, so that of one step's
 * actions the floor's effects come before any region's entry (they read the chart as it was), and the fold of
 * the rules, on entering the settling, after every entry (it reads the chart as it is).
 * Guards and actions have names and parameters only, so the configuration is plain JSON.
 */
export function buildMachine(rules: Rules) {
	const guardOf = guards(rules)
	const types = setup({
		types: { context: {} as MachineContext, events: {} as { type: string } },
		guards: {
			legal: ({ context }, params: { move: string }) => isLegal(rules, context, params.move),
			follows: ({ context }, params: { move: string; cel: string; self: string | null }) =>
				isLegal(rules, context, params.move) && guardOf(params)(context),
			settles: ({ context }, params: { region: string; leaf: string; cel: string | null; self: string | null }) =>
				context.settling &&
				context.chart[params.region] !== params.leaf &&
				(params.cel === null || guardOf(params)(context)),
			ends: ({ context }, params: { ending: number }) => rules.endings[params.ending]!.when(context),
			endsAtLast: ({ context }, params: { ending: number; rounds: number }) =>
				context.round === params.rounds && rules.endings[params.ending]!.when(context),
		},
		actions: {
			mark: assign(({ context }, params: { region: string; leaf: string }) => ({
				chart: { ...context.chart, [params.region]: params.leaf },
			})),
			play: assign(({ context }, params: { move: string }) => {
				const played = cardOf(rules, params.move)
				if (!played) return { pending: null }
				const { card, outcome } = played
				return {
					variables: assigned(outcome ? outcome.effects : card.effects, context),
					pending: outcome || card.outcomes.length === 0 ? null : card.id,
				}
			}),
			fold: assign(({ context }, params: { lastPly: boolean }) => ({
				variables: folded(rules, context, params.lastPly).at(-1)?.variables ?? context.variables,
				settling: true,
			})),
			settle: assign({ settling: true }),
			advance: assign((_, params: { ply: number }) => ({ ply: params.ply, settling: false })),
			nextRound: assign(({ context }) => ({ round: context.round + 1, ply: 0, settling: false })),
			end: assign((_, params: { ending: string }) => ({ ending: params.ending, settling: false })),
			judge: raise({ type: JUDGE }),
			begin: raise({ type: BEGIN }),
		},
	})
	return types.createMachine(machineConfig(rules) as Parameters<typeof types.createMachine>[0])
}

export type DetenteMachine = ReturnType<typeof buildMachine>

/** The guards of chart transitions as closures, by their text and by whose region they stand in. */
function guards(rules: Rules): (params: { cel: string | null; self: string | null }) => BooleanOf {
	const made = new Map<string, BooleanOf>()
	const keep = (guard: Expression | null, owner: string | null): void => {
		if (guard) made.set(`${owner ?? ''} ${guard.text}`, booleanOf(guard.tree, rules.bind(owner)))
	}
	const visit = (
		body: { on: readonly Handler[]; always: readonly Transition[]; states: readonly StateNode[] },
		owner: string | null,
	): void => {
		for (const t of body.always) keep(t.guard, owner)
		for (const h of body.on) for (const t of h.transitions) keep(t.guard, owner)
		for (const s of body.states) visit(s, owner)
	}
	for (const { region, owner } of rules.layout.regions) visit(region, owner)
	return ({ cel, self }) => made.get(`${self ?? ''} ${cel}`)!
}

interface TransitionConfig {
	target?: string
	guard?: { type: string; params: object }
	actions?: readonly { type: string; params?: object }[]
}

/** The machine's configuration: JSON, with guards and actions by name. */
export function machineConfig(rules: Rules): object {
	const regions = rules.layout.regions.map((region) => [nodeName(region.key), regionConfig(rules, region)])
	const opening = openingState(rules)
	return {
		id: rules.scenario.id,
		type: 'parallel',
		context: { ...opening, settling: false },
		states: Object.fromEntries([...regions, [FLOOR, floorConfig(rules)]]),
		options: { maxIterations: MOST_PASSES },
	}
}

function regionConfig(rules: Rules, region: RegionSlot): object {
	const { region: body } = region
	return {
		...(body.description !== null && { description: body.description }),
		...bodyConfig(rules, region, body),
	}
}

interface Body {
	readonly initial: string | null
	readonly states: readonly StateNode[]
	readonly on: readonly Handler[]
	readonly always: readonly Transition[]
}

function bodyConfig(rules: Rules, region: RegionSlot, body: Body): object {
	const on: Record<string, TransitionConfig[]> = {}
	for (const handler of body.on)
		for (const event of expand(rules, handler.event, region.owner)) {
			on[event] ??= []
			on[event].push(...handler.transitions.map((t) => onConfig(region, t, event)))
		}
	return {
		...(body.initial !== null && { initial: body.initial }),
		...(body.states.length > 0 && {
			states: Object.fromEntries(body.states.map((s) => [s.id, stateConfig(rules, region, s)])),
		}),
		...(Object.keys(on).length > 0 && { on }),
		...(body.always.length > 0 && { always: body.always.map((t) => alwaysConfig(region, t)) }),
	}
}

function stateConfig(rules: Rules, region: RegionSlot, node: StateNode): object {
	return {
		id: stateId(region, node.id),
		...(node.description !== null && { description: node.description }),
		...(node.tags.length > 0 && { tags: node.tags }),
		...(node.states.length === 0 && { entry: [{ type: 'mark', params: { region: region.key, leaf: node.id } }] }),
		...bodyConfig(rules, region, node),
	}
}

function onConfig(region: RegionSlot, t: Transition, event: string): TransitionConfig {
	return {
		...(t.target !== null && { target: `#${stateId(region, t.target)}` }),
		guard: t.guard
			? { type: 'follows', params: { move: event, cel: t.guard.text, self: region.owner } }
			: { type: 'legal', params: { move: event } },
	}
}

function alwaysConfig(region: RegionSlot, t: Transition): TransitionConfig {
	const leaf = region.states.get(t.target!)!.leaf
	return {
		target: `#${stateId(region, t.target!)}`,
		guard: { type: 'settles', params: { region: region.key, leaf, cel: t.guard?.text ?? null, self: region.owner } },
	}
}

/** The events that a key of `on` stands for, in the region of `owner`. */
export function expand(rules: Rules, pattern: EventPattern, owner: string | null): string[] {
	const { by, card, outcome } = pattern
	const tail = outcome === null ? card : `${card}.${outcome}`
	const { players } = rules.scenario
	const rival = players.find((p) => p.id === owner)?.rival ?? null
	const actors = by === 'any' ? players.map((p) => p.id) : by === 'self' ? [owner] : by === 'rival' ? [rival] : [by]
	return actors.filter((a) => rules.cards.has(`${a}.${card}`)).map((a) => `${a}.${tail}`)
}

function floorConfig(rules: Rules): object {
	const states: [string, object][] = [
		['init', { entry: [{ type: 'begin' }], on: { [BEGIN]: 'opening' } }],
		[
			'opening',
			{
				entry: [{ type: 'settle' }, { type: 'judge' }],
				on: { [JUDGE]: { target: 'ply:0', actions: [{ type: 'advance', params: { ply: 0 } }] } },
			},
		],
	]
	for (const slot of rules.slots) {
		const settle = `settle:${slot.index}`
		const on: Record<string, TransitionConfig> = {}
		for (const card of slot.cards) {
			const waits = card.outcomes.length > 0
			on[card.id] = moveConfig(card.id, waits ? awaiting(slot.index, card.id) : settle)
			if (waits)
				states.push([
					awaiting(slot.index, card.id),
					{ on: Object.fromEntries(card.outcomes.map((o) => [o.id, moveConfig(o.id, settle)])) },
				])
		}
		const without = `${slot.actor}.${slot.deckOf === null ? PASS : NOTHING}`
		on[without] = moveConfig(without, settle)
		states.push([`ply:${slot.index}`, { on }], [settle, settleConfig(rules, slot.index)])
	}
	for (const { ending } of rules.endings) states.push([`end:${ending.id}`, { type: 'final' }])
	return { initial: 'init', states: Object.fromEntries(states) }
}

const moveConfig = (move: string, target: string): TransitionConfig => ({
	target,
	guard: { type: 'legal', params: { move } },
	actions: [{ type: 'play', params: { move } }],
})

function settleConfig(rules: Rules, index: number): object {
	const lastPly = index === rules.slots.length - 1
	const { rounds } = rules.scenario.clock
	const ends = rules.endings.flatMap(({ ending }, n) => {
		const to = { target: `end:${ending.id}`, actions: [{ type: 'end', params: { ending: ending.id } }] }
		const holds = { type: 'ends', params: { ending: n } }
		if (!ending.atEnd) return [{ ...to, guard: holds }]
		return lastPly ? [{ ...to, guard: { type: 'endsAtLast', params: { ending: n, rounds } } }] : []
	})
	const next = lastPly
		? { target: 'ply:0', actions: [{ type: 'nextRound' }] }
		: { target: `ply:${index + 1}`, actions: [{ type: 'advance', params: { ply: index + 1 } }] }
	return {
		entry: [{ type: 'fold', params: { lastPly } }, { type: 'judge' }],
		on: { [JUDGE]: [...ends, next] },
	}
}
