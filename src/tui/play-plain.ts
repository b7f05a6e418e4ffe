import { IllegalMove, ScenarioFault } from '../game/game.js'
import type { Playthrough, Table } from '../game/playthrough.js'
import type { OddsShown } from '../game/saved-game.js'
import { moveTitle } from '../report/move-title.js'
import { type Host, HostProblem, type OpenGame } from './host.js'
import { deckCards } from './panels/inject-lines.js'
import { cardPreview, moveOddsRows, oddsRows, reviewRows } from './plain-class.js'
import { pageRows } from './plain-pages.js'
import { happeningText, movesText, moveText, rows, turnText } from './plain-text.js'
import { askedWhatIf, branchBesideRows } from './plain-what-if.js'
import { accountOf } from './view/account.js'
import { consequencesOf } from './view/consequences.js'
import { givenAway } from './view/given-away.js'
import { cardsAfter } from './view/laid-cards.js'
import { openMoves } from './view/offered-moves.js'
import { branchesOf, renamed } from './view/what-if.js'
import { listed, playerName } from './view/wording.js'

export interface PlainOptions {
	readonly game: OpenGame
	/** One command a line; its end leaves the game. */
	readonly lines: AsyncIterator<string>
	/** Writes text that may hold line breaks; adds none. */
	readonly print: (text: string) => void
	readonly host: Pick<Host, 'save' | 'discard' | 'odds' | 'preview' | 'review'>
	/** Who sees odds when it begins. */
	readonly odds: OddsShown
	/** Columns. */
	readonly width: number
	readonly withBriefing: boolean
}

/** How line-by-line play was left. */
export interface PlainDeparture {
	readonly game: OpenGame
	/** Why the game is not saved; null when it is. */
	readonly unsaved: string | null
}

const BY_CHANCE = 'chance, likelier moves more often, as the scenario’s author weighed them'

/** Play line by line: everything can be read aloud, piped, and typed blind. */
export async function playPlain(options: PlainOptions): Promise<PlainDeparture> {
	const session = new PlainSession(options)
	session.opening()
	for (;;) {
		session.prompt()
		const { value, done } = await options.lines.next()
		if (done) break
		if (await session.obey(value.trim())) break
	}
	return session.departure()
}

class PlainSession {
	readonly #options: PlainOptions
	#game: OpenGame
	#unsaved: string | null = null
	#odds: OddsShown
	/** File of the game that was begun here, as long as nothing has been saved since. */
	#begun: string | null = null
	/** The move whose reasons are asked for. */
	#asked: { readonly move: string; readonly isAgain: boolean } | null = null
	/** Whether the review was asked for while odds are hidden. */
	#revealing = false
	/** The end of the what-if that was asked last, until it is kept or dropped, or the game goes on. */
	#aside: number | null = null
	/** Entries told so far, so that each turn tells only what is new. */
	#told = new Set<number>()

	constructor(options: PlainOptions) {
		this.#options = options
		this.#game = options.game
		this.#odds = options.odds
	}

	get #table(): Table {
		return this.#game.table
	}

	get #state() {
		return this.#table.state(this.#game.playthrough)
	}

	/** To whoever decides now. */
	get #showsOdds(): boolean {
		const { byDefault, bySeat } = this.#odds
		return bySeat[this.#viewer ?? ''] ?? byDefault
	}

	/** Line by line everybody reads the same lines: to all of them, or to none. */
	#showOdds(byDefault: boolean): void {
		this.#odds = { byDefault, bySeat: {} }
		this.#save()
	}

	get #viewer(): string | null {
		const player = this.#table.game.currentPlayer(this.#state)
		return player === undefined || player === 'chance' ? null : player
	}

	/** What the review would give away now. */
	get #secrets(): string | null {
		return this.#state.ending === null ? givenAway(this.#table.game.scenario, this.#showsOdds) : null
	}

	#print(lines: readonly string[]): void {
		if (lines.length > 0) this.#options.print(`${lines.join('\n')}\n`)
	}

	opening(): void {
		const { scenario } = this.#table.game
		const { seed, run, people, policies } = this.#game.playthrough
		const { width, withBriefing } = this.#options
		this.#print([`${scenario.title}. Seed ${seed}, run ${run}.`])
		if (withBriefing)
			this.#print([
				...rows(scenario.summary, width),
				'Type briefing for what happened before and the rules, help for the commands.',
			])
		const rivals = scenario.players.filter((p) => !people.includes(p.id))
		const names = listed(people.map((p) => playerName(scenario, p)))
		const others = rivals.map((p) => `${p.name} decides by ${policies[p.id] ?? BY_CHANCE}`)
		this.#print(rows(`You decide for ${names}. ${others.length > 0 ? `${others.join('; ')}.` : ''}`.trimEnd(), width))
		this.#save()
		this.#turn()
	}

	prompt(): void {
		const over = this.#state.ending !== null
		if (this.#asked !== null) {
			const { move, isAgain } = this.#asked
			const what = `${playerName(this.#table.game.scenario, this.#viewer ?? '')}, “${moveTitle(this.#table.game, move)}”`
			const again = 'No reasons? An empty line again plays it without. Why?'
			this.#options.print(isAgain ? `\n${again} ` : `\n${what}. Why? A line of reasons: `)
			return
		}
		this.#options.print(
			over ? '\nThe game is over (review, whatif, back, record, quit): ' : '\nNumber, or a word (help): ',
		)
	}

	/** @returns whether the player leaves */
	async obey(text: string): Promise<boolean> {
		this.#options.print('\n')
		if (this.#asked !== null) {
			if (text === '' && !this.#asked.isAgain) this.#asked = { ...this.#asked, isAgain: true }
			else this.#decide(this.#asked.move, text)
			return false
		}
		const { width, host } = this.#options
		const { game } = this.#table
		const [word = '', argument = ''] = text.toLowerCase().split(/\s+/)
		const rest = text.slice(word.length).trim()
		this.#revealing &&= word === 'review'
		const open = openMoves(this.#table, this.#state)
		if (/^\d+$/.test(word)) {
			this.#play(open[Number(word) - 1]?.id ?? null, Number(word), open.length)
			return false
		}
		const page = argument === '' ? pageRows(word, { game: this.#game, viewer: this.#viewer, width }) : null
		if (page) {
			this.#print(page)
			return false
		}
		switch (word) {
			case '':
			case 'moves':
				this.#print(open.length > 0 ? movesText(open, width) : ['The game is over.'])
				return false
			case 'look': {
				const move = open[Number(argument) - 1]
				this.#print(
					move
						? moveText(move, consequencesOf(game, this.#state, move.id, this.#viewer), width)
						: [open.length > 0 ? `Write look and a number from 1 to ${open.length}.` : 'The game is over.'],
				)
				if (move && this.#showsOdds) this.#print(await moveOddsRows(host, this.#game, move.id))
				return false
			}
			case 'odds':
				if (argument === 'on' || argument === 'off') this.#showOdds(argument === 'on')
				this.#print(
					argument === 'off'
						? ['The odds are hidden until the review.']
						: this.#showsOdds
							? await oddsRows(host, this.#game)
							: ['Odds are not shown in this game; odds on shows them.'],
				)
				return false
			case 'note':
				this.#note(rest)
				return false
			case 'card':
			case 'lay':
			case 'lift': {
				const card = deckCards(game)[Number(argument) - 1]
				if (card === undefined) this.#print([`Write ${word} and a number from 1 to ${deckCards(game).length}.`])
				else if (word !== 'card') this.#lay(word, card)
				else this.#print(await cardPreview(host, this.#game, card, { showsOdds: this.#showsOdds, width }))
				return false
			}
			case 'whatif':
				this.#whatIf(Number(argument), rest.slice(argument.length).trim())
				return false
			case 'keep':
			case 'drop':
				this.#keep(word === 'keep')
				return false
			case 'beside':
				this.#print(branchBesideRows(this.#game, Number(argument), width))
				return false
			case 'go':
			case 'name':
				this.#branch(word, Number(argument), rest.slice(argument.length).trim())
				return false
			case 'review':
				if (!this.#revealing && this.#secrets !== null) {
					this.#revealing = true
					this.#print(rows(`The review ${this.#secrets}. Write review once more to read it.`, width))
				} else this.#print(await reviewRows(host, this.#game))
				return false
			case 'back':
				this.#takeBack()
				return false
			case 'save':
				this.#save()
				this.#print([this.#unsaved === null ? `Saved in ${this.#game.file ?? ''}` : `Not saved: ${this.#unsaved}`])
				return false
			case 'quit':
			case 'q':
			case 'exit':
				return true
			default:
				this.#print([`"${text}" is no number and no command; help lists them.`])
				return false
		}
	}

	departure(): PlainDeparture {
		this.#options.print('\n')
		// A game that is left as it was begun is not kept.
		if (this.#begun !== null) {
			this.#options.host.discard(this.#begun)
			this.#game = { ...this.#game, file: null }
		}
		return { game: this.#game, unsaved: this.#unsaved }
	}

	#play(move: string | null, number: number, most: number): void {
		if (move === null) {
			this.#print([most === 0 ? 'The game is over.' : `There is no move ${number}; there are 1 to ${most}.`])
			return
		}
		if (this.#game.playthrough.asksReasons) this.#asked = { move, isAgain: false }
		else this.#decide(move)
	}

	/** @param reasons once they were asked for */
	#decide(move: string, reasons?: string): void {
		this.#asked = null
		this.#aside = null
		try {
			this.#game = { ...this.#game, playthrough: this.#table.play(this.#game.playthrough, move, reasons) }
		} catch (error) {
			if (!(error instanceof IllegalMove || error instanceof ScenarioFault)) throw error
			this.#print([error.message])
			return
		}
		this.#save()
		this.#turn()
	}

	#note(text: string): void {
		if (text === '') this.#print(['Write note and the remark in one line.'])
		else {
			this.#game = { ...this.#game, playthrough: this.#table.note(this.#game.playthrough, text) }
			this.#save()
			this.#print(['Noted: the record and the review show it.'])
		}
	}

	/** Lays a card face up, or takes it up. */
	#lay(word: 'lay' | 'lift', card: string): void {
		const { playthrough } = this.#game
		const [done, undone] =
			word === 'lay'
				? [
						'It lies face up: it happens the next time that its turn comes, if it can happen then.',
						'It lies face up already; lift and its number takes it up.',
					]
				: ['It is taken up: it lies there no more.', 'It does not lie face up.']
		try {
			const next = word === 'lay' ? this.#table.inject(playthrough, card) : this.#table.lift(playthrough, card)
			this.#game = { ...this.#game, playthrough: next }
			if (next !== playthrough) this.#save()
			this.#print([next === playthrough ? undone : done])
		} catch (error) {
			if (!(error instanceof IllegalMove)) throw error
			this.#print(['It cannot happen any more: its turn does not come again.'])
		}
	}

	#whatIf(number: number, instead: string): void {
		const { said, grown } = askedWhatIf(this.#game, number, instead, this.#options.width)
		if (grown) {
			this.#game = grown.game
			this.#aside = grown.branch
			this.#save()
		}
		this.#print(said)
	}

	/** Goes on with the what-if that was asked last, or with the game as played. */
	#keep(keeps: boolean): void {
		const branch = this.#aside
		this.#aside = null
		if (branch === null) this.#print(['There is no what-if: whatif asks one.'])
		else if (keeps)
			this.#at(this.#table.goTo(this.#game.playthrough, branch), ['You go on with the what-if; branches leads back.'])
		else this.#print(['The game goes on as played; branches still lists the what-if.'])
	}

	#branch(word: 'go' | 'name', number: number, text: string): void {
		const branches = branchesOf(this.#table, this.#game.playthrough)
		const branch = branches[number - 1]
		const { playthrough } = this.#game
		if (!branch || (word === 'name' && text === '')) {
			this.#print([`Write ${word}, a number from 1 to ${branches.length}${word === 'name' ? ', and the name' : ''}.`])
			return
		}
		if (word === 'name') {
			this.#game = { ...this.#game, playthrough: renamed(this.#table, playthrough, branch.entry, text) }
			this.#save()
			this.#print([`Branch ${number} is now called “${text}”.`])
			return
		}
		this.#at(this.#table.goTo(playthrough, branch.entry), [`On branch ${number}: ${branch.name}.`])
	}

	/** At another place of the tree: what happened until there was told when it was played. */
	#at(playthrough: Playthrough, said: readonly string[]): void {
		this.#aside = null
		this.#game = { ...this.#game, playthrough }
		this.#told = new Set(accountOf(this.#table, playthrough, null).map((h) => h.entry))
		this.#save()
		this.#print(said)
		this.#turn()
	}

	#takeBack(): void {
		const playthrough = this.#table.takeBack(this.#game.playthrough)
		if (playthrough === this.#game.playthrough) {
			this.#print(['There is nothing to take back: this is your first decision.'])
			return
		}
		const cards = cardsAfter(this.#table, this.#game.playthrough, playthrough)
		this.#at(playthrough, rows(`Taken back. The luck stays the same.${cards}`, this.#options.width))
	}

	/** What happened since the last turn, where things stand, and what can be done. */
	#turn(): void {
		const { width } = this.#options
		const { playthrough } = this.#game
		const viewer = this.#viewer
		const fresh = accountOf(this.#table, playthrough, viewer).filter((h) => !this.#told.has(h.entry))
		for (const h of fresh) this.#told.add(h.entry)
		if (fresh.length > 0) this.#print(['', 'What happened:', ...fresh.flatMap((h) => happeningText(h, width))])
		this.#print(turnText(this.#table, playthrough, viewer, width))
	}

	#save(): void {
		const { file } = this.#game
		this.#begun = null
		try {
			this.#game = { ...this.#game, file: this.#options.host.save(this.#game, this.#odds) }
			this.#unsaved = null
			if (file === null) this.#begun = this.#game.file
		} catch (error) {
			if (!(error instanceof HostProblem)) throw error
			if (this.#unsaved !== error.message) this.#print([`The game goes on, but it is not saved: ${error.message}`])
			this.#unsaved = error.message
		}
	}
}
