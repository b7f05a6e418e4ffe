import { move, Piscina, transferableSymbol, valueSymbol } from 'piscina'
import { ScenarioFault } from '../game/game.js'
import type { Crew } from './crew.js'

export interface PoolOptions<Task, Result> {
	/** A module whose default export does one `Assignment` and gives an `Answer`. */
	readonly workerFile: URL
	/** What every worker is told when it starts. */
	readonly workerData: unknown
	readonly workers: number
	/** Told of a worker that died; its task goes to another. */
	readonly lost: ((task: Task, reason: string) => void) | undefined
	/** The memory that a result came with, to be lent to a later task; none where results are small. */
	readonly memoryOf?: (result: Result) => readonly ArrayBuffer[]
}

/** What a worker is given: a task, and memory to put its result into. */
export interface Assignment<Task> {
	readonly task: Task
	readonly memory: readonly ArrayBuffer[]
}

/** What a worker answers. Errors go as text: a thread's error arrives in the other without its class. */
export type Answer<Result> = { readonly result: Result } | { readonly fault: string } | { readonly failure: Failure }

/** An error, for one of the same name to be thrown. */
interface Failure {
	readonly name: string
	readonly message: string
	readonly stack: string
}

/**
 * Does a task in a worker, and tells of errors in a way that arrives.
 * @param memoryOf memory that is handed over with the result, not copied
 */
export async function answer<Result>(
	act: () => Promise<Result>,
	memoryOf?: (result: Result) => readonly ArrayBuffer[],
): Promise<unknown> {
	try {
		const result = await act()
		const answered: Answer<Result> = { result }
		return memoryOf ? move({ [valueSymbol]: answered, [transferableSymbol]: memoryOf(result) }) : answered
	} catch (error) {
		if (error instanceof ScenarioFault) return { fault: error.message }
		const { name, message, stack = message } = error instanceof Error ? error : new Error(String(error))
		return { failure: { name, message, stack } }
	}
}

/** Megabytes that a thread's heap takes for what is new in it. */
const YOUNG = 24

/** How many workers a task may end before it is to blame. */
const MOST_DEATHS = 3

/** Tasks are done by worker threads. A worker that dies is replaced, and its task given to another. */
export function openPool<Task, Result>({
	workerFile,
	workerData,
	workers,
	lost,
	memoryOf,
}: PoolOptions<Task, Result>): Crew<Task, Result> {
	const pool = new Piscina<Assignment<Task>, Answer<Result>>({
		filename: workerFile.href,
		minThreads: workers,
		maxThreads: workers,
		workerData,
		// V8 lets its young generation grow to twice this under the garbage of rows, to no one's gain.
		resourceLimits: { maxYoungGenerationSizeMb: YOUNG },
	})
	// A worker that dies between two tasks has nobody to tell; it is replaced all the same.
	pool.on('error', () => {})
	// Results stand outside V8's heap, where it lets tens of megabytes lie before it looks: their memory goes round instead.
	const spare: (readonly ArrayBuffer[])[] = []
	let closed = false
	const attempt = async (task: Task, deaths: number): Promise<Result> => {
		let answered: Answer<Result>
		try {
			const memory = spare.pop() ?? []
			answered = await pool.run({ task, memory }, { transferList: [...memory] })
		} catch (error) {
			if (closed) throw error
			const reason = error instanceof Error ? error.message : String(error)
			if (deaths + 1 >= MOST_DEATHS) throw new Error(`one task ended ${MOST_DEATHS} workers: ${reason}`)
			lost?.(task, reason)
			return attempt(task, deaths + 1)
		}
		if ('fault' in answered) throw new ScenarioFault(answered.fault)
		if ('failure' in answered) throw Object.assign(new Error(answered.failure.message), answered.failure)
		return answered.result
	}
	return {
		size: 2 * workers,
		do: (task) => attempt(task, 0),
		reuse: (result) => {
			if (memoryOf) spare.push(memoryOf(result))
		},
		close() {
			closed = true
			return pool.destroy()
		},
	}
}
