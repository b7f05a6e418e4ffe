import { distance } from 'fastest-levenshtein'

/** The candidate nearest to `name`, when it is near enough to be a slip. */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
	let best: string | undefined
	let least = Math.max(2, Math.floor(name.length / 3)) + 1
	for (const candidate of candidates) {
		const d = distance(name.toLowerCase(), candidate.toLowerCase())
		if (d < least) {
			least = d
			best = candidate
		}
	}
	return best
}

/** `, did you mean "x"?` for the candidate nearest to `name` when it is near enough to be a slip, else nothing. */
export function closest(name: string, candidates: readonly string[]): string {
	const best = nearest(name, candidates)
	return best === undefined ? '' : `, did you mean "${best}"?`
}

/**
 * What follows an unknown name in a message: the nearest candidate, if one is near, and all there are.
 * @param label begins the sentence that names them: "policies are"
 */
export function choices(name: string, candidates: readonly string[], label = 'there are'): string {
	const slip = closest(name, candidates)
	const all = candidates.length === 0 ? 'there are none' : `${label} ${candidates.join(', ')}`
	return slip === '' ? `; ${all}` : `${slip} ${all[0]!.toUpperCase()}${all.slice(1)}`
}
