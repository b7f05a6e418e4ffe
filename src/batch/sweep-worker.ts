import { workerData } from 'piscina'
import { type Assignment, answer } from './pool.js'
import { playPoint, type SweepBatch, type SweepPoint } from './sweep.js'

/** A worker thread's whole work in a sweep: one point, with all its runs. */
export default function play({ task }: Assignment<SweepPoint>): Promise<unknown> {
	return answer(() => playPoint(workerData as SweepBatch, task))
}
