import { existsSync, writeFileSync } from 'node:fs'

/** A worker that plays well, but the first one that is given the third chunk dies of it. */
export default async function play(assignment) {
	const mark = process.env.DETENTE_TEST_DEATHS
	if (assignment.task.index === 2 && !existsSync(mark)) {
		writeFileSync(mark, '')
		process.exit(3)
	}
	const { default: playing } = await import(new URL('../../dist/batch/worker.js', import.meta.url))
	return playing(assignment)
}
