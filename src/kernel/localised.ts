/**
 * A function's body with the cells that it touches in locals: each read once at the beginning, those it assigns
 * written back at the end. Typed arrays are read and checked anew at every mention otherwise.
 *
 * @param body statements over `s[n]`, without `return`
 * @param result statements that follow once all is written; they may return, and assign nothing
 */
export function localised(body: string, result = ''): string {
	const touched = new Set<number>()
	for (const [, cell] of `${body}${result}`.matchAll(/\bs\[(\d+)\]/g)) touched.add(Number(cell))
	const assigned = new Set<number>()
	for (const [, cell] of body.matchAll(/\bs\[(\d+)\]=(?!=)/g)) assigned.add(Number(cell))
	const locals = (text: string): string => text.replaceAll(/\bs\[(\d+)\]/g, 'v$1')
	const reads = [...touched].map((n) => `${assigned.has(n) ? 'let' : 'const'} v${n}=s[${n}];`).join('')
	const writes = [...assigned].map((n) => `s[${n}]=v${n};`).join('')
	return reads + locals(body) + writes + locals(result)
}
