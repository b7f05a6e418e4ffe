import { distance } from 'fastest-levenshtein'

/** `, did you mean "x"?` for the candidate nearest to `name` when it is near enough to be a slip, else nothing. */
export function closest(name: string, candidates: readonly string[]): string {
	let best = ''
	let least = Math.max(2, Math.floor(name.length / 3)) + 1
	for (const candidate of candidates) {
		const d = distance(name.toLowerCase(), candidate.toLowerCase())
		if (d < least) {
			least = d
			best = candidate
		}
	}
	return best === '' ? '' : `, did you mean "${best}"?`
}
