import { copyFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DOCUMENTS, documentsJsonSchema } from '../../src/report/documents/json-schemas.js'
import { TWO_COINS } from '../small-scenario.js'
import { detente, workFolder } from './detente.js'

const cwd = workFolder()
writeFileSync(join(cwd, 'coins.yaml'), TWO_COINS)

const home = join(cwd, 'home')
detente(['play', 'two-blows', '--plain', '--as', 'iran', '--seed', '7'], { cwd, home, input: '1\n1\n' })
copyFileSync(join(home, 'games', readdirSync(join(home, 'games'))[0]!), join(cwd, 'game.jsonl'))

describe('the published schema', () => {
	it.each([
		['simulate', 'simulate coins.yaml --runs 50'],
		['simulate', 'simulate coins.yaml --precision 0.2'],
		['sweep', 'sweep coins.yaml --vary rain=0..2 --runs 20'],
		['sweep', 'sweep coins.yaml --vary rain --vary eager --design saltelli --points 4 --exact'],
		['odds', 'odds coins.yaml'],
		['solve', 'solve chicken'],
		['whatif', 'whatif coins.yaml --at 1.ann --instead wait --runs 50'],
		['replay', 'replay --script sunny coins.yaml'],
		['replay', 'replay game.jsonl'],
		['review', 'review game.jsonl'],
		['compare', 'compare game.jsonl'],
		['check', 'check coins.yaml'],
		['list', 'list'],
		['contents', 'list two-blows'],
		['contents', 'list coins.yaml'],
	] as const)('of %s is kept by: detente %s', (name, line) => {
		const { json, stderr } = detente([...line.split(' '), '--json'], { cwd })
		const parsed = DOCUMENTS[name].safeParse(json)
		expect(parsed.error?.issues ?? [], stderr).toEqual([])
	})
	it('has a definition for each, and lets fields be added', () => {
		const { $defs, oneOf } = documentsJsonSchema() as {
			$defs: Record<string, { additionalProperties: unknown; required: string[] }>
			oneOf: unknown[]
		}
		expect(oneOf).toHaveLength(Object.keys(DOCUMENTS).length)
		for (const definition of Object.values($defs)) {
			expect(definition.additionalProperties).toEqual({})
			expect(definition.required).toEqual(expect.arrayContaining(['schema', 'scenario', 'seed', 'policies', 'command']))
		}
	})
})
