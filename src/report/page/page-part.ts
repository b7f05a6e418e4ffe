import { type Cell, evened } from '../number-cell.js'

/** A piece of a page. All of it is plain text, but for the drawn chart. */
export type PagePart =
	| { readonly kind: 'heading'; readonly text: string }
	| { readonly kind: 'text'; readonly text: string }
	/** A line to be typed. */
	| { readonly kind: 'command'; readonly text: string }
	| { readonly kind: 'list'; readonly items: readonly string[] }
	| {
			readonly kind: 'table'
			readonly caption: string
			readonly head: readonly string[]
			/** The first cell of a row is its heading. */
			readonly rows: readonly (readonly string[])[]
			/** Columns (from 0) that hold numbers. */
			readonly numbers: readonly number[]
	  }
	| {
			readonly kind: 'figure'
			/** An `svg` element. */
			readonly chart: string
			readonly caption: string
	  }

export const heading = (text: string): PagePart => ({ kind: 'heading', text })
export const text = (words: string): PagePart => ({ kind: 'text', text: words })
export const command = (line: string): PagePart => ({ kind: 'command', text: line })
export const list = (items: readonly string[]): PagePart => ({ kind: 'list', items })
export const figure = (caption: string, chart: string): PagePart => ({ kind: 'figure', chart, caption })
export const table = (
	caption: string,
	head: readonly string[],
	rows: readonly (readonly Cell[])[],
	numbers: readonly number[] = [],
): PagePart => ({ kind: 'table', caption, head, rows: evened(rows), numbers })

/** One document of the page. */
export interface PageSection {
	readonly title: string
	/** What the numbers are of, as terms and what is said of each. */
	readonly origin: readonly (readonly [term: string, text: string])[]
	/** The line that gives the document again. */
	readonly command: string
	readonly parts: readonly PagePart[]
}

/** The sections of one scenario under one set of rules. */
export interface PageGroup {
	readonly title: string
	/** Said under the title, where there is something to say. */
	readonly remark: string
	readonly sections: readonly PageSection[]
}
