import { Environment } from '@marcbachmann/cel-js'

const cel = new Environment({ unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false })
for (const arity of [1, 2, 3, 4, 5, 6]) {
	const integers = Array(arity).fill('int').join(', ')
	cel.registerFunction(`min(${integers}): int`, (...of: bigint[]) => of.reduce((a, b) => (b < a ? b : a)))
	cel.registerFunction(`max(${integers}): int`, (...of: bigint[]) => of.reduce((a, b) => (b > a ? b : a)))
}
cel.registerFunction('clamp(int, int, int): int', (of: bigint, low: bigint, high: bigint) =>
	of > high ? (high < low ? low : high) : of < low ? low : of,
)
cel.registerFunction('abs(int): int', (of: bigint) => (of < 0n ? -of : of))
cel.registerFunction('anyIn(list, list): bool', (names: string[], states: string[]) =>
	names.some((name) => states.includes(name)),
)

const QUOTED = `"[^"]*"|'[^']*'`
const NAME = '[A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*)?'

/** Strings stand only in comparisons with regions, so the text alone shows where those are. */
function rewriteRegions(text: string): string {
	return text
		.replace(new RegExp(`(${NAME})\\s*==\\s*(${QUOTED})`, 'g'), '($2 in $1)')
		.replace(new RegExp(`(${NAME})\\s*!=\\s*(${QUOTED})`, 'g'), '(!($2 in $1))')
		.replace(new RegExp(`(${QUOTED})\\s*==\\s*(${NAME})`, 'g'), '($1 in $2)')
		.replace(new RegExp(`(${QUOTED})\\s*!=\\s*(${NAME})`, 'g'), '(!($1 in $2))')
		.replace(new RegExp(`(${NAME})\\s+in\\s+(\\[\\s*(?:${QUOTED})[^\\]]*\\])`, 'g'), 'anyIn($2, $1)')
}

const parsed = new Map<string, (context: object) => bigint | boolean>()

/** CEL's own evaluator. A region's value is the list of the states it is in, so a comparison with one becomes `in`. */
export function evaluateText(text: string, context: object): bigint | boolean {
	let parse = parsed.get(text)
	if (parse === undefined) {
		parse = cel.parse(rewriteRegions(text))
		parsed.set(text, parse)
	}
	return parse(context)
}
