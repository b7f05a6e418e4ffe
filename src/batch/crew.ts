/** Who does tasks: the threads of a pool, or this one. */
export interface Crew<Task, Result> {
	/** How many tasks are worth asking for at a time. */
	readonly size: number
	/** @throws ScenarioFault */
	do(task: Task): Promise<Result>
	/** Takes back the memory of a result that nobody needs any more. */
	reuse?(result: Result): void
	close(): Promise<void>
}

/** Fewer runs than this are played before threads would have started. */
export const WORTH_THREADS = 20_000

/** The same where every thread has to solve for a policy first. */
export const WORTH_SOLVING = 1_000_000

/** Lets the process hear signals, when it has not for a while. It throws when the crew is closed. */
export type Breathe = () => Promise<void> | undefined

/** Milliseconds that a process may be deaf. */
const DEAF = 50

/** Tasks are done here, one after the other; between them, and where they breathe, the process hears signals. */
export function lonelyCrew<Task, Result>(
	act: (task: Task, breathe: Breathe) => Result | Promise<Result>,
): Crew<Task, Result> {
	let closed = false
	let heard = 0
	const hear = async (): Promise<void> => {
		await new Promise(setImmediate)
		if (closed) throw new DOMException('the batch was stopped', 'AbortError')
		heard = performance.now()
	}
	return {
		size: 1,
		async do(task) {
			await hear()
			return act(task, () => (performance.now() - heard < DEAF ? undefined : hear()))
		},
		async close() {
			closed = true
		},
	}
}

/** What comes at the end of many small steps. */
export async function inBreaths<Result>(steps: Iterator<void, Result>, breathe: Breathe): Promise<Result> {
	for (;;) {
		const step = steps.next()
		if (step.done) return step.value
		const breath = breathe()
		if (breath) await breath
	}
}

const STOPPED = Symbol('stopped')

/**
 * Results in the order of their tasks, some tasks ahead being done meanwhile. Each holds until the next is asked for.
 * It ends at once when the signal says so.
 */
export async function* inOrder<Task, Result>(
	tasks: Iterable<Task>,
	crew: Crew<Task, Result>,
	signal?: AbortSignal,
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
		const result = await unlessStopped(first.result, signal)
		if (result === STOPPED) return
		yield { task: first.task, result }
		crew.reuse?.(result)
	}
}

/** A listener for each wait, and gone with it: one for all would keep every result that it was raced with. */
function unlessStopped<Result>(
	result: Promise<Result>,
	signal: AbortSignal | undefined,
): Promise<Result | typeof STOPPED> {
	if (!signal) return result
	return new Promise((resolve, reject) => {
		const stop = (): void => resolve(STOPPED)
		if (signal.aborted) stop()
		signal.addEventListener('abort', stop)
		result.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
	})
}
