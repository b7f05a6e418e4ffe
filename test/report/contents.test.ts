import { describe, expect, it } from 'vitest'
import { createGame } from '../../src/game/create-game.js'
import { policyNames } from '../../src/game/policies.js'
import { readSettings } from '../../src/game/settings.js'
import { contentsDocument, contentsOf } from '../../src/report/contents-document.js'
import { plainText } from '../../src/report/document.js'
import { shipped } from '../scenarios.js'

describe.each(['two-blows', 'iran-pakistan-2024', 'chicken'])('what can be named of %s', (id) => {
	const scenario = shipped(id)
	const contents = contentsOf(scenario)
	const game = createGame(scenario)
	it('is what settings take, one name at a time', () => {
		for (const p of contents.parameters)
			expect(readSettings(scenario, [{ name: p.id, value: `${p.value}` }], [])).toMatchObject({
				parameters: { [p.id]: p.value },
			})
		for (const v of contents.variables)
			expect(readSettings(scenario, [{ name: v.name, value: `${v.start}` }], [])).toMatchObject({
				variables: { [v.name]: v.start },
			})
		for (const r of contents.regions)
			expect(readSettings(scenario, [{ name: r.name, value: r.start }], [])).toMatchObject({
				chart: { [r.name]: r.start },
			})
		for (const c of contents.cards) expect(readSettings(scenario, [], [c.id])).toMatchObject({ without: [c.id] })
	})
	it('is where the game begins', () => {
		const { variables, chart } = game.initialState()
		expect(Object.fromEntries(contents.variables.map((v) => [v.name, v.start]))).toEqual(variables)
		expect(Object.fromEntries(contents.regions.map((r) => [r.name, r.start]))).toEqual(chart)
	})
	it('has every policy of every player, but for those that all scenarios have', () => {
		for (const player of scenario.players)
			expect(contents.policies.filter((p) => p.by.includes(player.id)).map((p) => p.id)).toEqual(
				policyNames(game, player.id).filter((name) => name !== 'cards' && name !== 'uniform'),
			)
	})
	it('is told to people with the titles', () => {
		const text = plainText(contentsDocument(scenario))
		for (const { id, title } of [...contents.moves, ...contents.cards, ...contents.endings])
			expect(text).toMatch(new RegExp(`^${id.replaceAll('.', '\\.')} .*${title.slice(0, 12)}`, 'm'))
		for (const { title } of contents.parameters) if (title) expect(text).toContain(title)
		for (const { id, title } of contents.questions) expect(text).toContain(`- ${id}: ${title}`)
	})
})
