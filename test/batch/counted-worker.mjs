// A worker that leaves a line in a file when it starts.
import { appendFileSync } from 'node:fs'
import play from '../../dist/batch/worker.js'

appendFileSync(process.env.DETENTE_TEST_STARTS, 'started\n')

export default play
