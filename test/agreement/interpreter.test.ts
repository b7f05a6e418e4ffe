import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { evaluateText } from './cel.js'
import { interpret } from './interpreter.js'
import type { RawScenario } from './raw-scenario.js'
import type { Settings, State } from './reading.js'

/** Everything that a case does not say: two players, three rounds, no weather. */
const PLAIN = `
id: case
clock: { rounds: 3 }
players: { a: { rival: b }, b: { rival: a } }
order: [a, b]
moves: { go: { by: a }, wait: { by: b } }
endings: { stalemate: { at-end: true, when: "true" } }
`

const raw = (text: string): RawScenario => ({ ...(parse(PLAIN) as RawScenario), ...(parse(text) as object) })

const play = (text: string, ids: string[], settings: Settings = {}): State => {
	const game = interpret(raw(text), settings)
	return ids.reduce((state, id) => game.apply(state, id), game.initial())
}

describe('before the first ply', () => {
	const text = `
variables: { heat: { range: [0, 9], start: 1 } }
chart: { phase: { initial: calm, states: { calm: { always: { target: crisis, guard: heat == 1 } }, crisis: { initial: brink, states: { brink: , over: } } } } }
rules: [{ effects: heat += 1 }]
endings: { war: { when: phase == "crisis" }, stalemate: { at-end: true } }
`
	test('only `always` is taken: no rule, no ending', () => {
		expect(play(text, [])).toEqual({
			chart: { phase: 'brink' },
			variables: { heat: 1 },
			round: 1,
			ply: 0,
			pending: null,
			ending: null,
		})
	})
	test('settings move parameters, start values and first states', () => {
		expect(play(text, [], { heat: 3 }).chart).toEqual({ phase: 'calm' })
		expect(play(text, [], { heat: 3, phase: 'crisis' }).chart).toEqual({ phase: 'brink' })
		const own = `
parameters: { p: { value: 2 } }
variables: { mood: { per: player, range: [0, 9], start: { a: 4, b: 5 } } }
moves: { go: { by: a, effects: self.mood += p }, wait: { by: b } }
`
		expect(play(own, ['a.go'], { p: 3, 'b.mood': 0 }).variables).toEqual({ 'a.mood': 7, 'b.mood': 0 })
	})
})

describe('1. legal moves', () => {
	const text = `
variables: { heat: { range: [0, 9], start: 0 } }
order: [a, luck]
decks: { luck: { of: 10, cards: { rain: { chance: 2, when: heat > 0 }, sun: { chance: 3 } } } }
moves:
  zeal: { by: [a, b], when: heat == 0, weight: 0, effects: heat += 1 }
  calm: { by: a, when: heat < 1 }
  other: { by: b }
`
	test("are the player's cards that hold, in file order, also those of weight 0", () => {
		const game = interpret(raw(text))
		expect(game.legal(game.initial())).toEqual(['a.zeal', 'a.calm'])
		expect(game.player(game.initial())).toBe('a')
	})
	test('of a deck end with `nothing`', () => {
		const game = interpret(raw(text))
		expect(game.legal(game.apply(game.initial(), 'a.calm'))).toEqual(['luck.sun', 'luck.nothing'])
		const hot = game.apply(game.initial(), 'a.zeal')
		expect(game.legal(hot)).toEqual(['luck.rain', 'luck.sun', 'luck.nothing'])
		expect(game.player(hot)).toBe('chance')
		expect(game.legal(game.apply(hot, 'luck.nothing'))).toEqual(['a.pass'])
	})
	test('others are refused', () => {
		expect(() => play(text, ['a.other'])).toThrow('a.other is not legal')
		expect(() => play(text, ['a.pass'])).toThrow('not legal')
	})
	test('`pass` and `nothing` send the chart nothing but let rules, `always` and endings follow', () => {
		const quiet = `
variables: { heat: { range: [0, 9], start: 0 } }
chart: { phase: { initial: calm, states: { calm: { always: { target: hot, guard: heat == 2 } }, hot: } } }
order: [a, luck]
decks: { luck: { of: 1, cards: {} } }
moves: { go: { by: a, when: "false" } }
rules: [{ effects: heat += 1 }]
endings: { war: { when: phase == "hot" }, stalemate: { at-end: true } }
`
		const passed = play(quiet, ['a.pass'])
		expect([passed.variables, passed.chart, passed.ply]).toEqual([{ heat: 1 }, { phase: 'calm' }, 1])
		expect(play(quiet, ['a.pass', 'luck.nothing']).ending).toBe('war')
	})
})

describe('2. weights', () => {
	test('of cards are 1 where nothing is said; a deck leaves the rest of its base to `nothing`', () => {
		const text = `
parameters: { p: { value: 3 } }
order: [a, luck]
decks: { luck: { of: 10, cards: { rain: { chance: p, when: "false" }, sun: { chance: p + 1 } } } }
moves: { go: { by: a, weight: 2 * p }, stay: { by: a } }
`
		const game = interpret(raw(text))
		expect(game.weights(game.initial())).toEqual([6, 1])
		expect(game.weights(game.apply(game.initial(), 'a.stay'))).toEqual([4, 6])
	})
	test('of outcomes are read after the card, and one of them may take the rest', () => {
		const text = `
variables: { heat: { range: [0, 9], start: 1 } }
moves:
  go: { by: a, effects: heat += 3, of: 10, outcomes: { hit: { chance: heat }, miss: { rest: true } } }
  try: { by: a, effects: heat += 1, outcomes: { hit: { chance: heat }, miss: { chance: 5 } } }
`
		const game = interpret(raw(text))
		expect(game.weights(game.apply(game.initial(), 'a.go'))).toEqual([4, 6])
		expect(game.weights(game.apply(game.initial(), 'a.try'))).toEqual([2, 5])
	})
	test('of a doctrine: its weight for the card, its percent for the card, then for tags, then otherwise', () => {
		const text = `
moves:
  one: { by: a, weight: 7, tags: [force] }
  two: { by: a, weight: 7, tags: [force] }
  three: { by: a, weight: 7, tags: [word, force] }
  four: { by: a, weight: 7, tags: [risk] }
  five: { by: a, weight: 7 }
doctrines:
  hawk: { weights: { force: 5, one: 2 }, percent: { two: 300, one: 900, word: 10, risk: 50 } }
  dove: { weights: { word: 1 }, otherwise: 4 }
`
		const game = interpret(raw(text))
		expect(game.weights(game.initial(), 'hawk')).toEqual([200, 2100, 500, 350, 700])
		expect(game.weights(game.initial(), 'dove')).toEqual([400, 400, 100, 400, 400])
	})
})

describe('3. the chart', () => {
	const chart = (states: string, rest = '') =>
		`
variables: { heat: { range: [0, 9], start: 0 } }
chart: { phase: { initial: calm, ${rest} states: ${states} } }
moves: { go: { by: [a, b], effects: heat = 1 }, wait: { by: b } }
`
	const after = (states: string, rest = '') => play(chart(states, rest), ['a.go']).chart.phase

	test('innermost state first, then outwards to the region', () => {
		const nested = (inner: string) =>
			`{ calm: { initial: deep, on: { go: war }, states: { deep: { on: { ${inner} } }, shallow: } }, war: , end: }`
		expect(after(nested('go: shallow'))).toBe('shallow')
		expect(after(nested('go: { target: shallow, guard: heat == 1 }'))).toBe('war')
		expect(after('{ calm: , end: }', 'on: { go: end },')).toBe('end')
	})
	test('`{}` and a guard without target stay, and stop the search', () => {
		expect(after('{ calm: { on: { go: {} } }, end: }', 'on: { go: end },')).toBe('calm')
		expect(after('{ calm: { on: { go: { guard: heat == 0 } } }, end: }', 'on: { go: end },')).toBe('calm')
		expect(after('{ calm: { on: { go: { guard: heat == 1 } } }, end: }', 'on: { go: end },')).toBe('end')
	})
	test('keys that mean one event are tried in file order, and so are the transitions of one', () => {
		expect(after('{ calm: { on: { go: war, a.go: end } }, war: , end: }')).toBe('war')
		expect(after('{ calm: { on: { a.go: end, go: war } }, war: , end: }')).toBe('end')
		expect(after('{ calm: { on: { b.go: end, go: war } }, war: , end: }')).toBe('war')
		expect(after('{ calm: { on: { go: [{ target: end, guard: heat == 1 }, war, end] } }, war: , end: }')).toBe('war')
	})
	test('a compound target is entered down its initial states, also from inside it', () => {
		expect(
			after('{ calm: { on: { go: war } }, war: { initial: y, states: { x: , y: { initial: z, states: { z: } } } } }'),
		).toBe('z')
		expect(after('{ calm: { initial: x, states: { x: { always: y }, y: { on: { go: calm } } } } }')).toBe('y')
		const inside = '{ calm: { initial: x, states: { x: { on: { b.go: y } }, y: { on: { a.go: calm } } } } }'
		expect(play(chart(inside), ['a.go', 'b.go']).chart.phase).toBe('y')
		expect(play(chart(inside), ['a.go', 'b.go', 'a.go']).chart.phase).toBe('x')
	})
	test('regions read one another as they stood before the move', () => {
		const text = `
chart:
  left: { initial: in, states: { in: { on: { go: { target: out, guard: right == "in" } } }, out: } }
  right: { initial: in, states: { in: { on: { go: { target: out, guard: left == "in" } } }, out: } }
`
		expect(play(text, ['a.go']).chart).toEqual({ left: 'out', right: 'out' })
	})
	test('`self.` and `rival.` keys are for the owner of a region and the other', () => {
		const text = `
moves: { go: { by: [a, b] } }
chart: { envoy: { per: player, initial: post, states: { post: { on: { self.go: home, rival.go: barred } }, home: , barred: } } }
`
		expect(play(text, ['a.go']).chart).toEqual({ 'a.envoy': 'home', 'b.envoy': 'barred' })
		expect(play(text.replace('self.go: home, ', ''), ['a.go']).chart).toEqual({
			'a.envoy': 'post',
			'b.envoy': 'barred',
		})
	})
	test('a deck is heard under its name, a card and its outcome each under their own', () => {
		const text = `
order: [luck, a]
decks: { luck: { of: 2, cards: { rain: { chance: 1, outcomes: { hard: , soft: } } } } }
chart: { phase: { initial: calm, states: { calm: { on: { luck.rain: wet, luck.rain.hard: flood } }, wet: { on: { luck.rain.hard: flood, luck.rain: calm } }, flood: } } }
`
		expect(play(text, ['luck.rain']).chart.phase).toBe('wet')
		expect(play(text, ['luck.rain', 'luck.rain.hard']).chart.phase).toBe('flood')
		expect(play(text, ['luck.rain', 'luck.rain.soft']).chart.phase).toBe('wet')
	})
})

describe('4. effects', () => {
	const text = (effects: string) => `
variables: { x: { range: [0, 5], start: 1 }, y: { range: [-1, 5], start: 4 }, mood: { per: player, range: [0, 3], start: 2 } }
chart: { phase: { initial: calm, states: { calm: { on: { go: hot } }, hot: } } }
moves: { go: { by: [a, b], effects: "${effects}" } }
`
	test('all right-hand sides read the state before the move', () => {
		expect(play(text('x = y\\ny = x'), ['a.go']).variables).toMatchObject({ x: 4, y: 1 })
		expect(play(text('x += y\\n# a remark\\n\\ny -= x # another'), ['a.go']).variables).toMatchObject({ x: 5, y: 3 })
		expect(play(text("x = phase == 'calm' ? 2 : 3"), ['a.go']).variables).toMatchObject({ x: 2 })
	})
	test('values are clamped to both ends of their range', () => {
		expect(play(text('x -= 7\\ny -= 7'), ['a.go']).variables).toMatchObject({ x: 0, y: -1 })
		expect(play(text('x = 99'), ['a.go']).variables).toMatchObject({ x: 5 })
	})
	test('`self` is who plays the card', () => {
		const effects = 'self.mood -= 1\\nrival.mood = self.mood + 1'
		expect(play(text(effects), ['a.go']).variables).toMatchObject({ 'a.mood': 1, 'b.mood': 3 })
		expect(play(text('self.mood -= 1'), ['a.go', 'b.go', 'a.go']).variables).toMatchObject({ 'a.mood': 0, 'b.mood': 1 })
	})
})

describe('5. outcomes', () => {
	const text = `
variables: { heat: { range: [0, 9], start: 0 }, seen: { range: [0, 9], start: 0 } }
chart:
  phase:
    initial: calm
    states: { calm: { on: { go: air } }, air: { on: { go.hit: { target: war, guard: heat == 1 } }, always: { target: lost, guard: heat == 1 } }, war: , lost: }
moves: { go: { by: a, effects: heat += 1, outcomes: { hit: { effects: "seen = heat" }, miss: } }, wait: { by: b } }
rules: [{ effects: heat += 1 }]
endings: { early: { when: heat == 1 }, stalemate: { at-end: true } }
`
	test('while the card is pending nothing else happens', () => {
		const game = interpret(raw(text))
		const pending = game.apply(game.initial(), 'a.go')
		expect(pending).toEqual({
			chart: { phase: 'air' },
			variables: { heat: 1, seen: 0 },
			round: 1,
			ply: 0,
			pending: 'a.go',
			ending: null,
		})
		expect(game.player(pending)).toBe('chance')
		expect(game.legal(pending)).toEqual(['a.go.hit', 'a.go.miss'])
	})
	test('guards and effects of the outcome read what the card left, and then the ply is complete', () => {
		expect(play(text, ['a.go', 'a.go.hit'])).toEqual({
			chart: { phase: 'war' },
			variables: { heat: 2, seen: 1 },
			round: 1,
			ply: 1,
			pending: null,
			ending: null,
		})
		expect(play(text, ['a.go', 'a.go.miss']).chart.phase).toBe('air')
	})
})

describe('6. rules', () => {
	const text = (rules: string) => `
variables: { x: { range: [0, 9], start: 0 }, y: { range: [0, 9], start: 1 }, z: { range: [0, 9], start: 0 } }
rules: ${rules}
`
	test('each reads what the one before it left, in one pass', () => {
		const rules = `[{ when: z == 1, effects: x = 9 }, { effects: y += 1 }, { when: y == 2, effects: z = 1 }]`
		expect(play(text(rules), ['a.go']).variables).toEqual({ x: 0, y: 2, z: 1 })
		expect(play(text(rules), ['a.go', 'b.wait']).variables).toEqual({ x: 9, y: 3, z: 1 })
	})
	test('the lines of one rule read the state before it', () => {
		expect(play(text('[{ effects: "x = y\\ny = x" }]'), ['a.go']).variables).toEqual({ x: 1, y: 0, z: 0 })
	})
	test("`every: round` runs in its place at the round's last ply only, and reads the old round", () => {
		const rules =
			'[{ effects: x += 1 }, { every: round, effects: y = 10 * round + x - 8 }, { every: ply, effects: z = y }]'
		expect(play(text(rules), ['a.go']).variables).toEqual({ x: 1, y: 1, z: 1 })
		expect(play(text(rules), ['a.go', 'b.wait']).variables).toEqual({ x: 2, y: 4, z: 4 })
	})
})

describe('7. always', () => {
	test('runs in passes until nothing changes, each region reading the state before the pass', () => {
		const text = `
variables: { heat: { range: [0, 9], start: 0 } }
rules: [{ effects: heat = 1 }]
chart:
  left: { initial: one, states: { one: { always: { target: two, guard: heat == 1 } }, two: { always: { target: three, guard: right == "two" } }, three: } }
  right: { initial: one, states: { one: { always: { target: two, guard: heat == 1 && left == "one" } }, two: } }
`
		expect(play(text, ['a.go']).chart).toEqual({ left: 'three', right: 'two' })
	})
	test('one that would change nothing is passed over, and the next is tried', () => {
		const text = `
chart:
  left: { initial: one, always: [one, { target: three, guard: round == 1 }], states: { one: , two: , three: { always: three } } }
`
		expect(() => play(text, [])).toThrow('for ever')
		expect(play(text.replace('always: [one, ', 'always: [three, '), []).chart).toEqual({ left: 'three' })
		const stays = 'always: [{ target: one, guard: left == "one" }, '
		expect(play(text.replace('always: [one, ', stays), []).chart).toEqual({ left: 'three' })
	})
	test('the innermost is tried first', () => {
		const text = `
chart: { left: { initial: one, states: { one: { initial: in, always: out, states: { in: { always: end } } }, out: , end: } } }
`
		expect(play(text, []).chart).toEqual({ left: 'end' })
	})
})

describe('8. endings', () => {
	test('the first that holds after `always` ends the game, and the round stands still', () => {
		const text = `
variables: { heat: { range: [0, 9], start: 0 } }
chart: { phase: { initial: calm, states: { calm: { always: { target: war, guard: heat == 2 } }, war: } } }
rules: [{ effects: heat += 1 }]
endings: { late: { at-end: true, when: phase == "war" }, one: { when: phase == "war" }, two: { when: heat == 2 }, last: { at-end: true } }
players: { a: { rival: b, payoff: { late: 0, one: heat + self.mood, two: 2, last: 3 } }, b: { rival: a } }
`.replace('variables: {', 'variables: { mood: { per: player, range: [0, 3], start: 3 },')
		const game = interpret(raw(text))
		const over = ['a.go', 'b.wait'].reduce((state, id) => game.apply(state, id), game.initial())
		expect([over.ending, over.round, over.ply]).toEqual(['one', 1, 1])
		expect([game.player(over), game.legal(over)]).toEqual([undefined, []])
		expect(game.payoffs(over)).toEqual({ a: 5 })
	})
	test('after the last round all are looked at in file order, and `round` is still the last', () => {
		const text = (endings: string) => `clock: { rounds: 1 }\nendings: ${endings}`
		const ending = (endings: string) => play(text(endings), ['a.go', 'b.wait']).ending
		expect(
			ending('{ x: { at-end: true, when: round == 1 }, y: { when: round == 1 && false }, z: { at-end: true } }'),
		).toBe('x')
		expect(ending('{ x: { at-end: true, when: round == 2 }, z: { at-end: true, when: true } }')).toBe('z')
		expect(play(text('{ x: { at-end: true } }'), ['a.go'])).toMatchObject({ round: 1, ply: 1, ending: null })
	})
	test('the round increases after the last ply', () => {
		expect(play('', ['a.go', 'b.wait'])).toMatchObject({ round: 2, ply: 0 })
		expect(play('', ['a.go', 'b.wait', 'a.go', 'b.wait', 'a.go', 'b.wait'])).toMatchObject({
			round: 3,
			ply: 1,
			ending: 'stalemate',
		})
	})
})

describe('regions in expressions', () => {
	const names = { phase: ['brink', 'crisis'], x: 2n, a: { envoy: ['home'] } }
	test.each([
		['phase == "crisis"', true],
		['phase != "brink"', false],
		['phase == "calm" || x == 2', true],
		['"home" == a.envoy && phase in ["calm", "crisis"]', true],
		["a.envoy in ['post'] ? x > 1 : a.envoy != 'post'", true],
		['!(a.envoy == "home")', false],
		['x in [1, 2] && clamp(x, 3, 4) == max(1, 3, -x) && abs(-x) == min(x, 7)', true],
	])('%s', (text, value) => {
		expect(evaluateText(text, names)).toBe(value)
	})
})
