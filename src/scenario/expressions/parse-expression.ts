import { type ASTNode, Environment, type ParseError } from '@marcbachmann/cel-js'
import type { Expression } from '../expression.js'
import type { Findings } from '../findings.js'
import { celEnvironment, LIMITS } from './cel-environment.js'
import { Converter } from './convert.js'
import type { Names, PlacedText, Scope } from './scope.js'
import { syntaxAdvice, withoutQuoted } from './syntax-advice.js'

const LONGEST = 4000
const parser = new Environment({ limits: LIMITS })
const checkers = new WeakMap<Names, Map<boolean, Environment>>()

/**
 * Reads one expression: parsed by the library, every name resolved and every operator held to what a finite game
 * may use, then type-checked by the library as well. Reports all it finds, with places in the file.
 *
 * @returns `null` when something was reported, or when a name's own declaration is broken
 */
export function parseExpression(
	source: PlacedText,
	wanted: 'integer' | 'boolean',
	scope: Scope,
	findings: Findings,
): Expression | null {
	const { text } = source
	const at = source.place(0, text.length)
	if (text.trim() === '') {
		findings.error('expression-syntax', source.at, 'An expression is expected here, and there is nothing')
		return null
	}
	if (text.length > LONGEST) {
		findings.error('too-big', source.at, `An expression of ${text.length} characters; at most ${LONGEST} are read`)
		return null
	}
	const early = syntaxAdvice(text)
	if (early) {
		findings.error(early.rule, source.place(early.start, early.end), early.message)
		return null
	}
	if (hyphenated(source, scope, findings)) return null
	let ast: ASTNode
	try {
		ast = parser.parse(text).ast
	} catch (error) {
		reportSyntax(error, source, findings)
		return null
	}
	const before = findings.errors
	const tree = new Converter(source, scope, findings).convert(ast, wanted)
	if (!tree || findings.errors > before) return null
	const checked = checkerFor(scope).check(text)
	const expected = wanted === 'integer' ? 'int' : 'bool'
	if (!checked.valid || checked.type !== expected) {
		const range = checked.error?.range ?? { start: 0, end: text.length }
		findings.error(
			'expression-type',
			source.place(range.start, range.end),
			checked.error?.summary ?? `This is of type ${checked.type}, and ${expected} is expected`,
		)
		return null
	}
	return { text, tree, at }
}

/** Names with a hyphen in them, which would be differences of names that there are not. @returns whether there is one; what is wrong with a name that was refused already is not told again */
function hyphenated(source: PlacedText, { names }: Scope, findings: Findings): boolean {
	const bare = withoutQuoted(source.text)
	let found = false
	for (const { 0: token, index } of bare.matchAll(/(?<![\w-])[A-Za-z_]\w*(?:-[A-Za-z_]\w*)+/g)) {
		const declared = (id: string): boolean =>
			[names.parameters, names.variables, names.regions, names.players, names.constants].some((map) => map.has(id))
		const meant = token.replaceAll('-', '_')
		if (findings.isRefused(token)) found = true
		else if (declared(meant) && !token.split('-').every(declared)) {
			found = true
			findings.error(
				'unknown-name',
				source.place(index, index + token.length),
				`A hyphen is a minus sign here, and nothing is called "${token}"; write ${meant}`,
			)
		}
	}
	return found
}

function checkerFor(scope: Scope): Environment {
	let both = checkers.get(scope.names)
	if (!both) {
		both = new Map()
		checkers.set(scope.names, both)
	}
	const withOwner = scope.owners !== null
	let checker = both.get(withOwner)
	if (!checker) {
		checker = celEnvironment(scope.names, withOwner)
		both.set(withOwner, checker)
	}
	return checker
}

function reportSyntax(error: unknown, source: PlacedText, findings: Findings): void {
	const { code, summary, range } = error as Partial<ParseError>
	const end = source.text.length
	if (error instanceof RangeError || code === 'limit_exceeded') {
		findings.error(
			'too-big',
			source.place(range?.start ?? 0, end),
			`An expression may have at most ${LIMITS.maxAstNodes} parts, ${LIMITS.maxDepth} levels of brackets, and ${LIMITS.maxListElements} entries in a list; this has more`,
		)
		return
	}
	const place = source.place(range?.start ?? 0, range?.end ?? end)
	const atEnd = (range?.start ?? 0) >= source.text.trimEnd().length
	const got = JSON.stringify(source.text.slice(range?.start ?? 0, Math.max(range?.end ?? 0, (range?.start ?? 0) + 1)))
	switch (code) {
		case 'unexpected_token':
			findings.error(
				'expression-syntax',
				place,
				atEnd
					? 'The expression ends here, and a name or a number should follow'
					: `A name, a number or a bracket is expected here, not ${got}`,
			)
			return
		case 'expected_token': {
			const missing = /Expected (\w+)/.exec(summary ?? '')?.[1] ?? ''
			const sign =
				{
					RPAREN: 'a closing bracket ")"',
					RBRACKET: 'a closing bracket "]"',
					RBRACE: 'a closing brace "}"',
					COLON: 'the ":" of "a ? b : c"',
					IDENTIFIER: 'a name behind the dot',
				}[missing] ?? missing
			findings.error('expression-syntax', place, `${sign} is missing here`)
			return
		}
		case 'unexpected_character':
			findings.error(
				'expression-syntax',
				source.place(range?.start ?? 0, (range?.start ?? 0) + 1),
				`Nothing can follow here without an operator such as + or &&; got ${got}`,
			)
			return
		case 'reserved_identifier':
			findings.error(
				'expression-syntax',
				place,
				`${got} is a word that expressions keep for themselves; a choice is written "condition ? value : other"`,
			)
			return
		case 'unterminated_string':
		case 'newline_in_string':
			findings.error('expression-syntax', place, 'A quote that opens here is not closed')
			return
		default:
			findings.error('expression-syntax', place, summary ?? 'This expression cannot be read')
	}
}
