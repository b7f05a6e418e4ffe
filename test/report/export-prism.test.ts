import { describe, expect, it } from 'vitest'
import { enumerate } from '../../src/analysis/enumerate.js'
import { namedChain, openGraph } from '../../src/analysis/named-chain.js'
import { createGame } from '../../src/game/create-game.js'
import { policiesOf } from '../../src/game/draw.js'
import { certain, sweepForwards } from '../../src/kernel/sweep.js'
import { exportPrism, type PrismFiles, PrismTooBig } from '../../src/report/exports/export-prism.js'
import { DEEP, drawPolicies, drawSettings, generated } from '../kernel/generated-games.js'
import { scenarioOf, shipped } from '../scenarios.js'
import { atLeastThree, TWO_COINS } from '../small-scenario.js'

interface ReadChain {
	readonly rows: readonly (readonly (readonly [number, number])[])[]
	readonly labels: ReadonlyMap<string, ReadonlySet<number>>
	readonly states: readonly (readonly number[])[]
	readonly names: readonly string[]
}

/** Reads explicit files as PRISM's manual describes them; knows nothing of scenarios. */
function read({ tra, sta, lab }: PrismFiles): ReadChain {
	const [head, ...lines] = tra.trimEnd().split('\n')
	const [size, count] = head!.split(' ').map(Number) as [number, number]
	expect(lines.length).toBe(count)
	const rows: [number, number][][] = Array.from({ length: size }, () => [])
	for (const line of lines) {
		const [from, to, p] = line.split(' ').map(Number) as [number, number, number]
		if (!(p > 0)) throw new Error(`a transition of probability ${p}`)
		rows[from]!.push([to, p])
	}
	const [names, ...values] = sta.trimEnd().split('\n')
	expect(values.length).toBe(size)
	const states = values.map((line, n) => {
		const [, number, list] = /^(\d+):\((.*)\)$/.exec(line)!
		if (Number(number) !== n) throw new Error(`state ${n} stands as ${number}`)
		return list!.split(',').map(Number)
	})
	const [declared, ...labelled] = lab.trimEnd().split('\n')
	const index = new Map([...declared!.matchAll(/(\d+)="(\w+)"/g)].map((m) => [m[1]!, m[2]!]))
	const labels = new Map([...index.values()].map((name) => [name, new Set<number>()]))
	for (const line of labelled) {
		const [state, ids] = line.split(': ')
		for (const id of ids!.split(' ')) labels.get(index.get(id)!)!.add(Number(state))
	}
	return { rows, labels, states, names: names!.slice(1, -1).split(',') }
}

/** P=? [ F<=steps label ]: backwards from the label, as the definition has it. */
function eventually({ rows, labels }: ReadChain, label: string, steps: number): number {
	const goal = labels.get(label)!
	const first = Int32Array.from([0, ...rows.map((r) => r.length)])
	for (let n = 1; n < first.length; n++) first[n]! += first[n - 1]!
	const to = Int32Array.from(rows.flatMap((row) => row.map((r) => r[0])))
	const q = Float64Array.from(rows.flatMap((row) => row.map((r) => r[1])))
	let p = Float64Array.from(rows, (_, n) => (goal.has(n) ? 1 : 0))
	for (let k = 0; k < steps; k++) {
		const before = new Float64Array(rows.length)
		for (let n = 0; n < before.length; n++)
			if (goal.has(n)) before[n] = 1
			else for (let e = first[n]!; e < first[n + 1]!; e++) before[n]! += q[e]! * p[to[e]!]!
		p = before
	}
	return p[[...labels.get('init')!][0]!]!
}

describe('explicit files for PRISM', () => {
	it.each(['round', 'ply'] as const)('hold odds that can be worked out on paper, a step a %s', (step) => {
		const game = createGame(scenarioOf(TWO_COINS))
		const chain = read(exportPrism(namedChain(openGraph(game)), { step }))
		const hot = atLeastThree([3 / 4, 3 / 4, 1 / 4, 3 / 4, 3 / 4, 1 / 4])
		const steps = step === 'round' ? 2 : 6
		expect(eventually(chain, 'hot', steps)).toBeCloseTo(hot, 12)
		expect(eventually(chain, 'calm', steps)).toBe(0)
		expect(eventually(chain, 'calm', steps + 1)).toBeCloseTo(1 - hot, 12)
	})
	it.each([
		['round', {}],
		['round', { iran: 'hawk', pakistan: 'tit-for-tat' }],
		['ply', { pakistan: 'cautious' }],
		['round', { iran: 'script:record' }],
	] as const)('hold the odds of two-blows by round (a step a %s, %o)', (step, policies) => {
		const scenario = shipped('two-blows')
		const game = createGame(scenario)
		const swept = namedChain(openGraph(game), policies)
		const odds = sweepForwards(swept, certain(swept, 1, 0, 0))
		const files = exportPrism(swept, { step })
		const chain = read(files)
		const { rounds } = scenario.clock
		let worst = 0
		const each = step === 'round' ? 1 : scenario.order.length
		for (const [n, { id, atEnd }] of scenario.endings.entries()) {
			const label = id.replaceAll('-', '_')
			let so = 0
			for (const [r, byEnding] of odds.entries()) {
				const round = r + 1
				so += byEnding[n]!
				if (!atEnd && (round === 2 || round === 4))
					expect(Math.abs(eventually(chain, label, round * each) - so)).toBeLessThan(1e-12)
			}
			const last = rounds * each + (atEnd ? 1 : 0)
			expect(Math.abs(eventually(chain, label, last) - so)).toBeLessThan(1e-12)
			expect(files.props).toContain(`P=? [ F<=${last} "${label}" ];`)
		}
		for (const row of chain.rows) worst = Math.max(worst, Math.abs(row.reduce((sum, [, q]) => sum + q, -1)))
		expect(worst).toBeLessThan(1e-12)
		for (const [n, row] of chain.rows.entries())
			if (row.length === 1 && row[0]![0] === n) expect([...chain.labels.values()].some((s) => s.has(n))).toBe(true)
		expect(new Set(chain.states.map(String)).size).toBe(chain.states.length)
		expect(chain.names).toContain('iran_envoy')
		for (const name of [...chain.names, ...chain.labels.keys()]) expect(name).toMatch(/^[A-Za-z_]\w*$/)
	})
	it('hold the odds that the plain enumeration gives of generated games', () => {
		for (const { scenario, number, random } of generated(DEEP ? 200 : 25, 55)) {
			const game = createGame(scenario, drawSettings(scenario, random))
			const policies = drawPolicies(game, random)
			const step = number % 2 === 0 ? 'round' : 'ply'
			const chain = read(exportPrism(namedChain(openGraph(game), policies), { step }))
			const odds = enumerate(game, policiesOf(game, policies))
			const steps = scenario.clock.rounds * (step === 'round' ? 1 : scenario.order.length)
			for (const { id, atEnd } of scenario.endings) {
				const own = eventually(chain, id.replaceAll('-', '_'), steps + (atEnd ? 1 : 0))
				expect(Math.abs(own - odds.endings[id]!), `scenario ${number}, ${id}`).toBeLessThan(1e-12)
			}
		}
	})
	it('have names of their own, whatever the scenario calls things', () => {
		const text = TWO_COINS.replace(/scripts:[\s\S]*/, '')
			.replaceAll('hot:', 'init:')
			.replaceAll('calm:', 'deadlock:')
			.replaceAll('heat', 'clock')
			.replace(
				'variables:\n',
				'variables:\n  ply: { range: [0, 1], start: 0 }\n  ann_mood: { range: [0, 1], start: 0 }\n',
			)
			.replace('decks:', 'chart: { mood: { per: player, initial: fine, states: { fine: } } }\ndecks:')
		const chain = read(exportPrism(namedChain(openGraph(createGame(scenarioOf(text)))), { step: 'round' }))
		const hot = atLeastThree([3 / 4, 3 / 4, 1 / 4, 3 / 4, 3 / 4, 1 / 4])
		expect([...chain.labels.keys()]).toEqual(['init', 'deadlock', 'init_', 'deadlock_'])
		expect(eventually(chain, 'init_', 2)).toBeCloseTo(hot, 12)
		expect(eventually(chain, 'deadlock_', 3)).toBeCloseTo(1 - hot, 12)
		expect(chain.names).toEqual(['round', 'ply', 'ply_', 'ann_mood', 'clock_', 'ann_mood_', 'bob_mood', 'ending'])
	})
	it('are refused when there is too much of them', () => {
		const chain = namedChain(openGraph(createGame(shipped('two-blows'))))
		expect(() => exportPrism(chain, { step: 'round', transitions: 1000 })).toThrow(PrismTooBig)
	})
})
