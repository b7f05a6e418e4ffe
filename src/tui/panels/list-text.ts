import type { Line } from '../styled-text.js'

/** A list before it is a page: what stands above it, and its rows, each of one or more lines. */
export interface ListText {
	readonly title: string
	readonly lead: readonly Line[]
	readonly rows: readonly (readonly Line[])[]
}

/** As a page, with the line that has to be seen. */
export function listPage({ title, lead, rows }: ListText, chosen: number) {
	return {
		title,
		lines: [...lead, ...rows.flat()],
		chosen: lead.length + rows.slice(0, chosen).flat().length,
	}
}
