/** The package has types but its `exports` does not name them. */
declare module 'cephes' {
	/** WebAssembly; no function may be called before. */
	export const compiled: Promise<void>
	/** The x below which a standard normal variable falls with probability `p`. */
	export function ndtri(p: number): number
	/** The complemented incomplete gamma integral. */
	export function igamc(a: number, x: number): number
	/** The x at which the regularised incomplete beta integral of `a`, `b` is `y`. */
	export function incbi(a: number, b: number, y: number): number
	/** The regularised incomplete beta integral of `a`, `b` up to `x`. */
	export function incbet(a: number, b: number, x: number): number
}
