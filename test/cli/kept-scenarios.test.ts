import { chmodSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cacheFolder } from '../../src/cli/cache-folder.js'
import { KeptScenarios } from '../../src/cli/kept-scenarios.js'
import { parseScenario } from '../../src/scenario/parse-scenario.js'
import { TWO_COINS } from '../small-scenario.js'
import { detente, workFolder } from './detente.js'

const folder = workFolder()
const parsed = parseScenario(TWO_COINS, { file: 'coins.yaml' })
const none = join(folder, 'none')
let count = 0
const newFolder = (): string => join(folder, `kept-${++count}`)

describe('the cache folder', () => {
	it('is in DETENTE_HOME, or where caches belong', () => {
		expect(cacheFolder('checked', { DETENTE_HOME: '/a', XDG_CACHE_HOME: '/b' })).toBe(join('/a', 'checked'))
		expect(cacheFolder('graphs', { XDG_CACHE_HOME: '/b' })).toBe(join('/b', 'detente', 'graphs'))
	})
})

describe('kept scenarios', () => {
	it('are found by their text', () => {
		const own = newFolder()
		const kept = new KeptScenarios(own, none, 'checker')
		expect(kept.find(TWO_COINS, 'coins.yaml')).toBeNull()
		kept.keep(parsed)
		expect(kept.find(TWO_COINS, 'coins.yaml')).toStrictEqual(parsed)
		expect(kept.find(`${TWO_COINS}# edited\n`, 'coins.yaml')).toBeNull()
		expect(new KeptScenarios(own, none, 'another').find(TWO_COINS, 'coins.yaml')).toBeNull()
		expect(new KeptScenarios(own, none, null).find(TWO_COINS, 'coins.yaml')).toBeNull()
		expect(new KeptScenarios(none, own, 'checker').find(TWO_COINS, 'coins.yaml')).toStrictEqual(parsed)
	})

	it('are none with an error', () => {
		const own = newFolder()
		const faulty = parseScenario(TWO_COINS.replace('rounds:', 'rounds: 0 #'), { file: 'coins.yaml' })
		expect(faulty.scenario).toBeNull()
		new KeptScenarios(own, none, 'checker').keep(faulty)
		expect(() => readdirSync(own)).toThrow(/ENOENT/)
	})

	it('are not read when damaged, and then kept anew', () => {
		const own = newFolder()
		const kept = new KeptScenarios(own, none, 'checker')
		kept.keep(parsed)
		const [name] = readdirSync(own)
		writeFileSync(join(own, name!), readFileSync(join(own, name!), 'utf8').replace('"low":0', '"low":1'))
		expect(kept.find(TWO_COINS, 'coins.yaml')).toBeNull()
		kept.keep(parsed)
		expect(readdirSync(own)).toEqual([name])
		expect(kept.find(TWO_COINS, 'coins.yaml')).toStrictEqual(parsed)
	})

	it('cost nothing where nothing can be written', () => {
		const file = newFolder()
		writeFileSync(file, '')
		expect(() => new KeptScenarios(join(file, 'in-a-file'), none, 'checker').keep(parsed)).not.toThrow()
		const locked = newFolder()
		mkdirSync(locked, { mode: 0o500 })
		expect(() => new KeptScenarios(join(locked, 'in'), none, 'checker').keep(parsed)).not.toThrow()
		chmodSync(locked, 0o700)
	})

	it.skipIf(process.platform === 'win32')('are not believed where others may write', () => {
		const own = newFolder()
		const kept = new KeptScenarios(own, none, 'checker')
		kept.keep(parsed)
		chmodSync(own, 0o777)
		expect(kept.find(TWO_COINS, 'coins.yaml')).toBeNull()
		kept.keep(parsed)
		chmodSync(own, 0o700)
		expect(kept.find(TWO_COINS, 'coins.yaml')).toStrictEqual(parsed)
	})

	it('are let go when there are very many, the oldest first', () => {
		const own = newFolder()
		mkdirSync(own, { mode: 0o700 })
		for (let n = 0; n < 80; n++) {
			writeFileSync(join(own, `old-${n}`), '')
			utimesSync(join(own, `old-${n}`), n, n)
		}
		const kept = new KeptScenarios(own, none, 'checker')
		kept.keep(parsed)
		const left = readdirSync(own)
		expect(left).toHaveLength(60)
		expect(left).toContain('old-79')
		expect(left).not.toContain('old-0')
		expect(kept.find(TWO_COINS, 'coins.yaml')).toStrictEqual(parsed)
	})
})

describe('the program', () => {
	const home = newFolder()
	const cwd = newFolder()
	mkdirSync(cwd)
	const file = join(cwd, 'coins.yaml')
	const simulate = () => detente(['simulate', 'coins.yaml', '--runs', '50', '--json'], { cwd, home })

	it('keeps what it checks, and does the same with it', () => {
		writeFileSync(file, TWO_COINS)
		const first = simulate()
		expect(first.status, first.stderr).toBe(0)
		expect(readdirSync(join(home, 'checked'))).toHaveLength(1)
		expect(simulate()).toMatchObject({ status: 0, stdout: first.stdout })
	})

	it('sees an edit, and an error in it', () => {
		const { scenario } = simulate().json
		writeFileSync(file, TWO_COINS.replace('value: 25', 'value: 26'))
		expect(simulate().json.scenario).not.toEqual(scenario)
		expect(readdirSync(join(home, 'checked'))).toHaveLength(2)
		writeFileSync(file, TWO_COINS.replace('rounds:', 'rounds: 0 #'))
		expect(simulate().status).toBe(2)
		expect(readdirSync(join(home, 'checked'))).toHaveLength(2)
	})

	it('checks from the text when it is asked to check, and needs nothing kept of the shipped ones', () => {
		const own = newFolder()
		writeFileSync(file, TWO_COINS)
		expect(detente(['check', 'coins.yaml'], { cwd, home: own }).status).toBe(0)
		expect(detente(['list'], { home: own }).status).toBe(0)
		expect(() => readdirSync(join(own, 'checked'))).toThrow(/ENOENT/)
	})

	it('compiles itself anew where its compiled code is damaged', () => {
		const code = join(home, 'code')
		const { stdout } = detente(['list'], { home })
		const forms = readdirSync(code)
		expect(forms.length).toBeGreaterThan(3)
		for (const [n, form] of forms.entries()) {
			const bytes = readFileSync(join(code, form))
			if (n % 3 === 0) writeFileSync(join(code, form), bytes.subarray(0, bytes.length >> 1))
			else if (n % 3 === 1) writeFileSync(join(code, form), '')
			else {
				bytes[bytes.length >> 1]! ^= 0xff
				writeFileSync(join(code, form), bytes)
			}
		}
		expect(detente(['list'], { home })).toMatchObject({ status: 0, stdout, stderr: '' })
		const mended = forms.filter((form, n) => n % 3 === 1 && readFileSync(join(code, form)).length > 100)
		expect(mended.length).toBeGreaterThan(0)
	})

	it.skipIf(process.platform === 'win32')('runs no code from a folder that others may write to', () => {
		const code = join(home, 'code')
		for (const form of readdirSync(code)) writeFileSync(join(code, form), 'theirs')
		chmodSync(code, 0o777)
		expect(detente(['list'], { home })).toMatchObject({ status: 0, stderr: '' })
		for (const form of readdirSync(code)) expect(readFileSync(join(code, form), 'utf8')).toBe('theirs')
	})
})
