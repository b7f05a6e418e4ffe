import type { State } from '../../game/game.js'
import type { Kernel, KernelCard } from '../../kernel/compile.js'
import type { StateNode } from '../../scenario/scenario.js'
import type { SampledPlay } from '../sampled-play.js'
import type { RateKind } from './published-rates.js'

/** Tags by which cards say which of their events is which; the last three may stand on states too, for their being entered. */
export const RATE_TAGS = ['force', 'mediation-offer', 'mediation-accept', 'thaw'] as const
type RateTag = (typeof RATE_TAGS)[number]

/** War is the ending called `war`, or one whose name ends in `-war`. */
export const isWar = (ending: string): boolean => ending === 'war' || ending.endsWith('-war')

/** A count over runs. */
export interface OwnRate {
	readonly count: number
	readonly of: number
	/** Of those that did not come: runs cut off at the last round before the time was up. */
	readonly cutOff: number
}

/** When, in rounds from the start, each thing first happened in a run; null: never. */
interface RunEvents {
	force: { by: string; at: number } | null
	answer: number | null
	again: number | null
	offer: number | null
	accept: number | null
	thaw: number | null
	war: boolean
	/** When the run ended, and whether only because the rounds were over. */
	end: number
	cutOff: boolean
}

/** Plays runs and keeps what the rates are counted from. */
export class OwnRates {
	readonly #runs: RunEvents[] = []
	readonly #tags: ReadonlySet<string>
	readonly #wars: boolean

	constructor(play: SampledPlay, from: State, { seed, runs }: { seed: string; runs: number }) {
		const { kernel } = play
		const { scenario } = kernel.game
		this.#tags = new Set([
			...scenario.moves.flatMap((m) => m.tags),
			...scenario.decks.flatMap((d) => d.cards.flatMap((c) => c.tags)),
			...scenario.chart.flatMap((r) => r.states.flatMap(tagsOf)),
		])
		this.#wars = scenario.endings.some((e) => isWar(e.id))
		const entered = enteredTags(kernel)
		const plies = kernel.slots.length
		let run: RunEvents = nothing()
		play.endings(from, seed, runs, {
			ply: (round, ply, card, cells) => {
				const at = round - 1 + (ply + 1) / plies
				this.#note(run, at, card, kernel.slots[ply]!.deckOf === null ? kernel.slots[ply]!.actor : null)
				for (const [tag, holds] of entered) if (holds(cells)) this.#come(run, tag, at)
				run.end = at
			},
			end: (_cells, ending) => {
				run.war = isWar(scenario.endings[ending]!.id)
				run.cutOff = scenario.endings[ending]!.atEnd
				this.#runs.push(run)
				run = nothing()
			},
		})
	}

	/**
	 * @param rounds after the event that it is counted from; null: to the end of the game
	 * @returns undefined when the scenario tags no such event
	 */
	rate(kind: RateKind, rounds: number | null): OwnRate | undefined {
		const needs = NEEDS[kind]
		if (!needs.tags.every((tag) => this.#tags.has(tag)) || (needs.war && !this.#wars)) return undefined
		let count = 0
		let of = 0
		let cutOff = 0
		for (const run of this.#runs) {
			const counted = needs.of(run)
			if (counted === null) continue
			of++
			const came = needs.came(run)
			const until = rounds === null ? Number.POSITIVE_INFINITY : counted + rounds
			if (came !== null && came <= until + 1e-9) count++
			else if (run.cutOff && run.end < until) cutOff++
		}
		return { count, of, cutOff }
	}

	#note(run: RunEvents, at: number, card: KernelCard | null, player: string | null): void {
		if (!card) return
		const { tags } = card.rule.card
		for (const tag of RATE_TAGS) if (tag !== 'force' && tags.includes(tag)) this.#come(run, tag, at)
		if (player === null || !tags.includes('force')) return
		if (!run.force) run.force = { by: player, at }
		else if (player !== run.force.by) run.answer ??= at
		else if (run.answer !== null) run.again ??= at
	}

	#come(run: RunEvents, tag: RateTag, at: number): void {
		if (tag === 'mediation-offer') run.offer ??= at
		else if (tag === 'mediation-accept') run.accept ??= at
		else if (tag === 'thaw') run.thaw ??= at
	}
}

const nothing = (): RunEvents => ({
	force: null,
	answer: null,
	again: null,
	offer: null,
	accept: null,
	thaw: null,
	war: false,
	end: 0,
	cutOff: false,
})

interface Needs {
	readonly tags: readonly RateTag[]
	readonly war?: true
	/** When the clock of the rate starts, null when the run does not count. */
	of(run: RunEvents): number | null
	/** When it came. */
	came(run: RunEvents): number | null
}

const force = (run: RunEvents): number | null => run.force?.at ?? null
const war = (run: RunEvents): number | null => (run.war ? run.end : null)
/** Only what comes after the first blow belongs to the crisis. */
const after = (at: number | null, run: RunEvents): number | null =>
	at !== null && run.force && at >= run.force.at ? at : null
const mediated = (run: RunEvents): boolean => after(run.accept, run) !== null

const NEEDS: Readonly<Record<RateKind, Needs>> = {
	'answered-with-force': { tags: ['force'], of: force, came: (r) => r.answer },
	'struck-again': { tags: ['force'], of: (r) => r.answer, came: (r) => r.again },
	'mediation-offered': { tags: ['force', 'mediation-offer'], of: force, came: (r) => after(r.offer, r) },
	'mediation-accepted': { tags: ['force', 'mediation-accept'], of: force, came: (r) => after(r.accept, r) },
	'offer-accepted': {
		tags: ['force', 'mediation-offer', 'mediation-accept'],
		of: (r) => after(r.offer, r),
		came: (r) => after(r.accept, r),
	},
	'war-after-answer': { tags: ['force'], war: true, of: (r) => r.answer, came: war },
	'war-after-force': { tags: ['force'], war: true, of: force, came: war },
	agreement: { tags: ['force', 'thaw'], of: force, came: (r) => after(r.thaw, r) },
	'agreement-mediated': {
		tags: ['force', 'thaw', 'mediation-accept'],
		of: (r) => (mediated(r) ? force(r) : null),
		came: (r) => after(r.thaw, r),
	},
	'agreement-unmediated': {
		tags: ['force', 'thaw', 'mediation-accept'],
		of: (r) => (mediated(r) ? null : force(r)),
		came: (r) => after(r.thaw, r),
	},
	'war-mediated': {
		tags: ['force', 'mediation-accept'],
		war: true,
		of: (r) => (mediated(r) ? force(r) : null),
		came: war,
	},
	'war-unmediated': {
		tags: ['force', 'mediation-accept'],
		war: true,
		of: (r) => (mediated(r) ? null : force(r)),
		came: war,
	},
}

const tagsOf = (node: StateNode): string[] => [...node.tags, ...node.states.flatMap(tagsOf)]

/** For each tag that states carry: whether a region stands in one. */
function enteredTags(kernel: Kernel): [RateTag, (cells: Int32Array) => boolean][] {
	const { regions } = kernel.game.rules.layout
	return RATE_TAGS.filter((tag) => tag !== 'force').flatMap((tag): [RateTag, (cells: Int32Array) => boolean][] => {
		const places = regions.flatMap((region) => {
			const leaves = [...region.states.values()].filter((s) => s.node.tags.includes(tag)).flatMap((s) => s.leaves)
			const cell = kernel.cells.region.get(region.key)!
			return leaves.map((leaf) => ({ cell, leaf: region.leaves.indexOf(leaf) }))
		})
		if (places.length === 0) return []
		return [[tag, (cells) => places.some(({ cell, leaf }) => cells[cell] === leaf)]]
	})
}
