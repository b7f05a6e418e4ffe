import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** The package's own scenarios, beside `dist` in an installation and beside `src` in a checkout. */
export const scenariosFolder = fileURLToPath(new URL('../../scenarios/', import.meta.url))

/** Ids of the shipped scenarios, sorted; files that begin with `_` are none. */
export async function shippedIds(): Promise<string[]> {
	const files = await readdir(scenariosFolder)
	return files
		.filter((f) => f.endsWith('.yaml') && !f.startsWith('_'))
		.map((f) => f.slice(0, -'.yaml'.length))
		.sort()
}
