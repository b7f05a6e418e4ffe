import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { namedChain } from '../../src/analysis/named-chain.js'
import { OddsBoard } from '../../src/analysis/odds-board.js'
import { createGame } from '../../src/game/create-game.js'
import type { Settings } from '../../src/game/settings.js'
import { compileKernel, type Kernel } from '../../src/kernel/compile.js'
import { exploreGraph, type Graph } from '../../src/kernel/graph.js'
import { cachedGraph, graphKey } from '../../src/kernel/graph-cache.js'
import { shipped } from '../scenarios.js'

const scenario = shipped('two-blows')
const kernelOf = (settings: Settings = {}): Kernel => compileKernel(createGame(scenario, settings))

let folder: string
let file: string
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'detente-graph-'))
	file = join(folder, 'deep', 'er', 'two-blows.graph')
})
afterEach(() => {
	chmodSync(folder, 0o700)
	rmSync(folder, { recursive: true, force: true })
})

/** All that a graph says, without its functions. */
function content({ layers, finals, lastEnding, withRound, states, edges }: Graph): object {
	const n = (array: ArrayLike<number>): number[] => Array.from(array)
	return {
		withRound,
		states,
		edges,
		lastEnding: n(lastEnding),
		finals: [finals.size, n(finals.packed), n(finals.ending), n(finals.lastEnding)],
		layers: layers.map((l) => [l.size, n(l.first), n(l.card), n(l.to), n(l.met), n(l.packed.subarray(0, l.size))]),
	}
}

const start = (kernel: Kernel, graph: Graph): number[] => [
	...new OddsBoard(namedChain(graph)).odds(kernel.game.initialState()),
]

describe('the graph in its file', () => {
	test('is explored the first time and read the second, with the same content and the same odds', () => {
		const first = cachedGraph(kernelOf(), file)
		expect(first.cached).toBe(false)
		const kernel = kernelOf()
		const second = cachedGraph(kernel, file)
		expect(second.cached).toBe(true)
		expect(content(second.graph)).toEqual(content(first.graph))
		expect(content(second.graph)).toEqual(content(exploreGraph(kernel)))
		expect(start(kernel, second.graph)).toEqual(start(kernel, first.graph))
		expect(readdirSync(join(folder, 'deep', 'er'))).toEqual(['two-blows.graph'])
	})

	test('serves all values of parameters that only weights and chances read', () => {
		cachedGraph(kernelOf(), file)
		const settings = { parameters: { strikes_back: 12, low_salience: 60 } }
		const kernel = kernelOf(settings)
		const { graph, cached } = cachedGraph(kernel, file)
		expect(cached).toBe(true)
		expect(start(kernel, graph)).toEqual(start(kernel, exploreGraph(kernel)))
		expect(start(kernel, graph)).not.toEqual(start(kernelOf(), exploreGraph(kernelOf())))
	})

	test('is not taken for that of other start values, cards or rules', () => {
		const key = graphKey(kernelOf())
		const other = { ...scenario, rulesHash: scenario.rulesHash.replace(/^./, (c) => (c === '0' ? '1' : '0')) }
		const others = [
			kernelOf({ variables: { 'iran.pressure': 0 } }),
			kernelOf({ chart: { 'iran.envoy': 'recalled' } }),
			kernelOf({ without: ['iran.warn'] }),
			compileKernel(createGame(other)),
		]
		for (const kernel of others) {
			expect(graphKey(kernel)).not.toBe(key)
			cachedGraph(kernelOf(), file)
			const { graph, cached } = cachedGraph(kernel, file)
			expect(cached).toBe(false)
			expect(content(graph)).toEqual(content(exploreGraph(kernel)))
		}
	})
})

describe('a file that is not what was written', () => {
	const wanted = content(exploreGraph(kernelOf()))
	const again = (): boolean => {
		const { graph, cached } = cachedGraph(kernelOf(), file)
		expect(content(graph)).toEqual(wanted)
		return cached
	}

	test('cut off anywhere, or with more behind it', () => {
		again()
		const whole = readFileSync(file)
		const lengths = [0, 5, 20, 400, whole.length >> 1, whole.length - 9, whole.length - 1]
		for (const length of lengths) {
			writeFileSync(file, whole.subarray(0, length))
			expect([length, again()]).toEqual([length, false])
			expect([length, again()]).toEqual([length, true])
		}
		writeFileSync(file, Buffer.concat([whole, Buffer.from('x')]))
		expect(again()).toBe(false)
	})

	test('with one byte changed, in the heading or in the body', () => {
		again()
		const whole = readFileSync(file)
		const end = whole.indexOf(0x0a, 14)
		const places = [0, 13, ...Array.from({ length: end - 14 }, (_, n) => 14 + n).filter((n) => n % 37 === 0)]
		for (let n = 1; n < 20; n++) places.push(end + Math.floor((n * (whole.length - end)) / 20))
		for (const place of places) {
			const changed = Buffer.from(whole)
			// A digit stays a digit, so that the heading can still be read.
			changed[place] = changed[place]! ^ 1
			writeFileSync(file, changed)
			const { graph, cached } = cachedGraph(kernelOf(), file)
			// Spaces that fill the heading up say nothing.
			if (cached) expect(String.fromCharCode(whole[place]!)).toBe(' ')
			if (place % 5 === 0) expect(content(graph)).toEqual(wanted)
		}
	})

	test('something else altogether', () => {
		again()
		for (const text of [
			'',
			'hello',
			'detente graph\n',
			'detente graph\n{}\n',
			'detente graph\n{"key":1}\n',
			'null\n',
		]) {
			writeFileSync(file, text)
			expect(again()).toBe(false)
		}
	})
})

describe('where the file cannot be kept', () => {
	test('a folder that cannot be made costs nothing but the time', () => {
		const nowhere = join(folder, 'n'.repeat(300), 'two-blows.graph')
		expect(cachedGraph(kernelOf(), nowhere).cached).toBe(false)
		expect(existsSync(nowhere)).toBe(false)
	})

	test('nor does one that may not be written to', (context) => {
		if (process.getuid?.() === 0) return context.skip()
		chmodSync(folder, 0o500)
		expect(cachedGraph(kernelOf(), file).cached).toBe(false)
		expect(existsSync(file)).toBe(false)
	})

	test('a file stands where the folder should be', () => {
		writeFileSync(join(folder, 'deep'), '')
		expect(cachedGraph(kernelOf(), file).cached).toBe(false)
		expect(statSync(join(folder, 'deep')).size).toBe(0)
	})

	test('a folder stands where the file should be; nothing is left behind', () => {
		expect(cachedGraph(kernelOf(), folder).cached).toBe(false)
		expect(readdirSync(join(folder, '..')).filter((n) => n.startsWith(`${folder.split('/').at(-1)}.`))).toEqual([])
	})
})

test('processes that write it at once leave a whole file', { timeout: 120_000 }, async () => {
	const script = `
import { createGame } from './dist/game/create-game.js'
import { compileKernel } from './dist/kernel/compile.js'
import { cachedGraph } from './dist/kernel/graph-cache.js'
import { loadScenario } from './dist/scenario/load-scenario.js'
import { rmSync } from 'node:fs'
const kernel = compileKernel(createGame(loadScenario('scenarios/two-blows.yaml').scenario))
const states = new Set()
for (let n = 0; n < 12; n++) {
	states.add(cachedGraph(kernel, process.argv[1]).graph.edges)
	if (n % 3 === 2) rmSync(process.argv[1], { force: true })
}
console.log([...states].join())
`
	const one = (): Promise<string> =>
		new Promise((resolve) => {
			const child = spawn(process.execPath, ['--input-type=module', '-e', script, file], {
				stdio: ['ignore', 'pipe', 'pipe'],
			})
			let said = ''
			for (const stream of [child.stdout, child.stderr])
				stream.on('data', (chunk) => {
					said += chunk
				})
			child.on('close', () => resolve(said.trim()))
		})
	const { edges } = exploreGraph(kernelOf())
	expect(await Promise.all([one(), one(), one()])).toEqual([`${edges}`, `${edges}`, `${edges}`])
	cachedGraph(kernelOf(), file)
	expect(cachedGraph(kernelOf(), file).cached).toBe(true)
	expect(readdirSync(join(folder, 'deep', 'er'))).toEqual(['two-blows.graph'])
})
