import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeFolder } from '../../src/kernel/make-folder.js'

let folder: string
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'detente-'))
})
afterEach(() => {
	rmSync(folder, { recursive: true, force: true })
})

test('a folder is made with all above it, and made again without complaint', () => {
	const path = join(folder, 'a', 'b', 'c')
	makeFolder(path, 0o700)
	makeFolder(path, 0o700)
	for (const made of [path, join(folder, 'a')]) expect(statSync(made).mode & 0o777).toBe(0o700)
})

test('a link to a folder is one', () => {
	mkdirSync(join(folder, 'real'))
	symlinkSync('real', join(folder, 'link'))
	makeFolder(join(folder, 'link', 'inner'))
	expect(existsSync(join(folder, 'real', 'inner'))).toBe(true)
})

test.each([
	['file', 'EEXIST'],
	['file/inner', 'ENOTDIR'],
	['file/inner/most', 'ENOTDIR'],
	['nowhere', 'EEXIST'],
	['nowhere/inner', 'EEXIST'],
])('where %s stands in the way, it says so', (name, code) => {
	writeFileSync(join(folder, 'file'), '')
	symlinkSync('gone', join(folder, 'nowhere'))
	expect(() => makeFolder(join(folder, name))).toThrow(expect.objectContaining({ code }))
})

test('where nothing may be made, it says so', (context) => {
	if (process.getuid?.() === 0) context.skip('the superuser may write anywhere')
	chmodSync(folder, 0o500)
	expect(() => makeFolder(join(folder, 'a', 'b'))).toThrow(expect.objectContaining({ code: 'EACCES' }))
	chmodSync(folder, 0o700)
})

test('where folders cannot be, it ends', (context) => {
	if (!existsSync('/proc/self')) context.skip('there is no such folder here')
	expect(() => makeFolder('/proc/x/y/z')).toThrow(expect.objectContaining({ code: 'ENOENT' }))
})
