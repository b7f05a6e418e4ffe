import type { Region, Scenario, StateNode } from '../../scenario/scenario.js'
import { bundled, chartEdges } from './chart-edges.js'

/** The chart as a Mermaid state diagram: one composite state per region, arrows labelled with their events and guards. */
export function exportMermaid(scenario: Scenario): string {
	return `---
title: ${JSON.stringify(scenario.title)}
---
stateDiagram-v2
${scenario.chart.map(regionText).join('\n')}
`
}

const nodeId = (region: string, state: string): string => `${region}__${state.replaceAll('-', '_')}`
/** Mermaid cannot draw an arrow from a composite state into itself: its own transitions start at a node inside it. */
const anyId = (region: string, state: string | null): string =>
	`${state === null ? region : nodeId(region, state)}__any`

function regionText(region: Region): string {
	const edges = bundled(chartEdges(region))
	const compounds = new Set(compoundsOf(region.states))
	const start = (state: string | null): string =>
		state === null || compounds.has(state) ? anyId(region.id, state) : nodeId(region.id, state)
	const starting = new Set(edges.map((e) => e.from))
	const owner = region.perPlayer ? ' (each player’s own)' : ''
	const arrows = edges.map(
		({ from, to, labels }) =>
			`\t\t${start(from)} --> ${to === null ? start(from) : nodeId(region.id, to)} : ${labels.map(plain).join(' / ')}`,
	)
	return [
		`\tstate "${quoted(region.title ?? region.id)}${owner}" as ${region.id}__region {`,
		...statesLines(region.id, null, region.initial, region.states, starting, 2),
		...arrows,
		'\t}',
	].join('\n')
}

const compoundsOf = (states: readonly StateNode[]): string[] =>
	states.flatMap((s) => (s.states.length === 0 ? [] : [s.id, ...compoundsOf(s.states)]))

function statesLines(
	region: string,
	around: string | null,
	initial: string | null,
	states: readonly StateNode[],
	starting: ReadonlySet<string | null>,
	depth: number,
): string[] {
	const indent = '\t'.repeat(depth)
	const any = starting.has(around) ? [`${indent}state "from any state" as ${anyId(region, around)}`] : []
	const first = initial === null ? [] : [`${indent}[*] --> ${nodeId(region, initial)}`]
	return [
		...any,
		...first,
		...states.flatMap((state) => {
			const head = `${indent}state "${quoted(state.title ?? state.id)}" as ${nodeId(region, state.id)}`
			if (state.states.length === 0) return [head]
			return [
				`${head} {`,
				...statesLines(region, state.id, state.initial, state.states, starting, depth + 1),
				`${indent}}`,
			]
		}),
	]
}

const quoted = (text: string): string => text.replaceAll('"', '#quot;').replace(/\s+/g, ' ')

/** A label ends at a semicolon or a line's end, and a colon begins one. */
const plain = (text: string): string => text.replace(/[#;:"]/g, (c) => (c === '"' ? '#quot;' : `#${c.charCodeAt(0)};`))
