/** Who does tasks: the threads of a pool, or this one. */
export interface Crew<Task, Result> {
	/** How many tasks are worth asking for at a time. */
	readonly size: number
	/** @throws ScenarioFault */
	do(task: Task): Promise<Result>
	close(): Promise<void>
}

/** Fewer runs than this are played before threads would have started. */
export const WORTH_THREADS = 20_000

/** Tasks are done here, one after the other; between them the process hears signals. */
export function lonelyCrew<Task, Result>(act: (task: Task) => Result | Promise<Result>): Crew<Task, Result> {
	return {
		size: 1,
		async do(task) {
			await new Promise(setImmediate)
			return act(task)
		},
		async close() {},
	}
}

/** Results in the order of their tasks, some tasks ahead being done meanwhile. */
export async function* inOrder<Task, Result>(
	tasks: Iterable<Task>,
	crew: Crew<Task, Result>,
): AsyncGenerator<{ readonly task: Task; readonly result: Result }> {
	const under: { readonly task: Task; readonly result: Promise<Result> }[] = []
	const coming = tasks[Symbol.iterator]()
	for (;;) {
		while (under.length < crew.size) {
			const next = coming.next()
			if (next.done) break
			const result = crew.do(next.value)
			// It is awaited in its turn; until then its failure is no unhandled one.
			result.catch(() => {})
			under.push({ task: next.value, result })
		}
		const first = under.shift()
		if (!first) return
		yield { task: first.task, result: await first.result }
	}
}
