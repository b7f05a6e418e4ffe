// Pictures of the program's own screens for the README and the docs: it runs in a pseudo-terminal, keys are
// pressed, and what the terminal then shows is written as SVG. `npm run pictures` after a build.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawn } from '@lydell/node-pty'
import xterm from '@xterm/headless'

const FOLDER = 'docs/pictures'
const CELL = { width: 8.4, height: 18 }
const BACKGROUND = '#11151c'
const FOREGROUND = '#d8dee9'
const COLOURS = [
	'#3b4252',
	'#e06c75',
	'#98c379',
	'#e5c07b',
	'#61afef',
	'#c678dd',
	'#56b6c2',
	'#d8dee9',
	'#6b7689',
	'#f28b94',
	'#b5e08f',
	'#f5d79a',
	'#8cc8ff',
	'#dc9aee',
	'#7fd6e0',
	'#ffffff',
]

/** Keys are pressed one after another, each once the screen has come to rest. */
const PICTURES = [
	{
		name: 'table',
		title: 'The table of “Two blows”, with an offer that waits for its answer',
		size: [120, 36],
		args: ['play', 'two-blows', '--as', 'pakistan', '--seed', 'oasis'],
		keys: ['4', '\r'],
	},
	{
		name: 'map',
		title: 'The map of “Iran and Pakistan, 2024”, with the places of the latest events lit',
		size: [110, 32],
		args: ['play', 'iran-pakistan-2024', '--as', 'pakistan', '--seed', 'detente'],
		keys: ['\r', 'm'],
	},
	{ name: 'home', title: 'The list of scenarios', size: [100, 24], args: [], keys: [] },
]

const rest = (ms) => new Promise((done) => setTimeout(done, ms))

async function picture({ title, size: [columns, rows], args, keys }, home) {
	const env = { ...process.env, TERM: 'xterm-256color', COLORTERM: '', FORCE_COLOR: '2', DETENTE_HOME: home }
	delete env.CI
	delete env.NO_COLOR
	const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true })
	const program = spawn(process.execPath, ['dist/cli/main.js', ...args], {
		name: 'xterm-256color',
		cols: columns,
		rows,
		env,
		cwd: process.cwd(),
	})
	let last = Date.now()
	program.onData((data) => {
		last = Date.now()
		terminal.write(data)
	})
	const settled = async () => {
		last = Date.now()
		do await rest(100)
		while (Date.now() - last < 1200)
	}
	while (terminal.buffer.active.getLine(0)?.translateToString(true) === '') await rest(100)
	await settled()
	for (const key of keys) {
		program.write(key)
		await settled()
	}
	const svg = draw(terminal.buffer.active, columns, rows, title)
	program.kill('SIGTERM')
	return svg
}

const colourOf = (cell, which) => {
	const [isDefault, isPalette, value] =
		which === 'fg'
			? [cell.isFgDefault(), cell.isFgPalette(), cell.getFgColor()]
			: [cell.isBgDefault(), cell.isBgPalette(), cell.getBgColor()]
	if (isDefault) return null
	if (!isPalette) return `#${value.toString(16).padStart(6, '0')}`
	if (value < 16) return COLOURS[value]
	if (value >= 232) return `#${(8 + (value - 232) * 10).toString(16).padStart(2, '0').repeat(3)}`
	const level = (n) => (n === 0 ? 0 : 55 + 40 * n).toString(16).padStart(2, '0')
	const cube = value - 16
	return `#${level(Math.floor(cube / 36))}${level(Math.floor(cube / 6) % 6)}${level(cube % 6)}`
}

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** A braille sign as its dots: few fonts have them as wide as their letters. */
function braille(bits, x, y, fill, dim) {
	const rows = [
		[0x01, 0x08],
		[0x02, 0x10],
		[0x04, 0x20],
		[0x40, 0x80],
	]
	const [across, down] = [CELL.width / 2, CELL.height / 4]
	const dots = rows.flatMap((row, r) =>
		row.flatMap((bit, c) =>
			bits & bit ? [`M${(x + (c + 0.5) * across).toFixed(1)} ${(y + (r + 0.5) * down).toFixed(1)}h0`] : [],
		),
	)
	return `<path d="${dots.join('')}" stroke="${fill}" stroke-width="2.2" stroke-linecap="round"${dim ? ' opacity="0.65"' : ''}/>`
}

function draw(buffer, columns, rows, title) {
	const boxes = []
	const texts = []
	for (let y = 0; y < rows; y++) {
		const line = buffer.getLine(y)
		let run = null
		const end = () => {
			if (run && run.text.trim() !== '') {
				const style = `${run.bold ? ' font-weight="bold"' : ''}${run.dim ? ' opacity="0.65"' : ''}`
				texts.push(
					`<text x="${(run.x * CELL.width).toFixed(1)}" y="${y * CELL.height + 13}" fill="${run.fill}" textLength="${(run.cells * CELL.width).toFixed(1)}" lengthAdjust="spacingAndGlyphs"${style}>${escaped(run.text)}</text>`,
				)
			}
			run = null
		}
		for (let x = 0; x < columns; x++) {
			const cell = line.getCell(x)
			if (!cell || cell.getWidth() === 0) continue
			const inverse = cell.isInverse() !== 0
			const front = colourOf(cell, 'fg') ?? FOREGROUND
			const back = colourOf(cell, 'bg')
			const fill = inverse ? (back ?? BACKGROUND) : front
			const box = inverse ? front : back
			if (box)
				boxes.push(
					`<rect x="${(x * CELL.width).toFixed(1)}" y="${y * CELL.height}" width="${CELL.width + 0.3}" height="${CELL.height}" fill="${box}"/>`,
				)
			const bold = cell.isBold() !== 0
			const dim = cell.isDim() !== 0
			const sign = cell.getChars() || ' '
			const dots = sign.codePointAt(0) - 0x2800
			if (dots > 0 && dots < 0x100) {
				end()
				texts.push(braille(dots, x * CELL.width, y * CELL.height, fill, dim))
				continue
			}
			// Fonts differ in how wide they make blanks; what stands after several has its own place.
			if (sign === ' ' && (!run || run.text.endsWith(' '))) {
				end()
				continue
			}
			if (!run || run.fill !== fill || run.bold !== bold || run.dim !== dim) {
				end()
				run = { x, text: '', cells: 0, fill, bold, dim }
			}
			run.text += sign
			run.cells += cell.getWidth()
		}
		end()
	}
	const [width, height] = [columns * CELL.width, rows * CELL.height]
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-12 -12 ${(width + 24).toFixed(1)} ${height + 24}" role="img" aria-label="${escaped(title)}" font-family="ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" xml:space="preserve">
<rect x="-12" y="-12" width="${(width + 24).toFixed(1)}" height="${height + 24}" rx="8" fill="${BACKGROUND}"/>
${boxes.join('\n')}
${texts.join('\n')}
</svg>
`
}

mkdirSync(FOLDER, { recursive: true })
for (const wanted of PICTURES) {
	const home = mkdtempSync(join(tmpdir(), 'detente-pictures-'))
	writeFileSync(join(FOLDER, `${wanted.name}.svg`), await picture(wanted, home))
	rmSync(home, { recursive: true, force: true })
	process.stdout.write(`${FOLDER}/${wanted.name}.svg\n`)
}
