import { inconsistency } from './inconsistency.js'
import { SHOWN, type ShownDocument } from './shown-document.js'

/** What came in is no document that can be shown; the message says why, and names no file. */
export class DocumentError extends Error {
	override readonly name = 'DocumentError'
}

/** @param value what the JSON of a file says @throws DocumentError */
export function readDocument(value: unknown): ShownDocument {
	const { name, version } = headOf(value)
	if (version !== 1)
		throw new DocumentError(`is version ${JSON.stringify(version)} of ${name}, and this program reads version 1`)
	const kind = name.slice('detente/'.length)
	if (!isShown(kind))
		throw new DocumentError(`is a document of detente ${kind}, and a report shows ${Object.keys(SHOWN).join(', ')}`)
	const parsed = SHOWN[kind].safeParse(value)
	if (!parsed.success) {
		const [first, ...others] = parsed.error.issues
		const more = others.length > 0 ? ` (and ${others.length} more)` : ''
		throw new DocumentError(`is not as ${name} has to be: ${pathText(first!.path)}: ${first!.message}${more}`)
	}
	const shown = { kind, document: parsed.data } as ShownDocument
	const fault = inconsistency(shown)
	if (fault !== null) throw new DocumentError(`contradicts itself: ${fault}`)
	return shown
}

const isShown = (kind: string): kind is keyof typeof SHOWN => Object.hasOwn(SHOWN, kind)

function headOf(value: unknown): { name: string; version: unknown } {
	const schema = (value as { schema?: unknown } | null)?.schema
	const { name, version } = (typeof schema === 'object' && schema !== null ? schema : {}) as Record<string, unknown>
	if (typeof name !== 'string' || !/^detente\/[a-z]{1,40}$/.test(name))
		throw new DocumentError('is no document of a detente command with --json')
	return { name, version: typeof version === 'number' ? version : null }
}

/** `endings[2].share`. */
const pathText = (path: readonly PropertyKey[]): string =>
	path
		.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key).slice(0, 60)}`))
		.join('')
		.replace(/^\./, '') || 'the whole'
