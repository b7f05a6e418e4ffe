import { existsSync } from 'node:fs'
import { cpus } from 'node:os'
import { benchGraph } from './graph.mjs'
import { benchSampler } from './sampler.mjs'
import { benchStart } from './start.mjs'

// Measures what is in `dist`, each thing beside its rival in the same run. Nothing is asserted: a busy machine is no fault.
if (!existsSync('dist/cli/main.js')) {
	console.error('There is no dist to measure: run "npm run build" first.')
	process.exit(1)
}
const SCENARIOS = ['two-blows', 'iran-pakistan-2024']
const sections = {
	sampler: () => {
		for (const id of SCENARIOS) benchSampler(id)
	},
	graph: () => {
		for (const id of SCENARIOS) benchGraph(id)
	},
	start: benchStart,
	batch: () => import('./batch.mjs'),
	terminal: async () => (await import('./terminal.mjs')).benchTerminal(),
}
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in sections))
if (unknown.length > 0) {
	console.error(`There is no section ${unknown.join(', ')}; there are ${Object.keys(sections).join(', ')}.`)
	process.exit(2)
}
console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`)
for (const [name, run] of Object.entries(sections)) if (wanted.length === 0 || wanted.includes(name)) await run()
