import { parseHTML } from 'linkedom'
import { readDocument } from '../../src/report/documents/read-document.js'
import { documentNames, type PageNames } from '../../src/report/page/page-names.js'
import { reportPage } from '../../src/report/page/report-page.js'
import { documentSection } from '../../src/report/sections/document-section.js'

export const NAMES = documentNames('Coins', new Map())

/** The page of some documents, as text. @throws DocumentError */
export const pageOf = (documents: readonly unknown[], names: PageNames = NAMES): string =>
	reportPage(
		'A report',
		[{ title: names.scenario, remark: '', sections: documents.map((d) => documentSection(readDocument(d), names)) }],
		'0',
	)

export interface PageElement {
	readonly textContent: string
	readonly tagName: string
	readonly outerHTML: string
	readonly parentNode: PageElement
	getAttribute(name: string): string | null
	querySelector(selector: string): PageElement | null
	querySelectorAll(selector: string): Iterable<PageElement>
}

export const parsed = (page: string): PageElement => parseHTML(page).document as unknown as PageElement

export const all = (element: PageElement, selector: string): PageElement[] => [...element.querySelectorAll(selector)]

/** Rows of a table by its caption, as texts. */
export function tableOf(page: PageElement, caption: string | RegExp): string[][] {
	const table = all(page, 'table').find((t) => {
		const text = t.querySelector('caption')!.textContent
		return typeof caption === 'string' ? text === caption : caption.test(text)
	})
	if (!table) throw new Error(`there is no table ${caption}`)
	return all(table, 'tr').map((row) => all(row, 'th, td').map((cell) => cell.textContent))
}

/** The n-th chart of a page. */
export const chartOf = (page: PageElement, n: number): PageElement => all(page, 'svg')[n]!

/** Elements of a kind of mark in a chart, by what Plot calls its group. */
export const marks = (chart: PageElement, group: string, tag: string): PageElement[] =>
	all(chart, `g[aria-label="${group}"]`).flatMap((g) => all(g, tag))

export const numberOf = (element: PageElement, name: string): number => Number(element.getAttribute(name))

/** The pixel at which an axis shows a value: through two places that are known. */
export function scaleThrough([a, at]: readonly [number, number], [b, bt]: readonly [number, number]) {
	return (value: number): number => at + ((value - a) / (b - a)) * (bt - at)
}

/** Value and place of each tick of an axis. */
export function ticks(chart: PageElement, axis: 'x' | 'y'): (readonly [number, number])[] {
	return marks(chart, `${axis}-axis tick label`, 'text').map((label) => {
		const [, x, y] = /translate\(([-\d.]+),([-\d.]+)\)/.exec(label.getAttribute('transform')!)!
		return [Number(label.textContent.replace('−', '-')), Number(axis === 'x' ? x : y)] as const
	})
}
