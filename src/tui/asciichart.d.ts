/** What is used of it; it brings no types of its own. */
declare module 'asciichart' {
	interface PlotConfig {
		/** Rows, less one. */
		readonly height: number
		readonly min: number
		readonly max: number
		/** What stands before the axis at a row's value. */
		readonly format: (value: number) => string
	}
	const asciichart: { plot(series: readonly number[], config: PlotConfig): string }
	export default asciichart
}
