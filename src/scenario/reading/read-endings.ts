import type { Doctrine, DoctrineWeight, Ending, Outlook, Rule } from '../scenario.js'
import type { Entry, YamlNode } from '../source/yaml-node.js'
import { BROKEN, type Reading } from './context.js'
import { unknown } from './declared.js'
import { Fields } from './fields.js'
import { readBy } from './read-cards.js'

export function readRule(node: YamlNode, reading: Reading): Rule {
	const fields = new Fields(node, node.at)
	return {
		title: fields.text('title'),
		source: fields.text('source'),
		when: reading.expression(fields.child('when'), 'boolean', reading.shared),
		effects: reading.effects(fields.child('effects'), reading.shared),
		every: fields.text('every') === 'round' ? 'round' : 'ply',
		at: node.at,
	}
}

/** The endings in order. The last one must be `at-end` and hold always, so that every game ends in one of them. */
export function readEndings(entries: readonly Entry[], reading: Reading): Ending[] {
	const { findings } = reading
	return entries.map((entry, index): Ending => {
		const fields = new Fields(entry.value, entry.keyAt)
		const last = index === entries.length - 1
		const written = reading.expression(fields.child('when'), 'boolean', reading.shared)
		const always = written === null || (written.tree.op === 'boolean' && written.tree.value)
		const unreadable = fields.has('at-end') && typeof fields.scalar('at-end')?.value !== 'boolean'
		if (fields.node?.kind === 'map' && !unreadable) {
			if (last && (!fields.flag('at-end') || (!always && written !== BROKEN)))
				findings.error(
					'last-ending',
					entry.keyAt,
					`The last ending catches every game that nothing else has ended: give "${entry.key}" "at-end: true" and no "when", or add one that has`,
				)
			else if (!last && written === null)
				findings.error(
					'last-ending',
					entry.keyAt,
					`"${entry.key}" has no "when", so no ending behind it could ever happen; say when it holds`,
				)
			else if (!last && always && written !== BROKEN && fields.flag('at-end'))
				findings.error(
					'last-ending',
					entry.keyAt,
					`"${entry.key}" always holds after the last round, so no ending behind it is reached then; make it the last`,
				)
		}
		return {
			id: entry.key,
			title: fields.text('title') ?? '',
			text: fields.text('text'),
			tone: fields.text('tone') as Ending['tone'],
			when: written ?? { text: 'true', tree: { op: 'boolean', value: true }, at: entry.keyAt },
			atEnd: fields.flag('at-end'),
			outlook: fields.child('outlook')?.kind === 'map' ? readOutlook(fields.fields('outlook'), reading) : null,
			at: entry.keyAt,
		}
	})
}

function readOutlook(fields: Fields, reading: Reading): Outlook {
	return {
		of: fields.integer('of') ?? 0,
		recurs: reading.expression(fields.child('recurs'), 'integer', reading.shared) ?? BROKEN,
		text: fields.text('text'),
		source: fields.text('source') ?? '',
		at: fields.at,
	}
}

export function readDoctrine(entry: Entry, reading: Reading): Doctrine {
	const { declared, findings } = reading
	const fields = new Fields(entry.value, entry.keyAt)
	const by = readBy(fields, reading, true)
	const scope = reading.owned(by, 'this doctrine')
	const weights = (key: 'weights' | 'percent'): DoctrineWeight[] =>
		fields.entries(key).flatMap((weight): DoctrineWeight[] => {
			const value = reading.expression(weight.value, 'integer', scope)
			const card = declared.moves.get(weight.key)
			if (!card && !declared.tags.has(weight.key)) {
				unknown(
					findings,
					'move or tag of a move',
					weight.key,
					[...declared.moves.keys(), ...declared.tags],
					weight.keyAt,
				)
				return []
			}
			if (card && declared.tags.has(weight.key))
				findings.error(
					'duplicate-name',
					weight.keyAt,
					`"${weight.key}" is both a move and a tag, so it is unclear which is meant; rename the tag`,
				)
			if (card?.by && !card.by.some((player) => by.includes(player)))
				findings.error(
					'unknown-name',
					weight.keyAt,
					`Nobody who can follow "${entry.key}" (${by.join(', ')}) has the move "${weight.key}"`,
				)
			return value ? [{ key: weight.key, kind: card ? 'move' : 'tag', value }] : []
		})
	for (const weight of fields.entries('percent'))
		if (fields.entries('weights').some((w) => w.key === weight.key))
			findings.error(
				'duplicate-name',
				weight.keyAt,
				`"${weight.key}" stands under "weights" too, which then decides; remove one`,
			)
	if (fields.node?.kind === 'map' && !fields.has('weights') && !fields.has('percent') && !fields.has('otherwise'))
		findings.error(
			'missing-key',
			entry.keyAt,
			`"${entry.key}" chooses as the cards do: give it "weights", "percent" or "otherwise"`,
		)
	return {
		id: entry.key,
		title: fields.text('title') ?? '',
		text: fields.text('text'),
		source: fields.text('source'),
		by,
		weights: weights('weights'),
		percent: weights('percent'),
		otherwise: reading.expression(fields.child('otherwise'), 'integer', scope),
		at: entry.keyAt,
	}
}
