import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { GameStore, gameName, gamesFolder } from '../../src/cli/game-store.js'

let folder: string
let store: GameStore
const noon = new Date('2024-01-18T12:00:00Z')

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'detente-'))
	store = new GameStore(join(folder, 'games'))
})

afterEach(() => {
	rmSync(folder, { recursive: true, force: true })
})

test('games lie where the environment says', () => {
	expect(gamesFolder({ DETENTE_HOME: '/a', XDG_DATA_HOME: '/b' })).toBe(join('/a', 'games'))
	expect(gamesFolder({ XDG_DATA_HOME: '/b' })).toBe(join('/b', 'detente', 'games'))
	expect(gamesFolder({})).toMatch(/\.local.share.detente.games$/)
})

test('two games of one moment have two files', () => {
	const files = [store.newFile('two-blows', noon), store.newFile('two-blows', noon)]
	expect(files.map(gameName)).toEqual(['two-blows-20240118-120000', 'two-blows-20240118-120000-2'])
})

test('a game is replaced whole, and nothing is left beside it', () => {
	const file = store.newFile('two-blows', noon)
	store.write(file, 'first\n')
	store.write(file, 'second\n')
	expect(readFileSync(file, 'utf8')).toBe('second\n')
	expect(readdirSync(store.folder)).toEqual([`${gameName(file)}.jsonl`])
})

test('what cannot be written leaves the old text and no file beside it', () => {
	expect(() => store.write(join(folder, 'no', 'such', 'folder.jsonl'), 'text')).toThrow()
	expect(readdirSync(folder)).toEqual([])
})

test('the latest comes first; what is empty, or no game, is left out', () => {
	expect(store.files()).toEqual([])
	const files = ['old', 'new', 'middle'].map((name) => store.newFile(name, noon))
	for (const file of files) store.write(file, 'text\n')
	for (const [n, file] of files.entries()) utimesSync(file, 1000, [1000, 3000, 2000][n]!)
	store.newFile('empty', noon)
	writeFileSync(join(store.folder, 'notes.txt'), 'text')
	expect(store.files().map((file) => gameName(file).split('-')[0])).toEqual(['new', 'middle', 'old'])
})

test('a game is found by its name, its file name, or a path', () => {
	const file = store.newFile('two-blows', noon)
	expect(store.find(gameName(file))).toBe(file)
	expect(store.find(`${gameName(file)}.jsonl`)).toBe(file)
	expect(store.find(file)).toBe(file)
	expect(store.find('gone')).toBeUndefined()
})
