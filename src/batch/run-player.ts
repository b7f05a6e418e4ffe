import { drawMove, type Policies } from '../game/draw.js'
import type { Game, State } from '../game/game.js'
import { luckOf, seedKey } from '../game/luck.js'
import { type WeightForm, weightForms } from '../game/policies.js'
import { layCells } from '../kernel/cells.js'
import { compileKernel } from '../kernel/compile.js'
import { NO_CARD } from '../kernel/graph.js'
import type { Choice } from '../kernel/node-choice.js'
import { compileSampler, endingOf, roundOf } from '../kernel/sampler.js'

/** Plays runs one by one. What is said of a run holds until the next. */
export interface RunPlayer {
	play(run: number): void
	/** Index of the ending. */
	ending(): number
	/** The round it came in. */
	round(): number
	/** Calls back after each of the run's plies, in order; only when plies were asked for. */
	plies(visit: PlyVisitor): void
	/** The move at the n-th ply of the whole game, counted from 0, as an event; null where the run had none. Only when plies were asked for. */
	moveAt(ply: number): string | null
	/** The final state, as the kernel packs it. */
	readonly cells: Int32Array
}

/**
 * @param card its index in the actor's list, or NO_CARD for `pass` and `nothing`
 * @param outcome 0 where there is none
 * @param cells where the state after the ply is, as the kernel packs it, from `at` on
 */
export type PlyVisitor = (
	round: number,
	slot: number,
	card: number,
	outcome: number,
	cells: Int32Array,
	at: number,
) => void

/** What is not left to the policies of a run. */
export interface Fixed {
	/** Played at this ply of the whole game, counted from 0, wherever it is legal there. */
	readonly decision?: { readonly at: number; readonly move: string } | undefined
	/** Where runs begin, before a card is chosen; by default the first state. */
	readonly from?: State | undefined
	/** How players choose whose policies are neither weights nor scripts. */
	readonly choices?: ReadonlyMap<string, Choice> | undefined
}

/**
 * Runs on the kernel's generated program; undefined when a policy is neither weights nor a script, and no choice is given.
 * @throws KernelRefusal
 */
export function kernelPlayer(
	game: Game,
	names: Readonly<Record<string, string>>,
	seed: string,
	plies: boolean,
	{ decision, from, choices }: Fixed = {},
): RunPlayer | undefined {
	const program = programOf(game, names, choices)
	if (!program) return undefined
	const kernel = compileKernel(game)
	const { forms } = program
	const plan = decision ? (program.plan ?? noPlan(game)) : program.plan
	if (plan && decision) plan[decision.at] = cardOf(game, decision)
	const sampler = compileSampler(kernel, {
		forms,
		trace: plies,
		from,
		...(plan && { plan }),
		...(choices && { choices }),
	})
	const key = seedKey(seed)
	const first = from ? (from.round - 1) * kernel.slots.length + from.ply : 0
	let result = 0
	return {
		cells: sampler.cells,
		play: (run) => {
			result = sampler.run(key, run)
		},
		ending: () => endingOf(result),
		round: () => roundOf(result),
		moveAt(ply) {
			if (ply >= sampler.played() || ply < first) return null
			const { actor, deckOf, cards } = kernel.slots[ply % kernel.slots.length]!
			const card = sampler.trace![ply]! & 0xffff
			return card === NO_CARD ? `${actor}.${deckOf === null ? 'pass' : 'nothing'}` : cards[card]!.rule.id
		},
		plies(visit) {
			const { cells, trace, states } = sampler
			const slots = kernel.slots.length
			const played = sampler.played()
			for (let n = first; n < played; n++) {
				const slot = n % slots
				const ply = trace![n]!
				visit(1 + (n - slot) / slots, slot, ply & 0xffff, ply >>> 16, states!, n * cells.length)
			}
		},
	}
}

interface Program {
	readonly forms: ReadonlyMap<string, ReadonlyMap<string, WeightForm>>
	readonly plan: Int32Array | null
}

/** What the generated program needs to know of policies; undefined when one is neither weights nor a script nor among the choices. */
function programOf(
	game: Game,
	names: Readonly<Record<string, string>>,
	choices: Fixed['choices'],
): Program | undefined {
	const { slots } = game.rules
	const { players, scripts } = game.scenario
	const forms = new Map<string, ReadonlyMap<string, WeightForm>>()
	let plan: Int32Array | null = null
	for (const { id } of players) {
		if (choices?.has(id)) continue
		const name = names[id] ?? 'cards'
		const script = scripts.find((s) => `script:${s.id}` === name)
		const form = weightForms(game, id, script ? 'cards' : name)
		if (!form) return undefined
		forms.set(id, form)
		if (!script) continue
		plan ??= noPlan(game)
		for (let n = 0; n < plan.length; n++) {
			const step = script.steps[n]
			const slot = slots[n % slots.length]!
			if (step && slot.actor === id && step.player === id)
				plan[n] = slot.cards.findIndex((c) => c.card.id === step.move)
		}
	}
	return { forms, plan }
}

const noPlan = ({ rules, scenario }: Game): Int32Array<ArrayBuffer> =>
	new Int32Array(rules.slots.length * scenario.clock.rounds).fill(-1)

/** The card's index at its ply; of `nothing`, the number of the deck's cards; of `pass`, which is played only where nothing else is legal, -1. */
function cardOf({ rules }: Game, { at, move }: NonNullable<Fixed['decision']>): number {
	const { cards, deckOf } = rules.slots[at % rules.slots.length]!
	const index = cards.findIndex((c) => c.id === move)
	return index < 0 && deckOf !== null ? cards.length : index
}

/** Runs on the game itself, move by move. */
export function gamePlayer(game: Game, policies: Policies, seed: string): RunPlayer {
	const layout = layCells(game.rules)
	const cells = new Int32Array(layout.size)
	const at = new Int32Array(layout.size)
	const { slots } = game.rules
	const cardIndex = slots.map((slot) => new Map(slot.cards.map((c, n) => [c.id, n])))
	const outcomeIndex = new Map(
		slots.flatMap((slot) => slot.cards.flatMap((c) => c.outcomes.map((o, n) => [o.id, n] as const))),
	)
	const endings = new Map(game.scenario.endings.map((e, n) => [e.id, n]))
	let line: { readonly from: State; readonly card: number; readonly outcome: number; readonly to: State }[] = []
	let final = game.initialState()
	return {
		cells,
		play(run) {
			const luck = luckOf(seed, run)
			line = []
			let state = game.initialState()
			while (state.ending === null) {
				const from = state
				const move = drawMove(game, policies, state, luck)
				state = game.apply(state, move)
				let outcome = 0
				if (state.pending !== null) {
					const fallen = drawMove(game, policies, state, luck)
					outcome = outcomeIndex.get(fallen.id)!
					state = game.apply(state, fallen)
				}
				line.push({ from, card: cardIndex[from.ply]!.get(move.id) ?? NO_CARD, outcome, to: state })
			}
			final = state
			layout.write(state, cells)
		},
		ending: () => endings.get(final.ending!)!,
		round: () => final.round,
		moveAt(ply) {
			const played = line[ply]
			if (!played) return null
			const { actor, deckOf, cards: own } = slots[played.from.ply]!
			return own[played.card]?.id ?? `${actor}.${deckOf === null ? 'pass' : 'nothing'}`
		},
		plies(visit) {
			for (const { from, card, outcome, to } of line) {
				layout.write(to, at)
				visit(from.round, from.ply, card, outcome, at, 0)
			}
		},
	}
}
