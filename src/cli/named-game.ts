import { existsSync, statSync } from 'node:fs'
import { closest } from '../scenario/closest.js'
import { BadInput } from './bad-input.js'
import { failureOf } from './failure.js'
import { GameStore, gameName, gamesFolder } from './game-store.js'
import { openSavedGame } from './open-position.js'

/** Games that a message names. */
const MOST_NAMED = 5

const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile()
const isFolder = (path: string): boolean => existsSync(path) && statSync(path).isDirectory()
const ownGames = (): GameStore => new GameStore(gamesFolder(process.env))

/** The file of a saved game: one by its path, or one of the games' folder by the name that the home screen shows; undefined when there is neither. */
export function findGame(name: string): string | undefined {
	return isFile(name) ? name : ownGames().find(name)
}

/** The same. @throws BadInput when there is neither: the message says where games are */
export function namedGame(name: string): string {
	const file = findGame(name)
	if (file !== undefined) return file
	if (isFolder(name)) throw new BadInput(`${name} is a folder`)
	throw missingGame(name)
}

/** Every name as above; that of a folder stands for all its games, oldest first, and none for those of the games' folder. @throws BadInput */
export function namedGames(names: readonly string[]): string[] {
	if (names.length === 0) return gamesOf(ownGames())
	return names.flatMap((name) => (isFolder(name) ? gamesOf(new GameStore(name)) : [namedGame(name)]))
}

/** The latest game of the games' folder that has ended, else the latest. @throws BadInput when there is none that can be read */
export async function latestGame(): Promise<string> {
	const store = ownGames()
	let latest: string | undefined
	for (const file of store.files()) {
		try {
			const { table, playthrough } = await openSavedGame(file)
			if (table.isOver(playthrough)) return file
			latest ??= file
		} catch (error) {
			// One that can't be read is passed over; what is wrong with it is said when it is named.
			if (failureOf(error).exitCode !== 2) throw error
		}
	}
	if (latest === undefined) throw new BadInput(`there is no game in ${store.folder} yet: begin one with detente play`)
	return latest
}

/** The file of a result: `-` and a document are as they are named. @throws BadInput when it is no file, and no game either */
export function namedResult(name: string): string {
	return name === '-' || existsSync(name) || /[\\/]|\.json$/.test(name) ? name : namedGame(name)
}

export function missingGame(name: string): BadInput {
	const slip = closest(gameName(name), ownGames().files().map(gameName))
	const where = savedWhere()
	return new BadInput(
		`there is no saved game "${name}"${slip === '' ? `; ${where}` : `${slip} ${where[0]!.toUpperCase()}${where.slice(1)}`}`,
	)
}

/** `games are in …/games: two-blows-20240118-093000, …`, the latest first. */
export function savedWhere(): string {
	const store = ownGames()
	const names = store.files().map(gameName)
	if (names.length === 0) return `games are saved in ${store.folder}, where there is none yet`
	const rest = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : ''
	return `games are in ${store.folder}: ${names.slice(0, MOST_NAMED).join(', ')}${rest}`
}

/** @throws BadInput when the folder has none */
function gamesOf(store: GameStore): string[] {
	const files = store.files().reverse()
	if (files.length === 0) throw new BadInput(`there is no saved game in ${store.folder}`)
	return files
}
