import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { scriptRules } from '../../src/analysis/proving/proof-rules.js'
import { checkScenario } from '../../src/cli/checked.js'
import { SOUND } from '../analysis/proving/faults.js'
import { workFolder } from './detente.js'

const folder = workFolder()
const own = process.env.DETENTE_HOME
beforeAll(() => {
	process.env.DETENTE_HOME = join(folder, 'home')
})
afterAll(() => {
	if (own === undefined) delete process.env.DETENTE_HOME
	else process.env.DETENTE_HOME = own
})

/** `¦` stands where the finding must point. */
const FAULTS = [
	[
		'script-illegal',
		'a card that is not legal',
		['- ann.wait\n      - bob.wait', '- ¦ann.mend\n      - bob.wait'],
		/step 1, ann\.mend, is not legal in round 1: legal are ann\.push, ann\.wait/,
	],
	[
		'script-illegal',
		'passing where one could play',
		['- ann.wait\n      - bob.wait', '- ¦ann.pass\n      - bob.wait'],
		/step 1, ann\.pass, is not legal/,
	],
	[
		'script-illegal',
		'a step after the end',
		[
			'- ann.wait\n      - bob.wait\n      - sky.nothing\n      - ann.wait\n      - bob.wait\n      - sky.nothing',
			'- ann.push.hard\n      - bob.push.hard\n      - ¦sky.nothing\n      - ann.wait\n      - bob.wait\n      - sky.nothing',
		],
		/step 3, sky\.nothing/,
	],
	[
		'script-ending',
		'another ending',
		['  quiet:\n', '  ¦quiet:\n', 'ending: truce', 'ending: peace'],
		/it leads to "truce"/,
	],
	[
		'script-ending',
		'no end',
		['  quiet:\n', '  ¦quiet:\n', 'bob.wait\n      - sky.nothing\n$', 'bob.wait\n$'],
		/it stops before the end/,
	],
] as const

it('finds nothing in the sound scenario but a switch that nothing reads', async () => {
	const file = join(folder, 'sound.yaml')
	writeFileSync(file, SOUND)
	const { findings, scripts } = await checkScenario(file)
	expect(findings.map((f) => f.rule)).toEqual(['unused-parameter'])
	expect(scripts.map((s) => [s.id, s.ending])).toEqual([['quiet', 'truce']])
})

it.each(FAULTS)('catches %s (%s) at its line and column', async (rule, name, changes, says) => {
	let marked = `${SOUND}$`
	for (let n = 0; n < changes.length; n += 2) {
		expect(marked).toContain(changes[n])
		marked = marked.replace(changes[n]!, changes[n + 1]!)
	}
	marked = marked.replace(/\$$/, '')
	const before = marked.slice(0, marked.indexOf('¦')).split('\n')
	const file = join(folder, `${name.replaceAll(' ', '-')}.yaml`)
	writeFileSync(file, marked.replace('¦', ''))
	const { findings, scripts } = await checkScenario(file)
	const found = findings.find((f) => f.rule === rule)
	expect(found, JSON.stringify(findings)).toMatchObject({
		severity: 'error',
		at: { line: before.length, column: before.at(-1)!.length + 1 },
	})
	expect(found!.message).toMatch(says)
	expect(scripts).toEqual([])
})

it('has a seeded fault for every rule of scripts', () => {
	expect([...new Set(FAULTS.map(([rule]) => rule))].sort()).toEqual(Object.keys(scriptRules).sort())
})
