import type { Likelihood } from '../analysis/likelihood.js'
import type { Game } from '../game/game.js'
import { actorName, moveTitle } from './move-title.js'
import { percent } from './percent.js'

/** `1 in 3,400,000 (10^−6.5); least likely: Iran, Limited strike, round 1, 12.0 %`. */
export function likelihoodText(game: Game, { log10, least }: Likelihood): string {
	const odds = Number.isFinite(log10) ? `1 in ${oneIn(log10)} (10^${minus(log10.toFixed(2))})` : 'never drawn'
	if (!least) return odds
	const step = `${actorName(game, least.move)}, ${moveTitle(game, least.move)}, round ${least.round}`
	return `${odds}; least likely step: ${step}, ${percent(least.probability)}`
}

const minus = (text: string): string => text.replace('-', '−')

function oneIn(log10: number): string {
	if (log10 < -15) return `10^${(-log10).toFixed(1)}`
	return Number((10 ** -log10).toPrecision(2)).toLocaleString('en')
}
