/**
 * Keeps what was worked out of an object, by a key for everything else that it depends on, for as long as the object
 * lives: a key that moves the cursor changes nothing of what happened. The object must not change, nor the result be changed.
 */
export function remembered<R>(): (of: object, key: string, work: () => R) => R {
	const known = new WeakMap<object, Map<string, R>>()
	return (of, key, work) => {
		const results = known.get(of) ?? new Map<string, R>()
		known.set(of, results)
		if (!results.has(key)) results.set(key, work())
		return results.get(key)!
	}
}
