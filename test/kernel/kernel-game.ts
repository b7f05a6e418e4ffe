import type { Game, State } from '../../src/game/game.js'
import { NOTHING, PASS } from '../../src/game/legality.js'
import { formNodePolicy } from '../../src/kernel/chain.js'
import { compileKernel, type Kernel } from '../../src/kernel/compile.js'

/** The kernel's functions walked one move at a time, over plain states: what is held against the other engines. */
export interface KernelGame {
	readonly kernel: Kernel
	initial(): State
	/** Ids of the legal moves. */
	legal(state: State): string[]
	/** Weights beside `legal`; a player's by the named policy, all zero as they are. */
	weights(state: State, policy?: string): number[]
	/** Does not ask whether the move is legal. */
	apply(state: State, id: string): State
}

export function kernelGame(game: Game): KernelGame {
	const kernel = compileKernel(game)
	const { cells, slots } = kernel
	const { rounds } = game.scenario.clock
	const endings = game.scenario.endings.map((e) => e.id)
	const policies = new Map<string, ReturnType<typeof formNodePolicy>>()
	const s = new Int32Array(cells.size)

	const cardOf = (state: State, id: string) => slots[state.ply]!.cards.find((c) => c.rule.id === id)
	const allowed = (state: State): number[] => {
		cells.write(state, s)
		return slots[state.ply]!.cards.flatMap((c, n) => (c.allowed(s) === 1 ? [n] : []))
	}
	const policyOf = (player: string, name: string) => {
		const key = `${player} ${name}`
		if (!policies.has(key)) policies.set(key, formNodePolicy(kernel, player, name))
		return policies.get(key)!
	}
	/** Steps 6 to 8 on the cells. */
	const settled = (state: State): State => {
		const lastPly = state.ply === slots.length - 1
		slots[state.ply]!.settle(s)
		const ending = lastPly && state.round === rounds ? kernel.endedLast(s) : kernel.ended(s)
		const after = { ...cells.read(s, state.ply), round: state.round }
		if (ending > 0) return { ...after, ending: endings[ending - 1]! }
		return { ...after, ply: lastPly ? 0 : state.ply + 1, round: state.round + (lastPly ? 1 : 0) }
	}

	return {
		kernel,
		initial: () => cells.read(kernel.start, 0),
		legal(state) {
			if (state.ending !== null) return []
			if (state.pending !== null) return cardOf(state, state.pending)!.outcomes.map((o) => o.rule.id)
			const { actor, deckOf, cards } = slots[state.ply]!
			const ids = allowed(state).map((c) => cards[c]!.rule.id)
			if (deckOf !== null) return [...ids, `${actor}.${NOTHING}`]
			return ids.length === 0 ? [`${actor}.${PASS}`] : ids
		},
		weights(state, policy = 'cards') {
			const { actor, deckOf, cards } = slots[state.ply]!
			if (state.pending !== null) {
				const card = cardOf(state, state.pending)!
				cells.write(state, s)
				const chances = card.outcomes.map((o) => o.chance?.(s) ?? null)
				const sum = chances.reduce<number>((total, c) => total + (c ?? 0), 0)
				return chances.map((c) => c ?? card.rule.card.of! - sum)
			}
			const legal = allowed(state)
			if (deckOf !== null) {
				const own = legal.map((c) => cards[c]!.weight(s))
				return [...own, own.reduce((left, w) => left - w, deckOf)]
			}
			if (legal.length === 0) return [1]
			const into = new Float64Array(legal.length)
			policyOf(actor, policy).weigh(s, state.ply, -1, state.round, legal, into)
			return [...into]
		},
		apply(state, id) {
			cells.write(state, s)
			if (state.pending !== null) {
				cardOf(state, state.pending)!
					.outcomes.find((o) => o.rule.id === id)!
					.land(s)
				return settled(state)
			}
			const card = cardOf(state, id)
			card?.play(s)
			if (!card || card.outcomes.length === 0) return settled(state)
			return { ...cells.read(s, state.ply), round: state.round, pending: id }
		},
	}
}
