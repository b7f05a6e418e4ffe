import type { Scenario } from '../scenario/scenario.js'
import { type Cell, evened, percentCell } from './number-cell.js'
import { percent, plainPercent } from './percent.js'
import { headedTable, textTable } from './text-table.js'

/** A sweep's results, as its JSON gives them. */
export interface Sweep {
	readonly design: string
	readonly kind: 'exact' | 'sampled'
	/** Of each point; null when exact. */
	readonly runs: number | null
	readonly confidence: number
	readonly factors: readonly { readonly name: string; readonly levels: readonly (number | string)[] }[]
	readonly points: readonly {
		readonly values: Readonly<Record<string, number | string>>
		/** In file order. */
		readonly endings: readonly {
			readonly id: string
			readonly probability: number
			readonly count?: number
			readonly low?: number
			readonly high?: number
		}[]
	}[]
	readonly sensitivity:
		| readonly {
				readonly ending: string
				readonly factors: readonly {
					readonly name: string
					readonly first: number
					readonly firstLow: number
					readonly firstHigh: number
					readonly total: number
					readonly totalLow: number
					readonly totalHigh: number
				}[]
		  }[]
		| null
}

const POLICY = 'policy.'

/** What stands for a policy that a sweep varies. */
export const VARIED = 'varied'

/** Every player's policy, `varied` for those whose policy is a factor: a point's values say which one it is there. */
export const sweptPolicies = (
	policies: Readonly<Record<string, string>>,
	factors: readonly { readonly name: string }[],
): Readonly<Record<string, string>> => ({
	...policies,
	...Object.fromEntries(
		factors.filter((f) => f.name.startsWith(POLICY)).map((f) => [f.name.slice(POLICY.length), VARIED]),
	),
})

/** Points beyond which the table gives way to a summary. */
const MOST_ROWS = 60

/** @param shown id of the ending that the chart shows */
export function sweepText(scenario: Scenario, sweep: Sweep, shown: string, width?: number): string {
	const { points, kind, runs, confidence, sensitivity } = sweep
	const said =
		kind === 'exact'
			? `${points.length} points, exact`
			: `${points.length} points of ${runs!.toLocaleString('en')} runs, the same luck at each; sampled, to ± ${percent(widest(sweep))} at ${plainPercent(confidence)} (Wilson's score)`
	return [
		points.length <= MOST_ROWS ? pointsTable(scenario, sweep, width) : summaryTable(scenario, sweep),
		chart(scenario, sweep, shown),
		...(sensitivity ? [sensitivityText(scenario, sensitivity, confidence)] : []),
		said,
	]
		.filter((part) => part !== '')
		.join('\n\n')
}

/** The ending whose probability differs most between points: what a chart is best drawn of. */
export function mostMoved({
	points,
}: {
	readonly points: readonly {
		readonly endings: readonly { readonly id: string; readonly probability: number }[]
	}[]
}): string {
	const spread = (n: number): number => {
		const all = points.map((p) => p.endings[n]!.probability)
		return all.reduce((a, b) => Math.max(a, b), 0) - all.reduce((a, b) => Math.min(a, b), 1)
	}
	const { endings } = points[0]!
	return endings.reduce((best, e, n) => (spread(n) > best.spread ? { id: e.id, spread: spread(n) } : best), {
		id: endings[0]!.id,
		spread: -1,
	}).id
}

const titleOf = (scenario: Scenario, id: string): string => scenario.endings.find((e) => e.id === id)!.title

function pointsTable(scenario: Scenario, { factors, points }: Sweep, width?: number): string {
	const head = [...factors.map((f) => f.name), ...scenario.endings.map((e) => e.title)]
	const rows = points.map((p) => [
		...factors.map((f) => String(p.values[f.name])),
		...p.endings.map((e) => percentCell(e.probability)),
	])
	return headedTable(
		evened([head, ...rows]),
		head.map((_, n) => n).filter((n) => n >= factors.length || typeof points[0]!.values[head[n]!] === 'number'),
		width,
	)
}

function summaryTable(scenario: Scenario, { points }: Sweep): string {
	const rows = scenario.endings.map((ending, n) => {
		const all = points.map((p) => p.endings[n]!.probability).sort((a, b) => a - b)
		const at = (share: number): Cell => percentCell(all[Math.round(share * (all.length - 1))]!)
		return [ending.title, at(0), at(0.25), at(0.5), at(0.75), at(1)]
	})
	return textTable(
		evened([['ending', 'least', 'quarter', 'middle', 'three quarters', 'most'], ...rows]),
		[1, 2, 3, 4, 5],
	)
}

const SHADES = ['·', '░', '▒', '▓', '█'] as const
const BAR = 40

/** A bar for each level of one factor, or a map of two; nothing for other designs. */
function chart(scenario: Scenario, sweep: Sweep, shown: string): string {
	const { design, factors, points } = sweep
	if (design !== 'grid' || factors.length > 2 || factors.length === 0) return ''
	const probability = (at: number): number => points[at]!.endings.find((e) => e.id === shown)!.probability
	const [first, second] = factors
	const title = `${titleOf(scenario, shown)}, by ${factors.map((f) => f.name).join(' (down) and ')}${second ? ' (across)' : ''}`
	if (first!.levels.length > MOST_ROWS || (second?.levels.length ?? 0) > MOST_ROWS) return ''
	if (!second) {
		const rows = first!.levels.map((level, n) => {
			const share = probability(n)
			return [String(level), percentCell(share), '█'.repeat(Math.round(share * BAR)) || '▏']
		})
		return `${title}\n${textTable(evened(rows), [0, 1])}`
	}
	const all = points.map((_, n) => probability(n))
	const [low, high] = [all.reduce((a, b) => Math.min(a, b)), all.reduce((a, b) => Math.max(a, b))]
	const shade = (share: number): string =>
		SHADES[high === low ? 0 : Math.min(SHADES.length - 1, Math.floor(((share - low) / (high - low)) * SHADES.length))]!
	const rows = first!.levels.map((level, row) => [
		String(level),
		...second.levels.map((_, column) => {
			const share = probability(row * second.levels.length + column)
			return `${shade(share).repeat(2)} ${(share * 100).toFixed(1)}`
		}),
	])
	const table = textTable(
		[['', ...second.levels.map(String)], ...rows],
		Array.from({ length: second.levels.length + 1 }, (_, n) => n),
	)
	return `${title}, in %\n${table}\n${SHADES[0]} is ${percent(low)}, ${SHADES.at(-1)} is ${percent(high)}`
}

function sensitivityText(
	scenario: Scenario,
	sensitivity: NonNullable<Sweep['sensitivity']>,
	confidence: number,
): string {
	const share = (value: number, low: number, high: number): string =>
		`${value.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`
	const tables = sensitivity.map(({ ending, factors }) => {
		const sorted = [...factors].sort((a, b) => b.total - a.total)
		const rows = sorted.map((f) => [
			f.name,
			share(f.first, f.firstLow, f.firstHigh),
			share(f.total, f.totalLow, f.totalHigh),
		])
		return textTable([[titleOf(scenario, ending), 'alone', 'with others'], ...rows])
	})
	return [
		`shares of the variance that each factor explains: alone (Sobol’s first order) and with others (total), bootstrap ${plainPercent(confidence)} intervals`,
		...tables,
	].join('\n\n')
}

const widest = ({ points }: Sweep): number =>
	points.reduce((most, p) => p.endings.reduce((m, e) => Math.max(m, ((e.high ?? 0) - (e.low ?? 0)) / 2), most), 0)
