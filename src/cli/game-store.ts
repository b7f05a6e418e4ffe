import { existsSync, readdirSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, join } from 'node:path'
import { makeFolder } from '../kernel/make-folder.js'
import { replaceFile } from './replace-file.js'

const ENDING = '.jsonl'

/** `$DETENTE_HOME/games`, or else `$XDG_DATA_HOME/detente/games`, or else `~/.local/share/detente/games`. */
export function gamesFolder(env: NodeJS.ProcessEnv): string {
	if (env.DETENTE_HOME) return join(env.DETENTE_HOME, 'games')
	return join(env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'detente', 'games')
}

/** The games of one folder, a file each. */
export class GameStore {
	readonly folder: string

	constructor(folder: string) {
		this.folder = folder
	}

	/** A file for a new game, named for its scenario and the moment; nobody else has it. @throws NodeJS.ErrnoException */
	newFile(scenario: string, now: Date): string {
		makeFolder(this.folder)
		const moment = now.toISOString().slice(0, 19).replaceAll('-', '').replaceAll(':', '').replace('T', '-')
		for (let n = 1; ; n++) {
			const file = join(this.folder, `${scenario}-${moment}${n === 1 ? '' : `-${n}`}${ENDING}`)
			try {
				writeFileSync(file, '', { flag: 'wx' })
				return file
			} catch (error) {
				if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
			}
		}
	}

	/** Replaces the file in one step: a reader, or a crash, meets the old text or the new, never a part. @throws NodeJS.ErrnoException */
	write(file: string, text: string): void {
		replaceFile(file, text)
	}

	/** Where it can't be removed, or is none, it is left. */
	remove(file: string): void {
		try {
			unlinkSync(file)
		} catch {}
	}

	/** Latest first; empty when there is no such folder. */
	files(): string[] {
		let names: string[]
		try {
			names = readdirSync(this.folder)
		} catch {
			return []
		}
		return names
			.filter((name) => name.endsWith(ENDING))
			.map((name) => join(this.folder, name))
			.map((file) => ({ file, at: statSync(file, { throwIfNoEntry: false }) }))
			.filter(({ at }) => at?.isFile() && at.size > 0)
			.sort((a, b) => b.at!.mtimeMs - a.at!.mtimeMs || (a.file < b.file ? 1 : -1))
			.map(({ file }) => file)
	}

	/** What `--resume NAME` means: a game of the folder by its name, or any file; undefined when there is none. */
	find(name: string): string | undefined {
		const own = join(this.folder, name.endsWith(ENDING) ? name : `${name}${ENDING}`)
		return [own, name].find((file) => existsSync(file) && statSync(file).isFile())
	}
}

export const gameName = (file: string): string => basename(file, ENDING)
