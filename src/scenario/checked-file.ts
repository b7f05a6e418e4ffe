import type { Diagnostic } from './diagnostic.js'
import type { Parsed } from './parse-scenario.js'
import type { Scenario } from './scenario.js'
import { sha256 } from './sha256.js'

/** What a checked scenario is a function of, its file's name aside. */
export interface Checking {
	/** SHA-256 (hex) of the text. */
	readonly textHash: string
	/** Stands for all the code that checks: another value, other code. */
	readonly checker: string
}

interface Heading extends Checking {
	readonly detente: 'checked scenario'
	/** SHA-256 (hex) of the second line. */
	readonly sum: string
}

/** What neither the text nor the file's name gives again. */
interface Body {
	readonly scenario: Omit<Scenario, 'file' | 'text' | 'textHash'>
	readonly diagnostics: readonly Omit<Diagnostic, 'file'>[]
}

/** A name that belongs to one text under one checker. */
export const checkedName = ({ textHash, checker }: Checking): string => sha256(`${checker} ${textHash}`)

/** A scenario without errors as two lines of JSON, to be read back by `readChecked`. */
export function writeChecked(scenario: Scenario, diagnostics: readonly Diagnostic[], checker: string): string {
	const { file: _, text: __, textHash, ...rest } = scenario
	const body: Body = { scenario: rest, diagnostics: diagnostics.map(({ file: ___, ...d }) => d) }
	const second = JSON.stringify(body)
	const heading: Heading = { detente: 'checked scenario', textHash, checker, sum: sha256(second) }
	return `${JSON.stringify(heading)}\n${second}\n`
}

/**
 * What checking `text` would give, without checking it: the same, deeply. Null when the content is not whole, or not
 * what this checker made of this very text.
 * @param file the name that diagnostics and the scenario carry
 */
export function readChecked(
	content: string,
	{ text, file, textHash, checker }: Checking & { readonly text: string; readonly file: string },
): Parsed | null {
	try {
		const end = content.indexOf('\n')
		const heading = JSON.parse(content.slice(0, end)) as Partial<Heading>
		if (heading.detente !== 'checked scenario') return null
		if (heading.textHash !== textHash || heading.checker !== checker) return null
		const second = content.slice(end + 1, -1)
		if (heading.sum !== sha256(second) || !content.endsWith('\n')) return null
		const { scenario, diagnostics } = JSON.parse(second) as Body
		return {
			scenario: { ...scenario, file, text, textHash },
			diagnostics: diagnostics.map((d) => ({ ...d, file })),
		}
	} catch {
		return null
	}
}
