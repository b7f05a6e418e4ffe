import { percent } from './percent.js'

/** In what share of the draws a sign holds. */
export const signShare = (share: number): string => `${Number.parseFloat(percent(share))} %`

/**
 * The head of a table's column, then a cell for each ending: in what share of the draws its difference keeps its sign.
 * All are empty lists when nothing has one, since there is nothing to say then.
 */
export function signColumn(endings: readonly { readonly sign: number | null }[]): string[][] {
	if (endings.every((e) => e.sign === null)) return [[], ...endings.map(() => [])]
	return [['sign holds in'], ...endings.map((e) => [e.sign === null ? 'has none' : signShare(e.sign)])]
}
