import type { ReviewDocument } from '../documents/review-schema.js'
import { percentCell } from '../number-cell.js'
import type { PageNames } from '../page/page-names.js'
import { oneLine } from '../page/page-names.js'
import { heading, type PagePart, table, text } from '../page/page-part.js'
import { percent } from '../percent.js'

/** Cards that were closed beyond this are counted, not listed. */
const MOST_CLOSED = 4

/** What policies drew by: shares, the part of each weight that counted, and what it read. */
export function reviewReasons({ plies, reasons = [] }: ReviewDocument, names: PageNames): PagePart[] {
	if (reasons.length === 0) return []
	const told = reasons.flatMap(({ at, player, policy, even, moves, closed }): PagePart[] => {
		const ply = plies[at]!
		const way = policy === 'cards' ? 'the weights of its cards' : `the policy “${oneLine(policy)}”`
		const head = `Round ${names.round(ply.round)}, ${names.player(player)}: ${names.move(ply.move)}.`
		if (moves.length === 0) return [text(`${head} It followed ${way}, which is worked out over the whole game.`)]
		const chosen = moves.find((m) => m.id === ply.move)
		const share = chosen ? `, which gave it ${percent(chosen.share)}` : ''
		const shut = closed.slice(0, MOST_CLOSED).map((c) => `${names.move(c.id)} (${oneLine(c.because.join(', '))})`)
		const hidden = closed.length > MOST_CLOSED ? ` and ${closed.length - MOST_CLOSED} more` : ''
		return [
			text(
				`${head} It followed ${way}${share}${even ? '; all weights were 0, so each was as likely' : ''}.${shut.length > 0 ? ` Not open: ${shut.join('; ')}${hidden}.` : ''}`,
			),
			table(
				`What ${names.player(player)} could do in round ${names.round(ply.round)}`,
				['could', 'percent', 'weight', 'since', 'reading'],
				moves.map((m) => [
					`${names.move(m.id)}${m.id === ply.move ? ' (played)' : ''}`,
					percentCell(m.share),
					oneLine(m.formula ?? ''),
					oneLine(m.because.join(', ')),
					oneLine(m.read.map((r) => `${r.name} = ${r.value}`).join(', ')),
				]),
				[1],
			),
		]
	})
	return [heading('Why they did it'), ...told]
}
