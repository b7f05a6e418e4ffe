import xterm from '@xterm/headless'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellsOf, Row } from '../../src/tui/row-cells.js'
import { rowChanges } from '../../src/tui/row-changes.js'
import { ScreenWriter } from '../../src/tui/screen-writer.js'

/** A terminal, and a writer to it. */
class Screen {
	readonly terminal: InstanceType<typeof xterm.Terminal>
	readonly writer: ScreenWriter
	columns: number
	rows: number
	raw = ''

	constructor(columns: number, rows: number) {
		this.columns = columns
		this.rows = rows
		this.terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 0 })
		this.writer = new ScreenWriter(this)
		this.writer.open()
	}

	write(text: string): void {
		this.raw += text
		this.terminal.write(text)
	}

	resize(columns: number, rows: number): void {
		this.columns = columns
		this.rows = rows
		this.terminal.resize(columns, rows)
		this.writer.forget()
	}

	/** Every cell: its text, its width, its colours and the rest of its style. */
	async cells(): Promise<string[]> {
		await new Promise<void>((resolve) => this.terminal.write('', resolve))
		const { active } = this.terminal.buffer
		return Array.from({ length: this.rows }, (_, y) => {
			const line = active.getLine(active.baseY + y)!
			return Array.from({ length: this.columns }, (__, x) => {
				const c = line.getCell(x)!
				const flags = [c.isBold(), c.isDim(), c.isItalic(), c.isUnderline(), c.isInverse(), c.isStrikethrough()]
				const colours = [c.getFgColorMode(), c.getFgColor(), c.getBgColorMode(), c.getBgColor()]
				return `${c.getWidth() === 0 ? '' : c.getChars() || ' '} ${c.getWidth()} ${flags.map(Number).join('')} ${colours.join(' ')}`
			}).join('|')
		})
	}
}

async function drawnAnew(frame: string, columns: number, rows: number): Promise<string[]> {
	const screen = new Screen(columns, rows)
	for (const [n, row] of frame.split('\n').slice(0, rows).entries())
		screen.terminal.write(`\u001B[0m\u001B[${n + 1};1H${row}\u001B[0m`)
	return screen.cells()
}

interface Piece {
	readonly text: string
	readonly style: number
}

/** As chalk writes them: each code with the one that takes it back. */
const STYLES: readonly (readonly [string, string])[] = [
	['', ''],
	['1', '22'],
	['2', '22'],
	['36', '39'],
	['7', '27'],
	['1;33', '39;22'],
	['4', '24'],
	['9', '29'],
	['3', '23'],
	['38;5;200', '39'],
	['48;2;1;2;3', '49'],
	['97;41', '39;49'],
]
const styled = ({ text, style }: Piece): string => {
	const [on, off] = STYLES[style]!
	return on === '' ? text : `\u001B[${on}m${text}\u001B[${off}m`
}

const SIGNS = [...'abc xyz   0189.,─│┌▰▱█⠿●…é←']
const WIDE = [...'漢字テストはん글']
const MARKED = ['e\u0301', 'n\u0303', 'o\u0308']
const UNSURE = ['\u{1F600}', '\u{1F1EE}\u{1F1F7}', '\u2764\uFE0F', 'ﷺ', '\u200Bz', 'ক্ষ']
const widthOfSign = (sign: string): number => (WIDE.includes(sign) ? 2 : UNSURE.includes(sign) ? 4 : 1)

const sign = fc.oneof(
	{ weight: 150, arbitrary: fc.constantFrom(...SIGNS) },
	{ weight: 20, arbitrary: fc.constantFrom(...WIDE) },
	{ weight: 10, arbitrary: fc.constantFrom(...MARKED) },
	{ weight: 1, arbitrary: fc.constantFrom(...UNSURE) },
)
const piece = fc.record({
	text: fc.array(sign, { maxLength: 12 }),
	style: fc.oneof(fc.constant(0), fc.nat(STYLES.length - 1)),
})
const pieces = fc.array(piece, { maxLength: 6 })

/** As many signs of them as fit. */
function rowOf(all: readonly { readonly text: readonly string[]; readonly style: number }[], columns: number): string {
	let left = columns
	return all
		.map(({ text, style }) => {
			const fitting = text.filter((s) => {
				left -= widthOfSign(s)
				return left >= 0
			})
			return styled({ text: fitting.join(''), style })
		})
		.join('')
}

/** Rows that change, rows that stay, rows fewer or more; now and then another size, or a screen that was somebody else's. */
const step = fc.record({
	changes: fc.array(fc.tuple(fc.nat(11), pieces), { maxLength: 5 }),
	height: fc.option(fc.integer({ min: 2, max: 12 }), { freq: 4 }),
	size: fc.option(fc.tuple(fc.integer({ min: 8, max: 50 }), fc.integer({ min: 2, max: 12 })), { freq: 8 }),
})

describe('the screen after only what changed was written', () => {
	it('is the screen that was drawn anew, cell by cell', { timeout: 900_000 }, async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
				const screen = new Screen(40, 10)
				const rows: Parameters<typeof rowOf>[0][] = Array.from({ length: 12 }, () => [])
				let height = 6
				for (const { changes, height: next, size } of steps) {
					if (size) screen.resize(...size)
					for (const [n, row] of changes) rows[n] = row
					height = next ?? height
					const frame = rows
						.slice(0, height)
						.map((row) => rowOf(row, screen.columns))
						.join('\n')
					screen.writer.write(frame)
					if (size) screen.writer.redraw()
					expect(await screen.cells()).toEqual(await drawnAnew(frame, screen.columns, screen.rows))
				}
			}),
			{ numRuns: process.env.DETENTE_DEEP === '1' ? 5000 : 250 },
		)
	})

	it('is so too where one cell after the other changes', async () => {
		const screen = new Screen(30, 2)
		const text = [...'abcdefgh 漢字 e\u0301ijklm n\u0303 opqr']
		for (let n = 0; n < text.length; n++) {
			const frame = `${text.slice(0, n).join('')}\u001B[7m${text[n]}\u001B[27m${text.slice(n + 1).join('')}\nsame`
			if (/^\p{M}/u.test(text[n]!)) continue
			screen.writer.write(frame)
			expect(await screen.cells()).toEqual(await drawnAnew(frame, 30, 2))
		}
	})
})

describe('what is written of a row', () => {
	const changes = (before: string, row: string): string => rowChanges(new Row(before), new Row(row), 3, 80)

	it('is nothing where nothing changed', () => {
		expect(changes('a \u001B[1mb\u001B[22m', 'a \u001B[1mb\u001B[22m')).toBe('')
		// Other codes, the same look.
		expect(changes('a \u001B[1;36mb\u001B[0m', 'a \u001B[36m\u001B[1mb\u001B[22m\u001B[39m')).toBe('')
	})
	it('is the cells that changed, with their style', () => {
		expect(changes('│ rung 2 │', '│ rung 3 │')).toBe('\u001B[3;8H3')
		expect(changes('one two', 'one \u001B[1mtwo\u001B[22m')).toBe('\u001B[3;5H\u001B[1mtwo\u001B[m')
	})
	it('is two runs where what lies between is longer than the way around', () => {
		expect(changes('a.........b', 'A.........B')).toBe('\u001B[3;1HA\u001B[11GB')
		expect(changes('a..b', 'A..B')).toBe('\u001B[3;1HA..B')
	})
	it('is the rest cleared where a row grew shorter', () => {
		expect(changes('one two', 'one')).toBe('\u001B[3;4H\u001B[K')
		expect(changes(`x${'='.repeat(40)}x`, `x${' '.repeat(40)}x`)).toBe('\u001B[3;2H\u001B[40X')
	})
	it('is all of it where terminals differ about its signs', () => {
		for (const unsure of ['\u{1F600}', 'a\tb', '\u2764\uFE0F', '\u001B]8;;x\u0007y', '\u001B[1mopen', '漢\u0301'])
			expect(cellsOf(unsure)).toBeNull()
		expect(changes('a \u{1F600} b', 'a \u{1F600} c')).toBe('\u001B[3;1H\u001B[2Ka \u{1F600} c')
		expect(changes('a b', `${'x'.repeat(81)}`)).toBe(`\u001B[3;1H\u001B[2K${'x'.repeat(81)}`)
	})
})
