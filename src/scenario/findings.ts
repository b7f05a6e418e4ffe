import type { Diagnostic } from './diagnostic.js'
import type { Location } from './location.js'
import type { RuleId } from './rules.js'

/** Collects what is wrong with one file. */
export class Findings {
	readonly #file: string
	readonly #all: Diagnostic[] = []
	readonly #seen = new Set<string>()
	readonly #muted = new Set<RuleId>()
	/** Names that were refused, with the ones to write instead. */
	readonly #refused = new Map<string, string | undefined>()
	readonly #instead = new Set<string>()

	constructor(file: string) {
		this.#file = file
	}

	error(rule: RuleId, at: Location, message: string): void {
		this.#add(rule, 'error', at, message)
	}

	warning(rule: RuleId, at: Location, message: string): void {
		this.#add(rule, 'warning', at, message)
	}

	/** From now on these rules report nothing. */
	mute(rules: readonly RuleId[]): void {
		for (const rule of rules) this.#muted.add(rule)
	}

	/** Notes that the file gives something a name it cannot have, so that nothing is said of what refers to it by either name. */
	refuse(name: string, instead: string | undefined): void {
		this.#refused.set(name, instead)
		if (instead !== undefined) this.#instead.add(instead)
	}

	/** Whether a name is one that was refused, or the one to write instead of it. */
	isRefused(name: string): boolean {
		return this.#refused.has(name) || this.#instead.has(name)
	}

	/** A name as it may be suggested. */
	spelled(name: string): string {
		return this.#refused.get(name) ?? name
	}

	/** How many errors there are so far. */
	get errors(): number {
		return this.#all.filter((d) => d.severity === 'error').length
	}

	/** In order of place. */
	sorted(): Diagnostic[] {
		return [...this.#all].sort(
			(a, b) => a.at.line - b.at.line || a.at.column - b.at.column || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
		)
	}

	#add(rule: RuleId, severity: Diagnostic['severity'], at: Location, message: string): void {
		if (this.#muted.has(rule)) return
		const key = `${rule}\n${at.line}\n${at.column}\n${message}`
		if (this.#seen.has(key)) return
		this.#seen.add(key)
		this.#all.push({ rule, severity, message, file: this.#file, at })
	}
}
