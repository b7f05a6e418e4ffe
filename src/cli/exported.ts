import { namedChain, openGraph } from '../analysis/named-chain.js'
import { createGame } from '../game/create-game.js'
import { readSettings } from '../game/settings.js'
import { exportDot } from '../report/exports/export-dot.js'
import { exportMermaid } from '../report/exports/export-mermaid.js'
import { exportPrism, PrismTooBig } from '../report/exports/export-prism.js'
import { ExportRefusal, exportXstate } from '../report/exports/export-xstate.js'
import { BadInput, Refusal } from './bad-input.js'
import { graphFile } from './graph-folder.js'
import type { GameOptions } from './open-game.js'
import { openScenario } from './open-scenario.js'

export interface ExportedFile {
	/** What comes after the name that was asked for. */
	readonly ending: string
	readonly text: string
}

/** @throws BadInput, SettingsError, PolicyError; Refusal when it is too big */
export async function exported(
	name: string,
	to: 'xstate' | 'mermaid' | 'dot' | 'prism',
	{ set = [], without = [], policy = [], step }: GameOptions & { readonly step: 'round' | 'ply' },
): Promise<ExportedFile[]> {
	const scenario = await openScenario(name)
	const policies = Object.fromEntries(policy.map((p) => [p.name, p.value]))
	if (to !== 'prism' && policy.length > 0) throw new BadInput(`--policy has no place in ${to}: it goes with prism`)
	if ((to === 'mermaid' || to === 'dot') && set.length + without.length > 0)
		throw new BadInput(`--set and --without have no place in ${to}: it shows the chart as it is written`)
	if (to === 'mermaid') return [{ ending: '', text: exportMermaid(scenario) }]
	if (to === 'dot') return [{ ending: '', text: exportDot(scenario) }]
	const game = createGame(scenario, readSettings(scenario, set, without))
	try {
		if (to === 'xstate') return [{ ending: '', text: exportXstate(game) }]
		const files = exportPrism(namedChain(openGraph(game, { cacheFile: graphFile }), policies), { step })
		return (['tra', 'sta', 'lab', 'props'] as const).map((kind) => ({ ending: `.${kind}`, text: files[kind] }))
	} catch (error) {
		if (error instanceof ExportRefusal) throw new BadInput(error.message)
		if (error instanceof PrismTooBig) throw new Refusal(error.message)
		throw error
	}
}
