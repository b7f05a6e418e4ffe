import type { WeighedMove } from '../analysis/explain-choice.js'
import type { Odds } from '../analysis/position-odds.js'
import type { Mover, Review, ReviewedDecision, ReviewedPly } from '../analysis/review.js'
import type { Game } from '../game/game.js'
import { NOTHING } from '../game/legality.js'
import { isSolvedFor } from '../game/policies.js'
import type { Question } from '../scenario/scenario.js'
import { type Block, headingBlock, listBlock, tableBlock, textBlock } from './document.js'
import { actorName, moveTitle } from './move-title.js'
import { type Cell, estimateCell, movedCell, percentCell, pointsCell } from './number-cell.js'
import { outlookText } from './outlook-text.js'
import { type PayoffRange, payoffRange } from './payoff-range.js'
import { percent, points } from './percent.js'
import { turningText, whatHappened } from './turning-text.js'

/** Cards that were closed beyond this are counted, not listed. */
const MOST_CLOSED = 4
const MOST_NAMED = 12

/** What the file writes as expressions, in words for people who have not read it. */
export interface ReviewWords {
	/** What decided how likely a move was. @param at index into `plies` */
	readonly since: (at: number, move: string) => readonly string[]
}

/**
 * The after-action review, in the order in which a class would read it: what turned it, what to talk about, the numbers.
 *
 * @param words in place of expressions; without them they stand as the file has them, with what they read
 */
export function reviewDocument(game: Game, review: Review, words: ReviewWords | null = null): Block[] {
	const { plies, reached, kind, runs, confidence, refused } = review
	const { endings, clock } = game.scenario
	const title = (id: string): string => endings.find((e) => e.id === id)!.title
	const label = (round: number): string => {
		const text = clock.labels[round - 1]
		return text ? `${round} (${text})` : String(round)
	}
	const blocks: Block[] = [
		textBlock(
			reached
				? `${title(reached.id)}, in round ${label(reached.round)}`
				: 'This game is not over; it is reviewed as far as it went.',
		),
		...(review.outlook ? [textBlock(outlookText(review.outlook).join(' '))] : []),
		...(plies.length === 0 ? [textBlock('Nothing was played yet.')] : []),
		...turningText(game, review).map(textBlock),
		...talk(game, review),
	]
	if (plies.length === 0) return blocks
	const shown = reviewedEnding(game, review)
	blocks.push(
		headingBlock('About the numbers'),
		textBlock(
			kind === 'exact'
				? 'Odds are exact, of this scenario under these policies.'
				: `Odds are sampled, ${runs!.toLocaleString('en')} runs each, with ${percent(confidence)} intervals, since ${refused}.`,
		),
		textBlock(
			'A ply is one step of the game: what a side does, what chance turns up, or what comes of either. A ply that moved the odds by 10 points took 10 percentage points from some endings and gave them to others (half the sum of all changes: the total variation distance); over a whole game that can add up to more than 100.',
		),
		headingBlock(`Odds of “${endings[shown]!.title}”, ply by ply`),
		tableBlock(
			[
				['', 'round', 'who', 'what', 'by', 'before', 'after', 'points', 'points moved in all'],
				...plies.map((ply, n) => [
					review.turningPoints.includes(n) ? '◆' : '',
					String(ply.round),
					whoOf(game, ply),
					moveTitle(game, ply.move),
					BY[ply.mover],
					one(ply.before, shown),
					one(ply.after, shown),
					pointsCell(ply.after.values[shown]! - ply.before.values[shown]!),
					movedCell(ply.shift),
				]),
			],
			[1, 5, 6, 7, 8],
		),
		textBlock('◆ marks the turning points: the plies that moved the odds of all endings together most.'),
		headingBlock('Luck and choice'),
		tableBlock(
			[
				['what moved the odds', 'points moved in all', ...(reached ? [`toward “${title(reached.id)}”, points`] : [])],
				...review.totals.map(({ mover, player, shift, toward }) => [
					totalName(game, mover, player),
					movedCell(shift),
					...(reached ? [pointsCell(toward!)] : []),
				]),
			],
			[1, 2],
		),
		...turns(game, review, title),
		...decisions(game, review),
		...reasons(game, review, words),
	)
	if (review.switches.length > 0)
		blocks.push(
			headingBlock('What you were not told'),
			listBlock(
				review.switches.map(
					(s) => `${s.title}: ${s.value === 1 ? 'yes' : 'no'} in this game${words ? '' : ` (${s.id} = ${s.value})`}`,
				),
			),
		)
	if (review.injects.length > 0)
		blocks.push(
			headingBlock('Cards laid down by hand'),
			listBlock(
				review.injects.map(
					(i) =>
						`${moveTitle(game, i.card)}${words ? '' : ` (${i.card})`}, after ply ${i.at}: nobody’s choice and nobody’s luck`,
				),
			),
		)
	if (review.notes.length > 0)
		blocks.push(
			headingBlock('Notes'),
			listBlock(review.notes.map((n) => `after ply ${n.at}${n.branch ? ', a branch' : ''}: ${n.text}`)),
		)
	blocks.push(...history(game))
	return blocks
}

/** The scenario's questions, which are about the events it tells of, each with what this game did of it. */
function talk(game: Game, { plies }: Review): Block[] {
	const { questions, players } = game.scenario
	if (questions.length === 0) return []
	const answered = (q: Question): string => {
		const { decision } = q.change
		if (!decision) return ''
		const done = plies.filter((p) => p.move === `${decision.player}.${decision.move}`)
		if (done.length === 0) return ''
		const name = players.find((p) => p.id === decision.player)?.name ?? 'it'
		return ` (In this game ${name} did, in round ${[...new Set(done.map((p) => p.round))].join(' and ')}.)`
	}
	const asked = questions.map(
		(q) => `${q.title}${q.text ? ` ${q.text.trim().replaceAll('\n', ' ')}` : ''}${answered(q)}`,
	)
	return [headingBlock('To talk about: the scenario’s own questions'), listBlock(asked)]
}

/** What really followed, as the scenario's first script with dates has it. */
function history(game: Game): Block[] {
	const script = game.scenario.scripts.find((s) => s.steps.some((step) => step.date !== null))
	if (!script) return []
	const told = script.steps.flatMap(({ player, move, outcome, date, text }) => {
		if (move === NOTHING || (date === null && text === null)) return []
		const id = `${player}.${move}`
		const came = outcome === null ? '' : `: ${moveTitle(game, `${id}.${outcome}`)}`
		const what = `${actorName(game, id)}, ${moveTitle(game, id)}${came}`
		return [`${date ? `${date}: ` : ''}${what}${text ? `. ${text.trim().replaceAll('\n', ' ')}` : ''}`]
	})
	return [
		headingBlock(`What really followed: ${script.title}`),
		...(script.text ? [textBlock(script.text.trim())] : []),
		listBlock(told),
	]
}

const BY: Record<Mover, string> = { chance: 'chance', policy: 'policy', choice: 'choice', inject: 'laid down' }

function totalName(game: Game, mover: Mover, player: string | null): string {
	const name = game.scenario.players.find((p) => p.id === player)?.name ?? ''
	if (mover === 'chance') return 'luck: chance'
	if (mover === 'policy') return `luck: what ${name}’s policy drew`
	return mover === 'choice' ? `choice: ${name}` : 'laid down by hand'
}

const whoOf = (game: Game, ply: ReviewedPly): string => (ply.player === 'chance' ? '→' : actorName(game, ply.move))

const one = ({ values, low, high }: Odds, n: number): Cell =>
	estimateCell({ value: values[n]!, low: low?.[n], high: high?.[n] })

/** The ending that a game came to, or else the one whose odds moved most: its index. */
export function reviewedEnding({ scenario }: Game, { reached, plies }: Review): number {
	if (reached) return scenario.endings.findIndex((e) => e.id === reached.id)
	const moved = scenario.endings.map((_, n) =>
		plies.reduce((sum, p) => sum + Math.abs(p.after.values[n]! - p.before.values[n]!), 0),
	)
	return moved.indexOf(Math.max(...moved))
}

function turns(game: Game, { turningPoints, plies }: Review, title: (id: string) => string): Block[] {
	if (turningPoints.length === 0) return []
	const { endings } = game.scenario
	const told = turningPoints.map((n) => {
		const ply = plies[n]!
		const changes = endings
			.map((e, i) => ({ title: title(e.id), by: ply.after.values[i]! - ply.before.values[i]! }))
			.sort((a, b) => Math.abs(b.by) - Math.abs(a.by))
			.slice(0, 3)
			.filter((c) => Math.abs(c.by) >= 0.0005)
			.map((c) => `${c.title} ${points(c.by)}`)
		const record =
			ply.record && ply.record.move !== ply.move ? ` On record at this ply: ${recordText(game, ply.record)}.` : ''
		return `round ${ply.round}, ${whatHappened(game, ply)}: ${changes.join(', ')} points.${record}`
	})
	return [headingBlock('Turning points'), listBlock(told)]
}

function recordText(game: Game, { move, date, text }: NonNullable<ReviewedPly['record']>): string {
	const what = `${actorName(game, move)}, ${moveTitle(game, move)}${date ? ` (${date})` : ''}`
	return text ? `${what}: ${text.trim().replace(/\.$/, '')}` : what
}

function decisions(game: Game, review: Review): Block[] {
	if (review.decisions.length === 0) return []
	const deciding = game.scenario.players.filter((p) => review.decisions.some((d) => d.player === p.id))
	const scales = deciding.flatMap((p) => {
		const range = payoffRange(game.scenario, p.id)
		if (!range) return []
		const at = ({ value, ending }: PayoffRange['least']): string => `${number(value, 0)} (“${ending.title}”)`
		return [`${p.name} from ${at(range.least)} to ${at(range.most)}`]
	})
	return [
		headingBlock('Your decisions'),
		...(scales.length === 0
			? []
			: [
					textBlock(
						`What the endings are worth, as the scenario judges it: to ${scales.join(', to ')}. A payoff below is the average of that.`,
					),
				]),
		...review.decisions.flatMap((d) => decision(game, review, d)),
	]
}

function decision(
	game: Game,
	review: Review,
	{ at, player, played, reasons, moves, bestByPayoff, bestByOutcome, hardlyDiffer }: ReviewedDecision,
): Block[] {
	const ply = review.plies[at]!
	const { endings, players } = game.scenario
	const name = players.find((p) => p.id === player)!.name
	const mark = (id: string): string =>
		[
			...(id === played ? ['played'] : []),
			...(hardlyDiffer ? [] : bestOf(id)),
			...(id === ply.record?.move ? ['on record'] : []),
		].join(', ')
	const bestOf = (id: string): string[] => {
		const by = [...(id === bestByPayoff ? ['payoff'] : []), ...(id === bestByOutcome ? ['outcome'] : [])]
		return by.length === 2 ? ['best'] : by.map((what) => `best by ${what}`)
	}
	const own = moves.find((m) => m.id === played)!
	const better = moves.find((m) => m.id === bestByPayoff)
	const hopeful = moves.find((m) => m.id === bestByOutcome)
	const told: string[] = []
	const payoffs = `${number(better?.payoff ?? 0)} instead of ${number(own.payoff ?? 0)} on average`
	const outcomes = `the odds of a good end less those of a bad one are ${points(hopeful?.outcome ?? 0)} points instead of ${points(own.outcome)}`
	const isBetter = better !== undefined && better.id !== played
	const isHopeful = hopeful !== undefined && hopeful.id !== played
	if (isBetter && better === hopeful)
		told.push(`“${moveTitle(game, better.id)}” was better, by payoff (${payoffs}) and by outcome (${outcomes}).`)
	else {
		if (isBetter) told.push(`By payoff “${moveTitle(game, better.id)}” was better: ${payoffs}.`)
		if (isHopeful) told.push(`By outcome “${moveTitle(game, hopeful.id)}” was better: ${outcomes}.`)
	}
	if (hardlyDiffer) told.push('The moves that were open hardly differ.')
	else if (told.length === 0 && (better || hopeful)) told.push('Nothing that was open was much better.')
	if (ply.record) told.push(`On record: ${recordText(game, ply.record)}.`)
	return [
		textBlock(`Round ${ply.round}, ${name}: ${moveTitle(game, played)}. ${told.join(' ')}`),
		...(reasons === null ? [] : [textBlock(`Reasons: ${reasonsText(reasons)}`)]),
		tableBlock(
			[
				['instead', ...endings.map((e) => e.title), ...(own.payoff === null ? [] : ['payoff']), ''],
				...moves.map((m) => [
					moveTitle(game, m.id),
					...endings.map((_, n) => one(m.odds, n)),
					...(m.payoff === null ? [] : [number(m.payoff)]),
					mark(m.id),
				]),
			],
			[...endings.map((_, n) => n + 1), ...(own.payoff === null ? [] : [endings.length + 1])],
		),
	]
}

/** What a person wrote, or that they wrote nothing. */
export const reasonsText = (reasons: string): string => (reasons === '' ? 'no reason given.' : `“${reasons}”`)

const number = (value: number, digits = 2): string => value.toFixed(digits).replace('-', '−')

function reasons(game: Game, review: Review, words: ReviewWords | null): Block[] {
	if (review.reasons.length === 0) return []
	const seen = new Set<string>()
	const told = review.reasons.flatMap(({ at, player, policy, moves, closed, even }): Block[] => {
		const ply = review.plies[at]!
		const name = game.scenario.players.find((p) => p.id === player)!.name
		const head = `Round ${ply.round}, ${name}: ${moveTitle(game, ply.move)}.`
		const way = wayOf(game, policy, seen)
		if (moves.length === 0) return [textBlock(`${head} It followed ${way}.`)]
		const chosen = moves.find((m) => m.id === ply.move)
		const share = chosen ? ` That gave it ${percent(chosen.share)}.` : ''
		const rows = moves.map((m) => [
			`${moveTitle(game, m.id)}${m.id === ply.move ? ' ◂' : ''}`,
			percentCell(m.share),
			...(words ? [words.since(at, m.id).join(', ')] : [m.formula ?? '', m.because.join(', '), reading(m)]),
		])
		const heads = ['could', 'percent', ...(words ? ['since'] : ['weight', 'since', 'reading'])]
		const told = heads.map((_, n) => n < 2 || rows.some((row) => row[n] !== ''))
		const shown = [heads, ...rows].map((row) => row.filter((_, n) => told[n]))
		const most = words ? MOST_NAMED : MOST_CLOSED
		const shut = closed
			.slice(0, most)
			.map((c) => `${moveTitle(game, c.id)}${words ? '' : ` (${c.because.join(', ')})`}`)
		const hidden = closed.length > most ? ` and ${closed.length - most} more` : ''
		return [
			textBlock(`${head} It followed ${way}.${share}${even ? ' All weights were 0, so each move was as likely.' : ''}`),
			tableBlock(shown, [1]),
			...(shut.length > 0 ? [textBlock(`Not open: ${shut.join('; ')}${hidden}.`)] : []),
		]
	})
	return [headingBlock('Why they did it'), ...told]
}

/** What a policy is called and, the first time, what it says. */
function wayOf(game: Game, policy: string, seen: Set<string>): string {
	const isNew = !seen.has(policy)
	seen.add(policy)
	if (policy === 'cards') return 'the weights of its cards'
	if (isSolvedFor(policy)) return `the policy “${policy}”, which is worked out over the whole game`
	const doctrine = game.scenario.doctrines.find((d) => d.id === policy)
	if (!doctrine) return `the policy “${policy}”`
	const text = isNew && doctrine.text ? ` (${doctrine.text.trim().replaceAll('\n', ' ').replace(/\.$/, '')})` : ''
	return `its doctrine “${doctrine.title}”${text}`
}

const reading = ({ read }: WeighedMove): string => read.map(({ name, value }) => `${name} = ${value}`).join(', ')
