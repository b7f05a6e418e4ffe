import type { Region, Scenario, StateNode } from '../../scenario/scenario.js'
import { bundled, chartEdges } from './chart-edges.js'

/** The chart as a Mermaid state diagram: one composite state per region, arrows labelled with their events and guards. */
export function exportMermaid(scenario: Scenario): string {
	return `---
title: ${JSON.stringify(scenario.title)}
---
stateDiagram-v2
${scenario.chart.map((region) => regionText(region)).join('\n')}
`
}

const nodeId = (region: string, state: string): string => `${region}__${state.replaceAll('-', '_')}`

function regionText(region: Region): string {
	const name = (state: string | null): string => (state === null ? `${region.id}__region` : nodeId(region.id, state))
	const owner = region.perPlayer ? ' (each player’s own)' : ''
	const arrows = bundled(chartEdges(region)).map(
		({ from, to, labels }) => `\t${name(from)} --> ${name(to ?? from)} : ${labels.map(plain).join(' / ')}`,
	)
	return `\tstate "${quoted(region.title ?? region.id)}${owner}" as ${name(null)} {
${statesText(region.id, region.initial, region.states, 2)}
	}
${arrows.join('\n')}`
}

function statesText(region: string, initial: string | null, states: readonly StateNode[], depth: number): string {
	const indent = '\t'.repeat(depth)
	const lines = initial === null ? [] : [`${indent}[*] --> ${nodeId(region, initial)}`]
	for (const state of states) {
		const head = `${indent}state "${quoted(state.title ?? state.id)}" as ${nodeId(region, state.id)}`
		lines.push(
			state.states.length === 0
				? head
				: `${head} {\n${statesText(region, state.initial, state.states, depth + 1)}\n${indent}}`,
		)
	}
	return lines.join('\n')
}

const quoted = (text: string): string => text.replaceAll('"', '#quot;').replace(/\s+/g, ' ')

/** A label ends at a semicolon or a line's end, and a colon begins one. */
const plain = (text: string): string =>
	text.replaceAll('#', '#35;').replaceAll(';', '#59;').replaceAll(':', '#58;').replaceAll('"', '#quot;')
