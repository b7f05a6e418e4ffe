/**
 * A quantile of a sample, between its ordered values (definition 7 of Hyndman & Fan, American Statistician 50:361, 1996).
 * @param values one or more
 * @param share 0 to 1
 */
export function sampleQuantile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b)
	const at = share * (sorted.length - 1)
	const below = Math.floor(at)
	const low = sorted[below]!
	return below + 1 < sorted.length ? low + (at - below) * (sorted[below + 1]! - low) : low
}
