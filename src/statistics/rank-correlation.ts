/**
 * Spearman's rank correlation (American Journal of Psychology 15:72, 1904): Pearson's of the ranks, tied values
 * sharing their mean rank. 0 when either side never varies.
 * @param a,b of one length, 2 or more
 * @throws RangeError
 */
export function rankCorrelation(a: readonly number[], b: readonly number[]): number {
	if (a.length !== b.length || a.length < 2)
		throw new RangeError(`ranks are compared of two lists of one length, 2 or more; got ${a.length} and ${b.length}`)
	const x = ranks(a)
	const y = ranks(b)
	const middle = (a.length + 1) / 2
	let both = 0
	let own = 0
	let other = 0
	for (let n = 0; n < x.length; n++) {
		const dx = x[n]! - middle
		const dy = y[n]! - middle
		both += dx * dy
		own += dx * dx
		other += dy * dy
	}
	return own === 0 || other === 0 ? 0 : both / Math.sqrt(own * other)
}

/** From 1; equal values have the mean of their ranks. */
function ranks(values: readonly number[]): Float64Array {
	const order = values.map((_, n) => n).sort((i, j) => values[i]! - values[j]!)
	const result = new Float64Array(values.length)
	for (let from = 0; from < order.length; ) {
		let to = from + 1
		while (to < order.length && values[order[to]!] === values[order[from]!]) to++
		for (let n = from; n < to; n++) result[order[n]!] = (from + to + 1) / 2
		from = to
	}
	return result
}
