import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, describe, expect, it } from 'vitest'
import { runColumns } from '../../src/batch/columns.js'
import { runBatch } from '../../src/batch/run-batch.js'
import { createGame } from '../../src/game/create-game.js'
import { drawMove, policiesOf } from '../../src/game/draw.js'
import { luckOf } from '../../src/game/luck.js'
import { scenarioOf } from '../scenarios.js'
import { TWO_COINS } from '../small-scenario.js'
import { batchOf, gameOf, outputOf } from './batches.js'

const folder = mkdtempSync(join(tmpdir(), 'detente-rows-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Row = Record<string, string | number | null>

async function query(sql: string): Promise<Row[]> {
	const connection = await (await DuckDBInstance.create(':memory:')).connect()
	return (await connection.runAndReadAll(sql)).getRowObjectsJson() as Row[]
}

async function written(format: 'csv' | 'jsonl' | 'parquet', runs: number, seed = 'rows') {
	const batch = batchOf('two-blows', { rows: format, trace: true, seed })
	const path = join(folder, `${seed.replace(/\W/g, '')}-${runs}.${format}`)
	const { tally } = await runBatch(batch, { runs, workers: 1, output: outputOf(batch, path, runs) })
	return { batch, path, tally }
}

describe('rows in Parquet', () => {
	it('let DuckDB count the outcome table again, and the rounds', async () => {
		const { path, tally } = await written('parquet', 12_000)
		const counted = await query(`select ending, count(*)::int as runs from '${path}' group by ending`)
		expect(new Map(counted.map((r) => [r.ending, r.runs]))).toEqual(
			new Map([...tally.endings].filter(([, count]) => count > 0)),
		)
		const rounds = await query(`select round, count(*)::int as runs from '${path}' group by round`)
		for (const { round, runs } of rounds) expect(tally.rounds[Number(round) - 1]).toBe(runs)
		expect(await query(`select min(run)::int a, max(run)::int b, count(distinct run)::int c from '${path}'`)).toEqual([
			{ a: 1, b: 12_000, c: 12_000 },
		])
	})
	it('carry what they are of', async () => {
		const { path } = await written('parquet', 50)
		const about = await query(`select decode(key) as key, decode(value) as value from parquet_kv_metadata('${path}')`)
		expect(about).toEqual([{ key: 'runs', value: '50' }])
	})
	it('are the rows that CSV and JSONL have, types and missing values included', async () => {
		const all = await Promise.all(
			(['csv', 'jsonl', 'parquet'] as const).map((format) => written(format, 300, 'a "seed", 7')),
		)
		const [csv, jsonl, parquet] = all.map((w) => w.path) as [string, string, string]
		const parsed = readFileSync(jsonl, 'utf8')
			.trimEnd()
			.split('\n')
			.map((line) => JSON.parse(line) as Row)
		const read = await query(`select * from '${parquet}'`)
		const numbered = (rows: Row[]) => rows.map((row) => ({ ...row, run: Number(row.run) }))
		expect(numbered(read)).toEqual(parsed)
		expect(parsed[0]!.seed).toBe('a "seed", 7')
		expect(numbered(await query(`select * from read_csv('${csv}', nullstr='')`)).map(plain)).toEqual(parsed.map(plain))
	})
	it('have the columns that are declared, in their order', async () => {
		const { path, batch } = await written('parquet', 20)
		const columns = runColumns(gameOf(batch).rules, batch.seed)
		const described = await query(`describe select * from '${path}'`)
		expect(described.map((d) => d.column_name)).toEqual(columns.map((c) => c.name))
		expect(described.map((d) => d.column_type)).toEqual(
			columns.map((c, n) => (c.texts ? 'VARCHAR' : n === 0 ? 'BIGINT' : 'INTEGER')),
		)
	})
})

/** DuckDB reads a CSV's numbers as 64 bits and shows them as text. */
const plain = (row: Row): Row =>
	Object.fromEntries(Object.entries(row).map(([key, value]) => [key, value === null ? null : String(value)]))

describe('rows of plies', () => {
	it('retell every run as the game plays it', async () => {
		const { path, batch } = await written('jsonl', 40)
		const plies = readFileSync(`${path}.plies`, 'utf8')
			.trimEnd()
			.split('\n')
			.map((line) => JSON.parse(line) as Row)
		const game = gameOf(batch)
		const policies = policiesOf(game)
		let n = 0
		for (let run = 1; run <= 40; run++) {
			const luck = luckOf(batch.seed, run)
			let state = game.initialState()
			for (let ply = 1; state.ending === null; ply++) {
				const from = state
				const move = drawMove(game, policies, state, luck)
				state = game.apply(state, move)
				const outcome = state.pending === null ? null : drawMove(game, policies, state, luck)
				if (outcome) state = game.apply(state, outcome)
				expect(plies[n++]).toEqual({
					run,
					ply,
					round: from.round,
					player: move.id.split('.')[0],
					move: move.id.split('.')[1],
					outcome: outcome ? outcome.id.split('.')[2] : null,
					...state.variables,
					...state.chart,
				})
			}
		}
		expect(n).toBe(plies.length)
	})
})

const TAGGED = TWO_COINS.replace('title: Push,', 'title: Push, tags: [force],')
	.replace('title: Wait }', 'title: Wait, tags: [mediation-accept] }')
	.replace('chance: rain,', 'chance: rain, tags: [mediation-offer],')

describe('key events', () => {
	const game = createGame(scenarioOf(TAGGED))
	const events = async (policies: Record<string, string>, rain: number): Promise<Row> => {
		const batch = batchOf('two-coins', {
			scenario: scenarioOf(TAGGED),
			policies,
			settings: { parameters: { rain } },
			rows: 'jsonl',
		})
		const path = join(folder, `events-${Object.values(policies).join('-')}-${rain}.jsonl`)
		await runBatch(batch, { runs: 1, workers: 1, output: outputOf(batch, path, 1) })
		return JSON.parse(readFileSync(path, 'utf8')) as Row
	}
	it('go by the tags of cards', async () => {
		expect(game.scenario.moves[0]!.tags).toEqual(['force'])
		expect(await events({ ann: 'fierce', bob: 'gentle' }, 100)).toMatchObject({
			ending: 'hot',
			round: 2,
			heat: 3,
			'highest.heat': 3,
			first_force_round: 1,
			first_force_by: 'ann',
			force_answered_after: null,
			mediation_offered_round: 1,
			mediation_accepted_round: 1,
			thaw_round: null,
		})
		expect(await events({ ann: 'fierce', bob: 'fierce' }, 0)).toMatchObject({
			first_force_by: 'ann',
			force_answered_after: 0,
			mediation_offered_round: null,
			mediation_accepted_round: null,
		})
		expect(await events({ ann: 'gentle', bob: 'gentle' }, 0)).toMatchObject({
			'highest.heat': 0,
			first_force_round: null,
			first_force_by: null,
			force_answered_after: null,
		})
	})
	it('go by the tags of states as well: a region that comes to stand in one', async () => {
		const text = TWO_COINS.replace(
			'decks:',
			`chart:
  mood:
    initial: cold
    states: { cold: { on: { push: warm } }, warm: { tags: [thaw] } }
decks:`,
		)
		const batch = batchOf('two-coins', {
			scenario: scenarioOf(text),
			policies: { ann: 'gentle', bob: 'fierce' },
			settings: { parameters: { rain: 0 } },
			rows: 'jsonl',
		})
		const path = join(folder, 'thaw.jsonl')
		await runBatch(batch, { runs: 1, workers: 1, output: outputOf(batch, path, 1) })
		expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ mood: 'warm', thaw_round: 1 })
	})
})

describe('columns', () => {
	it.each(['seed', 'Seed'])('keep clear of each other, as SQL tells names apart: %s', (name) => {
		const text = TWO_COINS.replaceAll('heat', name)
		const names = runColumns(createGame(scenarioOf(text)).rules, 's').map((c) => c.name)
		expect(new Set(names.map((n) => n.toLowerCase())).size).toBe(names.length)
		expect(names).toContain(`final.${name}`)
	})
})
