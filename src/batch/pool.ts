import { Piscina } from 'piscina'
import { ScenarioFault } from '../game/game.js'
import type { Crew } from './crew.js'

export interface PoolOptions<Task> {
	/** A module whose default export does one task and gives an `Answer`. */
	readonly workerFile: URL
	/** What every worker is told when it starts. */
	readonly workerData: unknown
	readonly workers: number
	/** Told of a worker that died; its task goes to another. */
	readonly lost: ((task: Task, reason: string) => void) | undefined
}

/** What a worker answers. Errors go as text: a thread's error arrives in the other without its class. */
export type Answer<Result> = { readonly result: Result } | { readonly fault: string } | { readonly failure: string }

/** Does a task in a worker, and tells of errors in a way that arrives. */
export async function answer<Result>(act: () => Promise<Result>): Promise<Answer<Result>> {
	try {
		return { result: await act() }
	} catch (error) {
		if (error instanceof ScenarioFault) return { fault: error.message }
		return { failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }
	}
}

/** How many workers a task may end before it is to blame. */
const MOST_DEATHS = 3

/** Tasks are done by worker threads. A worker that dies is replaced, and its task given to another. */
export function openPool<Task, Result>({
	workerFile,
	workerData,
	workers,
	lost,
}: PoolOptions<Task>): Crew<Task, Result> {
	const pool = new Piscina<Task, Answer<Result>>({
		filename: workerFile.href,
		minThreads: workers,
		maxThreads: workers,
		workerData,
	})
	// A worker that dies between two tasks has nobody to tell; it is replaced all the same.
	pool.on('error', () => {})
	const attempt = async (task: Task, deaths: number): Promise<Result> => {
		let answered: Answer<Result>
		try {
			answered = await pool.run(task)
		} catch (error) {
			const reason = error instanceof Error ? error.message : String(error)
			if (deaths + 1 >= MOST_DEATHS) throw new Error(`one task ended ${MOST_DEATHS} workers: ${reason}`)
			lost?.(task, reason)
			return attempt(task, deaths + 1)
		}
		if ('fault' in answered) throw new ScenarioFault(answered.fault)
		if ('failure' in answered) throw new Error(answered.failure)
		return answered.result
	}
	return { size: 2 * workers, do: (task) => attempt(task, 0), close: () => pool.destroy() }
}
