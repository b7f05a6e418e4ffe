import { compiled, ndtri } from 'cephes'

await compiled

/**
 * The z that a two-sided normal interval of this confidence reaches to on either side: 1.959964 for 0.95.
 * @param confidence strictly between 0 and 1
 * @throws RangeError
 */
export function normalQuantile(confidence: number): number {
	if (!(confidence > 0 && confidence < 1)) throw new RangeError(`a confidence lies between 0 and 1, got ${confidence}`)
	return ndtri(0.5 + confidence / 2)
}
