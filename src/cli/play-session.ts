import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { begin } from '../game/playthrough.js'
import { SHOWN_TO_ALL } from '../game/saved-game.js'
import { closest } from '../scenario/closest.js'
import type { Scenario } from '../scenario/scenario.js'
import type { Host, OpenGame, ResumedGame } from '../tui/host.js'
import type { Action } from '../tui/reduce.js'
import { needSolving, olderText, othersPolicies, solving } from '../tui/sides.js'
import type { Pair } from './arguments.js'
import { BadInput } from './bad-input.js'
import { GameStore, gameName, gamesFolder } from './game-store.js'
import { missingGame } from './named-game.js'
import { setUp } from './open-game.js'
import { openSavedGame } from './open-position.js'
import { openScenario } from './open-scenario.js'
import { openTable } from './open-table.js'
import { PlayHost } from './play-host.js'
import { say } from './print.js'

export interface PlayOptions {
	readonly as: readonly string[]
	readonly policy: readonly Pair[]
	readonly set: readonly Pair[]
	readonly without: readonly string[]
	readonly seed?: string
	readonly run: number
	readonly from?: string
	readonly lay: readonly Pair[]
	readonly plain: boolean
	readonly resume?: string | true
	readonly odds: boolean
	readonly class: boolean
}

/** What was asked for on the command line: nothing, a scenario, or a game that waits. */
type Wanted =
	| { readonly kind: 'nothing' }
	| { readonly kind: 'scenario'; readonly setUp: SetUp; readonly people: readonly string[] | null }
	| ({ readonly kind: 'game' } & ResumedGame)

type SetUp = Extract<Action, { kind: 'opened' }>['setUp']

/** @throws BadInput, SettingsError, PolicyError, SavedGameError */
export async function play(name: string | undefined, options: PlayOptions): Promise<void> {
	const host = new PlayHost(new GameStore(gamesFolder(process.env)))
	const wanted = await wantedOf(name, options, host)
	const why = whyPlain(options)
	if (why === null) await playInTerminal(wanted, options, host)
	else {
		if (why !== '') say(why)
		await playByLines(wanted, options, host)
	}
}

/** Null when the terminal can show screens, else why it can't, in words for the player; no word when it was asked for. */
function whyPlain({ plain }: PlayOptions): string | null {
	if (plain || !process.stdout.isTTY || !process.stdin.isTTY) return ''
	return process.env.TERM === 'dumb' ? 'This terminal can show no screens (TERM=dumb): playing line by line.' : null
}

async function wantedOf(name: string | undefined, options: PlayOptions, host: PlayHost): Promise<Wanted> {
	const { resume, as, policy, set, without, seed, run, from, lay, odds } = options
	if (lay.length > 0 && from === undefined)
		throw new BadInput('--lay is for a run that is taken over: say where with --from')
	if (resume !== undefined) {
		if (
			name !== undefined ||
			as.length > 0 ||
			policy.length > 0 ||
			set.length > 0 ||
			without.length > 0 ||
			seed !== undefined ||
			from !== undefined
		)
			throw new BadInput('a saved game has its scenario, sides, settings and seed: --resume goes with none of them')
		const { game, odds: left } = await resumed(resume, host)
		return { kind: 'game', game: inClass(game, options), odds: odds ? SHOWN_TO_ALL : left }
	}
	if (name === undefined) {
		if (as.length > 0 || policy.length > 0 || set.length > 0 || without.length > 0)
			throw new BadInput('name the scenario that --as, --policy, --set or --without is about: detente play SCENARIO …')
		return { kind: 'nothing' }
	}
	const scenario = await openScenario(name)
	const people = playersOf(scenario, as)
	const table = openTable(setUp(scenario, options).game)
	const policies = Object.fromEntries(policy.map((p) => [p.name, p.value]))
	if (needSolving(policies)) say(solving(scenario.title))
	table.policies(policies)
	const source = /[\\/]|\.ya?ml$/i.test(name) ? resolve(name) : name
	if (from !== undefined) {
		if (seed === undefined) throw new BadInput('--from takes a run over: say of which --seed')
		const { takenOver } = await import('./taken-over.js')
		const playthrough = takenOver(table, { seed, run, policies, people, from, lay })
		return {
			kind: 'game',
			game: inClass({ table, playthrough, source, file: null }, options),
			odds: { byDefault: odds, bySeat: {} },
		}
	}
	const both = people.find((id) => policies[id] !== undefined)
	if (both !== undefined) throw new BadInput(`${both} can't be played and follow the policy ${policies[both]!} at once`)
	return {
		kind: 'scenario',
		people: people.length > 0 ? people : null,
		setUp: {
			table,
			source,
			seed: seed ?? host.newSeed(),
			run,
			policies,
			showsOdds: odds,
			asksReasons: options.class,
		},
	}
}

/** With `--class`, a game that asks for reasons from here on. */
const inClass = (game: OpenGame, options: PlayOptions): OpenGame =>
	options.class ? { ...game, playthrough: { ...game.playthrough, asksReasons: true } } : game

/** @throws BadInput naming who there is */
function playersOf(scenario: Scenario, as: readonly string[]): string[] {
	const ids = scenario.players.map((p) => p.id)
	const people = as
		.flatMap((text) => text.split(','))
		.map((text) => text.trim())
		.filter(Boolean)
	for (const id of people)
		if (!ids.includes(id))
			throw new BadInput(`there is no player "${id}"${closest(id, ids)}; players are ${ids.join(', ')}`)
	return people
}

async function resumed(name: string | true, host: PlayHost): Promise<ResumedGame> {
	const { store } = host
	if (name !== true) {
		const file = store.find(name)
		if (file === undefined) throw missingGame(name)
		return opened(file)
	}
	for (const file of store.files()) {
		const found = await opened(file)
		if (!found.game.table.isOver(found.game.playthrough)) return found
	}
	throw new BadInput(`no game waits in ${store.folder}: begin one with detente play`)
}

async function opened(file: string): Promise<ResumedGame> {
	const { table, playthrough, source, odds } = await openSavedGame(file, undefined, ({ game }, { policies }) => {
		if (needSolving(policies)) say(solving(game.scenario.title))
	})
	return { game: { table, playthrough, source, file }, odds }
}

async function playInTerminal(wanted: Wanted, options: PlayOptions, host: PlayHost): Promise<void> {
	const actions: Action[] = []
	if (wanted.kind === 'nothing') {
		const [scenarios, games] = await Promise.all([host.scenarios(), host.games()])
		actions.push({ kind: 'listed', scenarios, games, older: host.older() })
	} else if (wanted.kind === 'game') actions.push({ ...wanted, kind: 'resumed' })
	else if (wanted.people === null) actions.push({ kind: 'opened', setUp: wanted.setUp })
	else actions.push({ kind: 'begin', setUp: wanted.setUp, people: wanted.people })
	// React reads it once, when it is loaded: its development build takes twice as long for a frame.
	process.env.NODE_ENV ??= 'production'
	const { runTerminal } = await import('../tui/run-terminal.js')
	const { game, unsaved, signal } = await runTerminal({
		host,
		actions,
		showsOdds: options.odds,
		asksReasons: options.class,
	})
	farewell(game, unsaved)
	// Nothing is left to wait for, and a terminal's input would keep the process.
	process.exit(signal === null ? 0 : SIGNAL_CODE[signal])
}

/** 128 and the signal's number, as shells have it. */
const SIGNAL_CODE = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const

function farewell(game: OpenGame | null, unsaved: string | null): void {
	if (!game) return
	if (unsaved !== null) say(`The game is not saved: ${unsaved}.`)
	else if (game.file === null) say('Nothing was decided: no game is kept.')
	else {
		const over = game.table.isOver(game.playthrough)
		say(`Saved in ${game.file}${over ? '' : `\nGo on with it: detente play --resume ${gameName(game.file)}`}`)
	}
}

async function playByLines(wanted: Wanted, options: PlayOptions, host: Host): Promise<void> {
	const { playPlain } = await import('../tui/play-plain.js')
	const input = createInterface({ input: process.stdin, terminal: false })
	const lines = input[Symbol.asyncIterator]()
	const print = (text: string): void => {
		process.stdout.write(text)
	}
	const begun = await gameByLines(wanted, host, lines, print, options)
	if (begun) {
		const { game: left, unsaved } = await playPlain({
			...begun,
			lines,
			print,
			host,
			width: Math.min(100, process.stdout.columns || 100),
			withBriefing: wanted.kind !== 'game',
		})
		farewell(left, unsaved)
	}
	input.close()
	process.stdin.unref?.()
}

/** The game to play, asked for when the command line named none; null at the end of input. */
async function gameByLines(
	wanted: Wanted,
	host: Host,
	lines: AsyncIterator<string>,
	print: (text: string) => void,
	options: PlayOptions,
): Promise<ResumedGame | null> {
	if (wanted.kind === 'game') return wanted
	if (wanted.kind === 'scenario') return begun(wanted.setUp, wanted.people)
	const scenarios = (await host.scenarios()).filter((s) => s.problem === null)
	const games = (await host.games()).filter((g) => g.problem === null)
	const rows = [
		...scenarios.map((s, n) => `${n + 1}. ${s.title}: ${s.summary}`),
		...games.map(
			(g, n) =>
				`${scenarios.length + n + 1}. ${g.isOver ? 'Look back at' : 'Go on with'} ${g.title}, ${g.where}, as ${g.who}`,
		),
	]
	const older = host.older()
	if (older.count > 0) rows.push('', olderText(older))
	for (;;) {
		print(`${rows.join('\n')}\n\nNumber of what you want to play (quit leaves): `)
		const { value, done } = await lines.next()
		if (done || /^(q|quit|exit)$/i.test(value.trim())) {
			print('\n')
			return null
		}
		print('\n')
		const number = Number(value.trim())
		const scenario = scenarios[number - 1]
		if (scenario)
			return begun(
				{
					table: await host.open(scenario.source),
					source: scenario.source,
					seed: host.newSeed(),
					run: 1,
					policies: {},
					showsOdds: options.odds,
					asksReasons: options.class,
				},
				null,
			)
		const game = games[number - 1 - scenarios.length]
		if (game) {
			const found = await host.resume(game.file)
			return options.odds ? { ...found, odds: SHOWN_TO_ALL } : found
		}
		print(`Write a number from 1 to ${scenarios.length + games.length}.\n`)
	}
}

/** With nobody named, the first player that follows no policy is the person's. */
function begun(
	{ table, source, seed, run, policies, asksReasons, showsOdds }: SetUp,
	people: readonly string[] | null,
): ResumedGame {
	const ids = table.game.scenario.players.map((p) => p.id)
	const chosen = people ?? [ids.find((id) => policies[id] === undefined) ?? ids[0]!]
	const others = othersPolicies(policies, chosen)
	const playthrough = table.advance(begin(table.game, { seed, run, people: chosen, policies: others, asksReasons }))
	return { game: { table, source, file: null, playthrough }, odds: { byDefault: showsOdds, bySeat: {} } }
}
