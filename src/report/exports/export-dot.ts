import type { Region, Scenario, StateNode } from '../../scenario/scenario.js'
import { bundled, chartEdges } from './chart-edges.js'

/** The chart as a Graphviz digraph: a cluster per region and per compound state, arrows labelled with events and guards. */
export function exportDot(scenario: Scenario): string {
	return `digraph ${text(scenario.id)} {
	label=${text(scenario.title)}
	rankdir=LR
	compound=true
	node [shape=box, style=rounded, fontname="sans-serif"]
	edge [fontname="sans-serif", fontsize=10]
${scenario.chart.map(regionText).join('\n')}
}
`
}

function regionText(region: Region): string {
	const edges = bundled(chartEdges(region))
	const anywhere = edges.some((e) => e.from === null)
	const name = (state: string | null): string => text(state === null ? `${region.id} any` : `${region.id} ${state}`)
	const owner = region.perPlayer ? ' (each player’s own)' : ''
	return `	subgraph ${text(`cluster ${region.id}`)} {
		label=${text(`${region.title ?? region.id}${owner}`)}
${anywhere ? `		${name(null)} [label="from any state", shape=plaintext]\n` : ''}${statesText(region.id, region.initial, region.states, 2)}
${edges
	.map(({ from, to, labels }) => `		${name(from)} -> ${name(to ?? from)} [label=${text(labels.join('\n'))}]`)
	.join('\n')}
	}`
}

function statesText(region: string, initial: string | null, states: readonly StateNode[], depth: number): string {
	const indent = '\t'.repeat(depth)
	return states
		.map((state) => {
			const start = state.id === initial ? ', peripheries=2' : ''
			const node = `${indent}${text(`${region} ${state.id}`)} [label=${text(state.title ?? state.id)}${start}]`
			if (state.states.length === 0) return node
			return `${indent}subgraph ${text(`cluster ${region} ${state.id}`)} {
${indent}	label=${text(state.title ?? state.id)}
${indent}	${text(`${region} ${state.id}`)} [label="", shape=point]
${statesText(region, state.initial, state.states, depth + 1)}
${indent}}`
		})
		.join('\n')
}

/** A quoted string, as DOT has it. */
const text = (value: string): string =>
	`"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`
