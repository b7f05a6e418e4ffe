/** Degrees: latitude from -90 to 90, longitude from -180 to 180. */
export interface GeoPoint {
	readonly latitude: number
	readonly longitude: number
}

/** A map of `width` × `height` cells around some points, without marks and names. It may be narrower than was asked for. */
export interface MapDrawing {
	readonly width: number
	readonly height: number
	/** Coasts and borders in a cell as a braille sign, or a blank. */
	sign(column: number, row: number): string
	/** Whether the sign in a cell shows a coast, and not only a border. */
	isCoast(column: number, row: number): boolean
	/** The country in whose land the middle of a cell lies; null for the sea. */
	country(column: number, row: number): string | null
	/** The cell that a point lies in; null for one off the map. */
	cell(point: GeoPoint): { readonly column: number; readonly row: number } | null
}

/** The coasts and borders of the Earth. */
export interface Atlas {
	/** The map on which all points have their place, north above, no wider than they with a margin need. At least one point, and one cell each way. */
	draw(points: readonly GeoPoint[], width: number, height: number): MapDrawing
}
