import type { Draw } from './draw.js'
import { booleanText, integerText, type Vocabulary } from './expressions.js'

/** A variable that may be assigned, and its range. */
export interface Target {
	readonly name: string
	readonly low: number
	readonly high: number
}

/** Assignments to different targets, most of them reading what another line assigns. */
export function drawEffects(draw: Draw, targets: readonly Target[], vocabulary: Vocabulary, lines: number): string {
	const assigned = draw.shuffled(targets).slice(0, lines)
	const texts = assigned.map(({ name, low, high }, index) => {
		const other = assigned[(index + 1) % assigned.length]!.name
		const step = 1 + draw.number(2)
		return draw.weighted<() => string>(
			[5, () => `${name} ${draw.pick(['+=', '-='])} ${step}`],
			[3, () => (other === name ? `${name} = ${low + high} - ${name}` : `${name} = ${other}`)],
			[2, () => `${name} ${draw.pick(['+=', '-='])} ${other}`],
			[1, () => `${name} = ${low + draw.number(high - low + 1)}`],
			[
				2,
				() =>
					`${name} ${draw.pick(['+=', '-='])} ${booleanText(draw, vocabulary, 0)} ? ${step} : ${draw.pick([-1, 0])}`,
			],
			[2, () => `${name} ${draw.pick(['=', '+=', '-='])} ${integerText(draw, vocabulary, draw.number(3))}`],
		)()
	})
	if (draw.chance(10)) {
		texts.splice(draw.number(texts.length + 1), 0, '# nothing else changes', '')
	}
	return texts.join('\n')
}
