import type { AppState } from './app-state.js'
import type { ReviewOfGame } from './host.js'

/** The review of the game as it stands now, when it is known. */
export function reviewNow({ review, game }: AppState): ReviewOfGame | null {
	return review && game && review.at === game.playthrough && typeof review.from !== 'string' ? review.from : null
}
