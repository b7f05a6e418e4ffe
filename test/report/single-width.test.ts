import stringWidth from 'string-width'
import { expect, it } from 'vitest'

it('takes no sign for one column wide that is not', async () => {
	const plugins = new URL('../../scripts/bundling-plugins.mjs', import.meta.url).href
	const { SINGLE } = (await import(plugins)) as { SINGLE: string }
	const single = new RegExp(`^[${SINGLE}]$`)
	const found = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter((c) => single.test(c))
	expect(found.length).toBeGreaterThan(1000)
	expect(found.filter((sign) => stringWidth(sign) !== 1)).toEqual([])
	// Nor do two of them ever join into one that is wider or narrower.
	const signs = found.filter((_, n) => n % 7 === 0)
	expect(signs.flatMap((a) => signs.map((b) => a + b)).filter((pair) => stringWidth(pair) !== 2)).toEqual([])
})
