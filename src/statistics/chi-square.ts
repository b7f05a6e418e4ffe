import { compiled, igamc } from 'cephes'

await compiled

export interface ChiSquare {
	readonly statistic: number
	/** Cells after pooling, less one. */
	readonly degrees: number
	/** Probability of a statistic as large as this or larger; 1 when pooling leaves a single cell. */
	readonly p: number
}

/** Cells that expect fewer are thrown together (Cochran, Annals of Mathematical Statistics 23:315, 1952). */
const LEAST_EXPECTED = 5

/**
 * Pearson's test that counts come from these probabilities. Cells that expect fewer than 5 are pooled, smallest
 * first, until none does. A count in a cell of probability 0 rejects outright: p is 0.
 *
 * @param counts whole numbers, 0 or more
 * @param probabilities one per count; their sum is 1
 * @throws RangeError
 */
export function chiSquare(counts: readonly number[], probabilities: readonly number[]): ChiSquare {
	const sum = probabilities.reduce((a, b) => a + b, 0)
	if (counts.length !== probabilities.length || Math.abs(sum - 1) > 1e-9)
		throw new RangeError(`${counts.length} counts want as many probabilities that sum to 1, got ${sum}`)
	const runs = counts.reduce((a, b) => a + b, 0)
	if (counts.some((count, n) => count > 0 && probabilities[n] === 0))
		return { statistic: Number.POSITIVE_INFINITY, degrees: counts.length - 1, p: 0 }
	const cells = pooled(counts.map((count, n) => ({ count, expected: runs * probabilities[n]! })))
	const statistic = cells.reduce((total, c) => total + (c.count - c.expected) ** 2 / c.expected, 0)
	const degrees = cells.length - 1
	return { statistic, degrees, p: degrees < 1 ? 1 : igamc(degrees / 2, statistic / 2) }
}

interface Cell {
	readonly count: number
	readonly expected: number
}

function pooled(cells: readonly Cell[]): Cell[] {
	const left = cells.filter((c) => c.expected > 0).sort((a, b) => a.expected - b.expected)
	while (left.length > 1 && left[0]!.expected < LEAST_EXPECTED) {
		const [least, next] = left.splice(0, 2) as [Cell, Cell]
		const both = { count: least.count + next.count, expected: least.expected + next.expected }
		const at = left.findIndex((c) => c.expected >= both.expected)
		left.splice(at < 0 ? left.length : at, 0, both)
	}
	return left
}
