import type { RuleId } from '../rules.js'
import { BLANKS, blankName } from '../source/blanks.js'

interface Advice {
	readonly rule: RuleId
	readonly start: number
	readonly end: number
	readonly message: string
}

/** Slips that other languages teach, told from the text before it is parsed: the parser's own words would not help. */
const SLIPS: readonly {
	readonly pattern: RegExp
	readonly message: (found: string) => string
	readonly rule?: RuleId
}[] = [
	{ pattern: /[“”„‟«»‘’]/, message: (q) => `${q} is a typographic quote; write a straight one, "` },
	{
		pattern: /\/\/.*/,
		message: () => 'Everything behind "//" would be a comment, and there is no division',
		rule: 'expression-refused',
	},
	{ pattern: /#.*/, message: () => 'An expression has no comments; put it on a line of its own above the key' },
	{ pattern: /===|!==/, message: (op) => `Write ${op.slice(0, 2)} instead of ${op}` },
	{ pattern: /=>|=</, message: (op) => `Write ${op === '=>' ? '>=' : '<='} instead of ${op}` },
	{ pattern: /<>/, message: () => 'Write != instead of <>' },
	{
		pattern: /[≤≥≠×−–]/,
		message: (op) => `Write ${{ '≤': '<=', '≥': '>=', '≠': '!=', '×': '*' }[op] ?? '-'} instead of ${op}`,
	},
	{ pattern: /(?<![=!<>])=(?!=)/, message: () => 'One "=" sets a value, and nothing is set here; write == to compare' },
	{ pattern: /(?<!&)&(?!&)|&&&+/, message: () => 'Write && for "and"' },
	{ pattern: /(?<!\|)\|(?!\|)|\|\|\|+/, message: () => 'Write || for "or"' },
	{ pattern: /\*\*|\^/, message: (op) => `There is no power operator ${op}; multiply`, rule: 'expression-refused' },
	{
		pattern: /\+\+|\+=|-=/,
		message: (op) => `${op} changes a value, and nothing is changed here`,
		rule: 'expression-refused',
	},
	{ pattern: /(?<=[\w)\]"'] +)(?:and|AND)(?= )/, message: () => 'Write && for "and"' },
	{ pattern: /(?<=[\w)\]"'] +)(?:or|OR)(?= )/, message: () => 'Write || for "or"' },
	{ pattern: /(?:^|(?<=[(&|?:!]\s*))(?:not|NOT)(?=[ (])/, message: () => 'Write ! for "not"' },
	{
		pattern: /\d\s*%(?!\s*[\w(])/,
		message: () => 'There are no percents here: a chance is a whole number out of a base, such as "of: 100"',
		rule: 'expression-refused',
	},
	{
		pattern: /(?<![\w.])0(?:\d+|[xX][\da-fA-F]+)\b/,
		message: (number) => `${number} does not mean what it seems to; write ${Number(number)}`,
	},
	{
		pattern: BLANKS,
		message: (char) => `${blankName(char)} stands here, which looks like a space and is none; type a space`,
	},
	{ pattern: /;/, message: () => 'An expression has no ";"' },
]

/** The text with other characters in place of what stands in quotes, so that every place stays what it is. */
export const withoutQuoted = (text: string): string =>
	text.replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, (quoted) => `${'"'.padEnd(quoted.length - 1, '_')}"`)

/** The first slip in the text outside quotes, if there is one. */
export function syntaxAdvice(text: string): Advice | undefined {
	const bare = withoutQuoted(text)
	let first: Advice | undefined
	for (const { pattern, message, rule } of SLIPS) {
		const match = pattern.exec(bare)
		if (match && (!first || match.index < first.start))
			first = {
				rule: rule ?? 'expression-syntax',
				start: match.index,
				end: match.index + match[0].length,
				message: message(match[0]),
			}
	}
	return first
}
