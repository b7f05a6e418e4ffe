import type { RegionSlot } from '../../game/layout.js'
import type { StateNode } from '../../scenario/scenario.js'
import type { OpenGame } from '../host.js'
import { blank, type Line, line, span, wrap, wrapText } from '../styled-text.js'
import { asSentence, listed, ownedTitle, stateTitle, type Viewer } from '../view/wording.js'

/** Every region of the statechart with its states as a tree, those that are active marked, and where they can lead. */
export function chartLines({ table, playthrough }: OpenGame, viewer: Viewer, width: number): Line[] {
	const { layout, scenario } = table.game.rules
	const { chart } = table.state(playthrough)
	return [
		...wrapText(
			layout.regions.length === 0
				? 'This scenario has no chart: its variables say all.'
				: '● active now   ○ not   → can come next, in the order above',
			width,
			'faint',
		),
		blank,
		...layout.regions.flatMap((region) => [
			line(asSentence(ownedTitle(scenario, region, viewer)), 'accent'),
			...region.region.states.flatMap((node) => stateLines(region, node, chart[region.key]!, 0, width)),
			...onwards(region, chart[region.key]!, width),
			blank,
		]),
	]
}

function stateLines(region: RegionSlot, node: StateNode, leaf: string, depth: number, width: number): Line[] {
	const isActive = region.states.get(leaf)!.path.includes(node.id)
	const indent = ' '.repeat(2 + depth * 2)
	return [
		...wrap(
			[
				span(asSentence(stateTitle(region, node.id)), isActive ? 'strong' : 'faint'),
				span(isActive && node.description ? `: ${node.description}` : ''),
			],
			width,
			[span(`${indent}${isActive ? '●' : '○'} `, isActive ? 'changed' : 'faint')],
		),
		...node.states.flatMap((child) => stateLines(region, child, leaf, depth + 1, width)),
	]
}

/** Titles of the states that something can lead to from here, as they stand in the file. */
export function leadsTo(region: RegionSlot, leaf: string): readonly string[] {
	const bodies = [region.region, ...region.states.get(leaf)!.path.map((id) => region.states.get(id)!.node)]
	const targets = bodies.flatMap((b) => [...b.on.flatMap((h) => h.transitions), ...b.always].map((t) => t.target))
	return inFileOrder(region.region.states)
		.filter((id) => targets.includes(id) && region.states.get(id)!.leaf !== leaf)
		.map((id) => asSentence(stateTitle(region, id)))
}

function onwards(region: RegionSlot, leaf: string, width: number): Line[] {
	const titles = leadsTo(region, leaf)
	if (titles.length === 0) return []
	return wrap([span(`can lead to ${listed(titles, 'or')}`, 'faint')], width, [span('  → ', 'faint')])
}

const inFileOrder = (states: readonly StateNode[]): string[] => states.flatMap((s) => [s.id, ...inFileOrder(s.states)])
