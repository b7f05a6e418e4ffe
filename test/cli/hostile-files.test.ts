import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { TWO_COINS } from '../small-scenario.js'
import { detente, workFolder } from './detente.js'

const cwd = workFolder()
const bomb = Array.from({ length: 12 }, (_, i) =>
	i === 0
		? 'a0: &a0 [x, x]'
		: `a${i}: &a${i} [${Array(10)
				.fill(`*a${i - 1}`)
				.join(', ')}]`,
).join('\n')

/** Files that are meant to hurt, and a word of what is said of each. */
const FILES: readonly (readonly [string, string, RegExp])[] = [
	['12 MB', `${TWO_COINS}# ${'x'.repeat(12_000_000)}`, /at most 1000000/],
	['aliases of aliases', `${bomb}\n${TWO_COINS}`, /aliases/],
	[
		'10,000 moves',
		TWO_COINS.replace(
			'moves:\n',
			`moves:\n${Array.from({ length: 10_000 }, (_, i) => `  m${i}: { by: ann, title: M }\n`).join('')}`,
		),
		/10002 moves/,
	],
	[
		'brackets in brackets',
		TWO_COINS.replace('weight: eager', `weight: ${'('.repeat(5000)}1${')'.repeat(5000)}`),
		/at most 4000/,
	],
	['__proto__', TWO_COINS.replace('moves:\n', 'moves:\n  __proto__: { by: ann, title: P }\n'), /"__proto__" cannot/],
	[
		'a name that looks like code',
		TWO_COINS.replace('moves:\n', 'moves:\n  "x\'];process.exit(7);//": { by: ann, title: P }\n'),
		/is no name/,
	],
	[
		'a circle',
		TWO_COINS.replace(
			'decks:\n',
			'chart: { c: { initial: a, states: { a: { always: b }, b: { always: a } } } }\ndecks:\n',
		),
		/goes round in a circle/,
	],
]

describe('a hostile file', () => {
	it.each(FILES)('%s: is refused with a place and no trace', (_, text, says) => {
		writeFileSync(join(cwd, 'hostile.yaml'), text)
		const { status, stdout, stderr } = detente(['odds', 'hostile.yaml'], { cwd })
		expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
		expect(stderr).toMatch(says)
		expect(stderr).toMatch(/^hostile\.yaml:/)
		expect(stderr).not.toMatch(/\n +at .*:\d+:\d+/)
	})

	it('with thousands of errors shows the first of them, and --json all', () => {
		writeFileSync(join(cwd, 'hostile.yaml'), TWO_COINS + 'foo: 1\n'.repeat(300))
		const { stderr } = detente(['odds', 'hostile.yaml'], { cwd })
		expect(stderr.match(/ error /g)).toHaveLength(50)
		expect(stderr).toContain('… and 250 more')
		const { status, stdout } = detente(['check', 'hostile.yaml'], { cwd })
		expect(status).toBe(2)
		expect(stdout.match(/ error /g)).toHaveLength(50)
		expect(detente(['check', 'hostile.yaml', '--json'], { cwd }).json.findings).toHaveLength(300)
	})
})
