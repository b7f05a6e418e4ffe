/** A place in a scenario file. Lines and columns count from 1; `endColumn` is exclusive and on the same line. */
export interface Location {
	readonly line: number
	readonly column: number
	readonly endColumn: number
}
