import type { Location } from './location.js'

/** Something a scenario's author should know, with its place. `error` keeps the file from loading; a `warning` does not. */
export interface Diagnostic {
	/** Stable kebab-case name of the rule, e.g. `unknown-name`. */
	readonly rule: string
	readonly severity: 'error' | 'warning'
	/** What is wrong, what was received, and what to do, in one or two sentences. */
	readonly message: string
	readonly file: string
	readonly at: Location
}
