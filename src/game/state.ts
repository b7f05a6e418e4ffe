/**
 * Where a game stands: plain data, compared by value.
 * Keys of `chart` and `variables` are `relations`, `rung`, and for what each player has of its own `iran.envoy`, `iran.pressure`.
 */
export interface State {
	/** Active leaf of every region, in file order. */
	readonly chart: Readonly<Record<string, string>>
	readonly variables: Readonly<Record<string, number>>
	/** From 1; after the game's end, the round it ended in. */
	readonly round: number
	/** Index into `order` of the ply to be played, or of the last one played once it is over. */
	readonly ply: number
	/** The card whose outcome chance has yet to give: `iran.limited-strike`. */
	readonly pending: string | null
	/** Id of the ending, once there is one. */
	readonly ending: string | null
}
