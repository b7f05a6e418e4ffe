import { fstatSync, statSync } from 'node:fs'

/** What became of an open file that only this process writes: `gone` from its path, or `shared`, when it is not as long as it was left. */
export type Fate = 'own' | 'gone' | 'shared'

/** @param size in bytes, as this process left it */
export function fateOf(path: string, descriptor: number, size: number): Fate {
	const open = fstatSync(descriptor, { bigint: true })
	const there = statSync(path, { bigint: true, throwIfNoEntry: false })
	if (there?.ino !== open.ino || there.dev !== open.dev) return 'gone'
	return open.size === BigInt(size) ? 'own' : 'shared'
}
