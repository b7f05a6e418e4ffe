/** A line on a terminal that tells how far a batch is; says nothing where stderr is no terminal. */
export interface Progress {
	/** @param most how many there can be, at the most */
	at(done: number, most: number): void
	/** Wipes the line. */
	end(): void
}

/** Milliseconds between two lines. */
const PACE = 100

/** @param unit what is counted: `runs` */
export function openProgress(unit: string, stream: NodeJS.WriteStream = process.stderr): Progress {
	if (!stream.isTTY) return { at() {}, end() {} }
	const start = performance.now()
	let first: number | undefined
	let shown = 0
	return {
		at(done, most) {
			const now = performance.now()
			first ??= done
			if (now - shown < PACE) return
			shown = now
			stream.write(`\r\x1b[K${progressText(unit, done, most, (done - first) / ((now - start) / 1000))}`)
		},
		end() {
			if (shown > 0) stream.write('\r\x1b[K')
		},
	}
}

/** @param rate how many a second; 0 when that is not known yet */
export function progressText(unit: string, done: number, most: number, rate: number): string {
	const parts = [`${count(done)} of ${count(most)} ${unit}`, `${Math.floor((100 * done) / most)} %`]
	if (rate > 0) parts.push(`${count(Math.round(rate))}/s`, `${duration((most - done) / rate)} left`)
	return parts.join(' · ')
}

const count = (number: number): string => number.toLocaleString('en')

function duration(seconds: number): string {
	if (seconds < 60) return `${Math.ceil(seconds)} s`
	const minutes = Math.ceil(seconds / 60)
	return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
