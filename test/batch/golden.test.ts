import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { openChunkPlayer } from '../../src/batch/chunk-player.js'
import { batchOf } from './batches.js'

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** The same on every machine and every Node: whoever changes these changes every number that was ever published. */
describe('the runs of a seed', () => {
	it.each(['kernel', 'xstate'] as const)('are for ever those that they were: %s', async (engine) => {
		const player = await openChunkPlayer(batchOf('two-coins', { seed: 'golden', rows: 'csv', trace: true, engine }))
		const { rows, plies, counts } = player.play({ index: 0, first: 1, last: 3000 })
		expect([...counts]).toEqual([397, 2071, 0, 532])
		expect(hashOf(rows!.bytes)).toBe('762164633b3efede52743da556ca3868b05bd636c6fe5e207f8479778eb1acca')
		expect(hashOf(plies!.bytes)).toBe('01230bb412dc5eef6c065c2dd17619b0e61ee1c2c8c7b3c76cd032e8062ff9d3')
	})
})
