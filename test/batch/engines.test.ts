import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openChunkPlayer } from '../../src/batch/chunk-player.js'
import { simulate } from '../../src/batch/simulate.js'
import { policiesOf } from '../../src/game/draw.js'
import { batchOf, gameOf } from './batches.js'

const folder = mkdtempSync(join(tmpdir(), 'detente-engines-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const policyModule = new URL('../../src/analysis/batch-policies.ts', import.meta.url).href
const RUNS = { index: 0, first: 1, last: 200 }

describe('the kernel and its referee', () => {
	it.each([
		['two-blows', {}, {}],
		['two-blows', { iran: 'uniform', pakistan: 'hawk' }, { variables: { rung: 4 } }],
		['two-blows', { iran: 'script:record', pakistan: 'tit-for-tat' }, { parameters: { china_offers: 500 } }],
		['iran-pakistan-2024', {}, {}],
		['iran-pakistan-2024', { iran: 'hawk', pakistan: 'uniform' }, {}],
	])('play the same runs of %s under %o and %o: every row of every ply alike', async (id, policies, settings) => {
		const batch = batchOf(id, { policies, settings, rows: 'csv', trace: true })
		const kernel = await openChunkPlayer(batch)
		const referee = await openChunkPlayer({ ...batch, engine: 'xstate' })
		const [fast, plain] = [kernel.play(RUNS), referee.play(RUNS)]
		expect(fast.refused).toBeNull()
		const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8')
		expect(text(fast.rows!.bytes)).toBe(text(plain.rows!.bytes))
		expect(text(fast.plies!.bytes)).toBe(text(plain.plies!.bytes))
		expect(fast.counts).toEqual(plain.counts)
	})
	it.each([{ iran: 'best' }, { iran: 'best', pakistan: 'quantal:0.5' }, { iran: 'script:record', pakistan: 'best' }])(
		'play the same runs under policies that are solved for: %o',
		async (policies) => {
			const batch = batchOf('two-blows', { policies, policyModule, rows: 'csv', trace: true })
			const fast = (await openChunkPlayer(batch)).play(RUNS)
			const plain = (await openChunkPlayer({ ...batch, engine: 'xstate' })).play(RUNS)
			expect(fast.refused).toBeNull()
			expect(Buffer.from(fast.plies!.bytes).toString()).toBe(Buffer.from(plain.plies!.bytes).toString())
			expect(fast.counts).toEqual(plain.counts)
		},
	)
	it('take the graph that policies are solved over from the folder that the batch names, and keep it there', async () => {
		const policies = { iran: 'best' }
		const batch = batchOf('two-blows', { policies, policyModule, rows: 'csv', trace: true })
		const rowsOf = async (graphFolder: string | null) =>
			Buffer.from((await openChunkPlayer({ ...batch, graphFolder })).play(RUNS).plies!.bytes).toString()
		const alone = await rowsOf(null)
		expect(readdirSync(folder)).toEqual([])
		expect(await rowsOf(folder)).toBe(alone)
		const [file] = readdirSync(folder)
		const { ino } = statSync(join(folder, file!))
		expect(await rowsOf(folder)).toBe(alone)
		// A graph that is explored again is written anew.
		expect(statSync(join(folder, file!)).ino).toBe(ino)
		expect(readdirSync(folder)).toEqual([file])
	})
	it('count what plain simulation counts', async () => {
		const batch = batchOf('two-blows')
		const game = gameOf(batch)
		const tally = simulate(game, policiesOf(game), { seed: batch.seed, ...RUNS })
		const { counts } = (await openChunkPlayer(batch)).play(RUNS)
		const { rounds } = game.scenario.clock
		game.scenario.endings.forEach(({ id }, n) => {
			const sum = counts.subarray(n * rounds, (n + 1) * rounds).reduce((a, b) => a + b, 0)
			expect(sum).toBe(tally.endings.get(id))
		})
	})
	it('a chunk does not depend on those played before it', async () => {
		const batch = batchOf('two-blows', { rows: 'csv' })
		const player = await openChunkPlayer(batch)
		const alone = (await openChunkPlayer(batch)).play({ index: 3, first: 101, last: 200 }).rows!.bytes
		player.play({ index: 0, first: 1, last: 57 })
		expect(player.play({ index: 3, first: 101, last: 200 }).rows!.bytes).toEqual(alone)
	})
})
