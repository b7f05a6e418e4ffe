/** The middle value; of an even number, the mean of the two middle ones. */
export function median(values) {
	const sorted = [...values].sort((a, b) => a - b)
	const middle = sorted.length >> 1
	return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** Milliseconds of this process's processor time that `work` takes, and what it gives. Another program on the machine costs it less than the clock would show. */
export function processorTime(work) {
	const before = process.cpuUsage()
	const value = work()
	const { user, system } = process.cpuUsage(before)
	return { milliseconds: (user + system) / 1e3, value }
}

/** Milliseconds by the clock. */
export function clockTime(work) {
	const before = performance.now()
	const value = work()
	return { milliseconds: performance.now() - before, value }
}

export const number = (value, digits = 0) =>
	value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })

/** Rows of cells as an aligned table; the first row is its head. */
export function printTable(title, rows) {
	const widths = rows[0].map((_, n) => Math.max(...rows.map((row) => row[n].length)))
	const line = (row) => row.map((cell, n) => (n === 0 ? cell.padEnd(widths[n]) : cell.padStart(widths[n]))).join('  ')
	const [head, ...body] = rows.map(line)
	console.log(`\n${title}\n${head}\n${'-'.repeat(head.length)}\n${body.join('\n')}`)
}
