import { workerData } from 'piscina'
import { type Answer, answer } from './pool.js'
import { playPoint, type SweepBatch, type SweepPoint } from './sweep.js'

/** A worker thread's whole work in a sweep: one point, with all its runs. */
export default function play(point: SweepPoint): Promise<Answer<number[]>> {
	return answer(() => playPoint(workerData as SweepBatch, point))
}
