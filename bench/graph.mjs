import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { median, number, printTable, processorTime } from './measure.mjs'

const self = fileURLToPath(import.meta.url)

/** The graph explored, kept, opened again in another process, and what is asked of it: by processor time, since other programs would show in the clock. */
export function benchGraph(id) {
	const folder = mkdtempSync(join(tmpdir(), 'detente-bench-'))
	const file = join(folder, 'graph')
	const inProcess = () => JSON.parse(execFileSync(process.execPath, [self, id, file], { encoding: 'utf8' }))
	const first = inProcess()
	const seconds = [inProcess(), inProcess(), inProcess()]
	const bytes = statSync(file).size
	rmSync(folder, { recursive: true })
	const second = (name) => median(seconds.map((s) => s[name]))
	const ms = (value) => `${number(value)} ms`
	printTable(`${id}: ${number(first.states)} states, ${number(first.edges)} edges, ${number(first.rounds)} rounds`, [
		['what', 'explored', 'from its file'],
		['graph', ms(first.graph), ms(second('graph'))],
		['odds of all endings from every state', ms(first.sweep), ms(second('sweep'))],
		['the same under other policies', ms(first.again), ms(second('again'))],
		['best play of both players', ms(first.solve), ''],
		[
			'odds of all legal moves of a position, median',
			`${number(first.moves, 2)} ms`,
			`${number(second('moves'), 2)} ms`,
		],
		['the same, 99 of 100 within', `${number(first.slowest, 2)} ms`, `${number(second('slowest'), 2)} ms`],
		['most memory', `${number(first.memory)} MB`, `${number(second('memory'))} MB`],
		['file', `${number(bytes / 1e6)} MB`, ''],
	])
}

async function measure(id, file) {
	const { createGame } = await import('../dist/game/create-game.js')
	const { OddsBoard } = await import('../dist/analysis/odds-board.js')
	const { namedChain } = await import('../dist/analysis/named-chain.js')
	const { solve } = await import('../dist/analysis/solve.js')
	const { compileKernel } = await import('../dist/kernel/compile.js')
	const { cachedGraph } = await import('../dist/kernel/graph-cache.js')
	const { loadScenario } = await import('../dist/scenario/load-scenario.js')
	const timed = (work) => {
		const { milliseconds, value } = processorTime(work)
		return [milliseconds, value]
	}
	const { scenario } = loadScenario(`scenarios/${id}.yaml`)
	const game = createGame(scenario)
	const [graphTime, { graph, cached }] = timed(() => cachedGraph(compileKernel(game), file))
	const [sweep, board] = timed(() => new OddsBoard(namedChain(graph)))
	const [again] = timed(() => new OddsBoard(namedChain(graph, { [scenario.players[0].id]: 'uniform' })))
	const positions = []
	for (let n = 0; positions.length < 300; n++) {
		let state = game.initialState()
		for (let step = 0; state.ending === null && positions.length < 300; step++) {
			positions.push(state)
			const legal = game.legalMoves(state)
			state = game.apply(state, legal[(n * 7 + step * 5) % legal.length])
		}
	}
	board.moves(positions[0])
	const moves = positions.map((state) => timed(() => board.moves(state))[0])
	const { rss } = process.resourceUsage ? { rss: process.resourceUsage().maxRSS / 1e3 } : { rss: 0 }
	let solved = 0
	if (!cached && scenario.players.every((p) => p.payoffs.length > 0))
		[solved] = timed(() =>
			solve(graph, { reasoning: new Map(scenario.players.map((p) => [p.id, { kind: 'best' }])), policies: new Map() }),
		)
	return {
		states: graph.states,
		edges: graph.edges,
		rounds: scenario.clock.rounds,
		graph: graphTime,
		sweep,
		again,
		solve: solved,
		moves: median(moves),
		slowest: [...moves].sort((a, b) => a - b)[Math.floor(moves.length * 0.99)],
		memory: rss,
	}
}

if (process.argv[1] === self) console.log(JSON.stringify(await measure(process.argv[2], process.argv[3])))
