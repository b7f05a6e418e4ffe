import figlet from 'figlet/browser'
import small from 'figlet/importable-fonts/ANSI Compact.js'
import large from 'figlet/importable-fonts/ANSI Regular.js'
import type { Letters } from './app-state.js'

const FONTS = { large, small }
for (const [name, font] of Object.entries(FONTS)) figlet.parseFont(name, font)

/** What the fonts have a letter for. */
const DRAWABLE = /^[ -~]+$/

/** Letters of blocks, 5 rows high or 3: plain enough for the far end of a room. */
export const bigLetters: Letters = (text, size) => {
	const capitals = text.toUpperCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('–', '-').replaceAll('’', "'")
	if (!DRAWABLE.test(capitals)) return null
	const rows = figlet.textSync(capitals, { font: size, width: 10_000 }).split('\n')
	const isBlank = (row: string): boolean => row.trim() === ''
	const first = rows.findIndex((row) => !isBlank(row))
	const drawn = first < 0 ? [] : rows.slice(first, rows.findLastIndex((row) => !isBlank(row)) + 1)
	const width = Math.max(0, ...drawn.map((row) => row.trimEnd().length))
	return drawn.map((row) => row.slice(0, width).padEnd(width))
}
