import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseScenario } from '../../src/scenario/parse-scenario.js'
import { faulty, insert, SOUND } from './faulty.js'

const parse = (text: string) => parseScenario(text, { file: 'x.yaml' })

describe('parseScenario', () => {
	it('finds nothing wrong in a sound scenario', () => {
		const { scenario, diagnostics } = parse(SOUND)
		expect(diagnostics).toEqual([])
		expect(scenario).not.toBeNull()
	})

	it.each(readdirSync('scenarios').filter((f) => f.endsWith('.yaml')))('loads %s without an error', (file) => {
		const { scenario, diagnostics } = parse(readFileSync(`scenarios/${file}`, 'utf8'))
		expect(diagnostics.filter((d) => d.severity === 'error')).toEqual([])
		expect(scenario).not.toBeNull()
	})

	it('finds nothing at all to say of the template', () => {
		expect(parse(readFileSync('scenarios/_template.yaml', 'utf8')).diagnostics).toEqual([])
	})

	it('keeps everything in file order and resolves names', () => {
		const scenario = parse(SOUND).scenario!
		expect(scenario.players.map((p) => p.id)).toEqual(['iran', 'pakistan'])
		expect(scenario.players[0]!.payoffs).toEqual([
			{ ending: 'war', value: -1 },
			{ ending: 'peace', value: 1 },
		])
		expect(scenario.variables[1]).toMatchObject({ id: 'pressure', perPlayer: true, low: 0, high: 2, start: [1, 0] })
		const [strike, recall] = scenario.moves
		expect(strike!.by).toEqual(['iran', 'pakistan'])
		expect(strike!.when!.tree).toEqual({
			op: '&&',
			left: {
				op: '>=',
				left: { op: 'variable', id: 'rung', owner: null },
				right: { op: 'integer', value: 1, name: 'warning' },
			},
			right: {
				op: '>',
				left: { op: 'variable', id: 'pressure', owner: 'self' },
				right: { op: 'integer', value: 0 },
			},
		})
		expect(strike!.outcomes.map((o) => [o.id, o.chance?.tree ?? null])).toEqual([
			['low', { op: 'parameter', id: 'rate' }],
			['high', null],
		])
		expect(recall!.when!.tree).toMatchObject({
			right: { op: 'region', id: 'relations', owner: null, states: ['uneasy', 'tense'] },
		})
		expect(recall!.effects.map((a) => [a.variable, a.owner, a.operator])).toEqual([
			['rung', null, '+='],
			['pressure', 'rival', '-='],
		])
		expect(scenario.chart[0]!.states[1]).toMatchObject({
			id: 'tense',
			initial: 'loud',
			on: [{ event: { text: 'strike.low', by: 'any', card: 'strike', outcome: 'low' } }],
		})
		expect(scenario.chart[1]!.states[0]!.on.map((h) => [h.event.by, h.event.card])).toEqual([
			['self', 'recall'],
			['rival', 'strike'],
		])
		expect(scenario.decks[0]).toMatchObject({
			title: 'Incidents',
			of: 1000,
			cards: [{ id: 'attack', title: 'Attack' }],
		})
		expect(scenario.endings[1]).toMatchObject({
			id: 'peace',
			atEnd: true,
			when: { tree: { op: 'boolean', value: true } },
		})
	})

	it('places cards and outcomes, each player’s where it says so', () => {
		const places =
			'places: { old-ford: { latitude: -27.5, longitude: 62, source: A map }, mill: { title: The mill, latitude: 1, longitude: -2, source: A map } }'
		const strike = faulty(
			'title: Strike',
			'title: Strike\n    place: { iran: [old-ford, mill], pakistan: mill }',
			insert('top', places),
		)
		const text = faulty(
			'low: { chance',
			'low: { place: old-ford, chance',
			faulty('attack: { chance', 'attack: { place: [mill], chance', strike),
		)
		const { scenario, diagnostics } = parse(text)
		expect(diagnostics).toEqual([])
		expect(scenario!.places).toMatchObject([
			{ id: 'old-ford', title: 'Old Ford', latitude: -27.5, longitude: 62, source: 'A map' },
			{ id: 'mill', title: 'The mill', latitude: 1, longitude: -2 },
		])
		expect(scenario!.moves[0]!.places).toEqual([
			{ by: 'iran', place: 'old-ford' },
			{ by: 'iran', place: 'mill' },
			{ by: 'pakistan', place: 'mill' },
		])
		expect(scenario!.moves[0]!.outcomes.map((o) => o.places)).toEqual([[{ by: null, place: 'old-ford' }], []])
		expect(scenario!.decks[0]!.cards[0]!.places).toEqual([{ by: null, place: 'mill' }])
		expect(scenario!.rulesHash).toBe(parse(SOUND).scenario!.rulesHash)
	})

	it('gives an ending its outlook, and one without none', () => {
		const outlook = 'outlook: { of: 9, recurs: 3 * rung, text: Within a year., source: A book }'
		const { scenario, diagnostics } = parse(faulty('peace: { title: Peace,', `peace: { title: Peace, ${outlook},`))
		expect(diagnostics).toEqual([])
		expect(scenario!.endings.map((e) => e.outlook)).toMatchObject([
			null,
			{ of: 9, recurs: { text: '3 * rung', tree: { op: '*' } }, text: 'Within a year.', source: 'A book' },
		])
	})

	it('keeps the order of moves whose names look like numbers to JavaScript', () => {
		const { scenario } = parse(insert('moves', 'b: { by: iran, title: B }\na1: { by: iran, title: A }'))
		expect(scenario!.moves.map((m) => m.id)).toEqual(['strike', 'recall', 'b', 'a1'])
	})

	it('follows aliases', () => {
		const text = faulty('when: rung >= warning && self.pressure > 0', 'when: &can rung >= warning && self.pressure > 0')
		const { scenario, diagnostics } = parse(insert('moves', 'warn: { by: iran, title: Warn, when: *can }', text))
		expect(diagnostics).toEqual([])
		expect(scenario!.moves[2]!.when).toEqual(scenario!.moves[0]!.when)
	})

	it('reports every fault of a file in one pass, in order, without follow-on faults', () => {
		const faults: [string, string][] = [
			['title: Sound', 'titel: Sound'],
			['labels: [one, two]', 'labels: [one, two, three, four]'],
			['rival: pakistan, payoff', 'rival: pakistn, payoff'],
			['high: 90, basis: judgement', 'high: 40, basis: data'],
			['start: 1, names', 'start: 9, names'],
			['on: { strike: tense }', 'on: { strke: tens }'],
			['chance: rate, effects: iran.pressure += 1', 'chance: rats, effects: iran.presure += 1'],
			['title: Strike', 'title: 12'],
			['when: rung >= warning && self.pressure > 0', 'when: rung >= waring && self.presure > 0'],
			['weight: usual', 'weight: usul'],
			['"rung = max(rung, force)" }', '"rung == max(rung, force)" }'],
			['by: iran', 'by: irn'],
			['rung += 1\n      rival', 'rung += 1\n      rung -= 1\n      rival'],
			['effects: rung = max(rung, 1)', 'efects: rung = max(rung, 1)'],
			['tone: bad', 'tone: sad'],
			['at-end: true, when', 'at-end: yes, when'],
		]
		const text = faults.reduce((before, [from, to]) => faulty(from, to, before), SOUND)
		const { diagnostics, scenario } = parse(text)
		expect(scenario).toBeNull()
		const lines = text.split('\n')
		const slips = diagnostics.map(
			(d) => `${d.rule}: ${lines[d.at.line - 1]!.slice(d.at.column - 1, d.at.endColumn - 1)}`,
		)
		expect(slips).toEqual([
			'unknown-key: titel',
			'names-count: four',
			'unknown-name: pakistn',
			'source-missing: rate',
			'range-order: 50',
			'range-order: 9',
			'unknown-name: strke',
			'unknown-name: tens',
			'unknown-name: rats',
			'unknown-name: iran.presure',
			'wrong-type: 12',
			'unknown-name: waring',
			'unknown-name: presure',
			'unknown-name: usul',
			'effect-syntax: rung == max(rung, force)',
			'unknown-name: irn',
			'effect-twice: rung -= 1',
			'unknown-key: efects',
			'wrong-type: sad',
			'wrong-type: yes',
		])
	})

	it('gives the same for the same text', () => {
		expect(parse(SOUND)).toEqual(parse(SOUND))
	})
})

describe('hashes', () => {
	const hashes = (text: string) => {
		const { scenario, diagnostics } = parse(text)
		if (!scenario) throw new Error(JSON.stringify(diagnostics))
		return scenario
	}
	const { rulesHash, textHash } = hashes(SOUND)

	it.each([
		['a title', 'title: Strike', 'title: A strike'],
		['a summary', 'summary: Nothing', 'summary: Nothing at all'],
		['white space in an expression', 'rung >= warning && self', 'rung>=warning  &&  self'],
		['a tag that no doctrine reads', 'tags: [force]', 'tags: [force, other]'],
		['a label', 'labels: [one, two]', 'labels: [first, second]'],
		['a value’s name that nothing reads', 'calm, warning', 'quiet, warning'],
		['a comment', '#top', '# a comment'],
		['an expected probability', '#top', 'expect: [{ ending: war, probability: 0.5, within: 0.1 }]'],
		['an outlook', 'peace: { title: Peace,', 'peace: { title: Peace, outlook: { of: 3, recurs: rung, source: S },'],
		['a place', '#top', 'places: { ford: { latitude: 27, longitude: 62, source: S } }'],
		['a state tagged as an offer', 'tense: { initial', 'tense: { tags: [offer], initial'],
		['a question', '#top', 'questions: { q: { title: Q, change: { set: { rate: 20 } } } }'],
	])('the rules stay the same after a change of %s', (_, from, to) => {
		const after = hashes(faulty(from, to))
		expect(after.rulesHash).toBe(rulesHash)
		expect(after.textHash).not.toBe(textHash)
	})

	it.each([
		['a parameter', 'value: 50', 'value: 51'],
		['a range of a parameter', 'high: 90', 'high: 91'],
		['a guard', 'rung >= warning &&', 'rung > warning &&'],
		['an effect', 'effects: rung += 1 }', 'effects: rung += 2 }'],
		['a payoff', 'war: -1', 'war: -2'],
		['the number of rounds', 'rounds: 3', 'rounds: 4'],
		['the order', 'order: [iran, pakistan', 'order: [pakistan, iran'],
		['a transition', 'strike: tense', 'strike: silent'],
		['an event', 'rival.strike: recalled', 'self.strike: recalled'],
		['a doctrine', '#top', 'doctrines: { hawk: { title: Hawk, percent: { force: 200 } } }'],
		['an ending', 'when: rung == war', 'when: rung >= war'],
	])('the rules change with %s', (_, from, to) => {
		expect(hashes(faulty(from, to)).rulesHash).not.toBe(rulesHash)
	})

	it('tags count once a doctrine reads them', () => {
		const doctrines = 'doctrines: { hawk: { title: Hawk, percent: { force: 200 } } }'
		const before = insert('top', doctrines)
		const after = faulty(
			'tags: [force]',
			'tags: []',
			insert('top', doctrines, insert('moves', 'warn: { by: iran, title: Warn, tags: [force] }')),
		)
		const with2 = insert('top', doctrines, insert('moves', 'warn: { by: iran, title: Warn, tags: [force] }'))
		expect(hashes(before).rulesHash).not.toBe(hashes(with2).rulesHash)
		expect(hashes(with2).rulesHash).not.toBe(hashes(after).rulesHash)
	})
})
