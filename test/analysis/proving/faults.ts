/** A sound scenario, of which each fault is a small change: two sides, a fence between them, and the weather. */
export const SOUND = `id: fence
title: A fence
summary: Two neighbours, a fence, and the weather.
clock: { rounds: 3 }
players:
  ann: { name: Ann, rival: bob, payoff: { quarrel: 0, peace: 3, truce: 1 } }
  bob: { name: Bob, rival: ann, payoff: { quarrel: 0, peace: 3, truce: 1 } }
order: [ann, bob, sky]
parameters:
  rain: { value: 25, low: 10, high: 50, basis: judgement }
  eager: { value: 3, low: 1, high: 9, basis: judgement }
  half: { value: 50, low: 20, high: 80, basis: judgement }
  feud: { value: 0, switch: true, basis: judgement, title: An old feud }
variables:
  heat: { range: [0, 4], start: 1 }
chart:
  fence:
    initial: standing
    states:
      standing: { on: { push: leaning, sky.storm: leaning } }
      leaning: { on: { mend: standing, push: fallen } }
      fallen: {}
moves:
  push:
    by: [ann, bob]
    title: Push
    when: fence != "fallen"
    weight: eager
    of: 100
    outcomes:
      hard:
        chance: half
        effects: heat += 2
      soft:
        rest: true
        effects: heat += 1
  mend:
    by: [ann, bob]
    title: Mend
    when: fence == "leaning"
    weight: eager
    effects: heat -= 2
  wait:
    by: [ann, bob]
    title: Wait
decks:
  sky:
    of: 100
    cards:
      storm: { chance: rain, effects: heat += 1 }
rules:
  - title: A fallen fence angers both
    every: round
    when: fence == "fallen"
    effects: heat += 1
endings:
  quarrel: { title: Quarrel, when: heat >= 4 }
  peace: { title: Peace, when: heat == 0 }
  truce: { title: Truce, at-end: true }
doctrines:
  gentle: { title: Gentle, weights: { push: 0 }, otherwise: 1 }
scripts:
  quiet:
    title: Quiet
    ending: truce
    steps:
      - ann.wait
      - bob.wait
      - sky.nothing
      - ann.wait
      - bob.wait
      - sky.nothing
      - ann.wait
      - bob.wait
      - sky.nothing
`

export interface Fault {
	readonly rule: string
	/** What is wrong, in a word or two, where a rule has several faults. */
	readonly name: string
	/** Pieces of the sound scenario and what stands in their place. */
	readonly changes: readonly (readonly [string, string])[]
	/** What the finding must point at: the first line that holds this text. */
	readonly at: string
	/** From 1, where it is not the line's first character other than a space. */
	readonly column?: number
	/** What the message must say. */
	readonly says?: RegExp
	/** Plies of the shortest line of play, where there is one. */
	readonly plies?: number
	/** Lines to go on from the one that begins with `at`. */
	readonly below?: number
}

export const FAULTS: readonly Fault[] = [
	{
		rule: 'state-unreachable',
		name: 'no transition leads there',
		changes: [['      fallen: {}\n', '      fallen: {}\n      rebuilt: {}\n']],
		at: '      rebuilt: {}',
		says: /"rebuilt" of fence/,
	},
	{
		rule: 'state-unreachable',
		name: 'the guard never holds',
		changes: [
			[
				'      leaning: { on: { mend: standing, push: fallen } }\n      fallen: {}\n',
				'      leaning: { on: { mend: [{ target: mended, guard: heat == 0 && heat == 2 }, { target: standing }], push: fallen } }\n      fallen: {}\n      mended: {}\n',
			],
		],
		at: '      mended: {}',
	},
	{
		rule: 'card-never-legal',
		name: 'a move',
		changes: [['    when: fence == "leaning"', '    when: fence == "leaning" && heat == 4']],
		at: '  mend:',
		says: /"mend" is never legal/,
	},
	{
		rule: 'card-never-legal',
		name: 'for one player',
		changes: [
			[
				'chart:\n',
				'chart:\n  mood:\n    per: player\n    initial: calm\n    states: { calm: { on: { self.push: cross } }, cross: {} }\n',
			],
			[
				'  wait:\n    by: [ann, bob]\n    title: Wait\n',
				'  wait:\n    by: [ann, bob]\n    title: Wait\n  sulk:\n    by: [ann, bob]\n    title: Sulk\n    when: self.mood == "calm" && bob.mood == "cross"\n    effects: heat += 1\n',
			],
		],
		at: '  sulk:',
		says: /for bob/,
	},
	{
		rule: 'card-never-legal',
		name: 'of a deck',
		changes: [['storm: { chance: rain,', 'storm: { chance: rain, when: heat == 4,']],
		at: '      storm:',
	},
	{
		rule: 'card-never-falls',
		name: 'a card of a deck',
		changes: [['storm: { chance: rain,', 'storm: { chance: 0,']],
		at: '      storm:',
	},
	{
		rule: 'card-never-falls',
		name: 'an outcome',
		changes: [['        chance: half', '        chance: 0']],
		at: '      hard:',
	},
	{
		rule: 'card-never-chosen',
		name: 'its weight is 0',
		changes: [
			[
				'    title: Wait\n',
				'    title: Wait\n  dance:\n    by: [ann]\n    title: Dance\n    weight: 0\n    effects: heat -= 1\n',
			],
			['weights: { push: 0 }, otherwise: 1', 'weights: { push: 0, dance: 0 }, otherwise: 1'],
		],
		at: '  dance:',
	},
	{
		rule: 'card-without-effect',
		name: 'of a deck',
		changes: [
			[
				'      storm: { chance: rain, effects: heat += 1 }\n',
				'      storm: { chance: rain, effects: heat += 1 }\n      rainbow: { chance: eager, title: A rainbow }\n',
			],
		],
		at: '      rainbow:',
	},
	{
		rule: 'card-without-effect',
		name: 'but where play never comes',
		changes: [
			[
				'  heat: { range: [0, 4], start: 1 }\n',
				'  heat: { range: [0, 4], start: 1 }\n  seen: { range: [0, 1], start: 0 }\n',
			],
			[
				'      storm: { chance: rain, effects: heat += 1 }\n',
				'      storm: { chance: rain, effects: heat += 1 }\n      comet: { chance: 0, effects: seen = 1 }\n      rainbow: { chance: eager, effects: heat += seen }\n',
			],
		],
		at: '      rainbow:',
	},
	{
		rule: 'card-without-effect',
		name: 'of a player to whom nothing matters',
		changes: [
			['order: [ann, bob, sky]', 'order: [ann, bob, sky, cat]'],
			['  bob: {', '  cat: { name: The cat }\n  bob: {'],
			[
				'    title: Wait\n',
				'    title: Wait\n  purr: { by: [cat], title: Purr }\n  sleep: { by: [cat], title: Sleep }\n',
			],
			['payoff: { quarrel: 0, peace: 3, truce: 1 } }\n  cat', '}\n  cat'],
			['scripts:', 'x-scripts:'],
		],
		at: '  purr:',
	},
	{
		rule: 'ending-impossible',
		name: 'a condition that never holds',
		changes: [
			[
				'  peace: { title: Peace, when: heat == 0 }',
				'  peace: { title: Peace, when: heat == 0 && fence == "fallen" && round >= 1 }',
			],
		],
		at: '  peace: { title: Peace',
		says: /`heat == 0` and `fence == "fallen"` never hold together/,
	},
	{
		rule: 'ending-impossible',
		name: 'an earlier ending',
		changes: [
			[
				'  peace: { title: Peace,',
				'  feast: { title: Feast, when: heat == 4 && fence == "fallen" }\n  peace: { title: Peace,',
			],
			['quarrel: 0, peace', 'quarrel: 0, feast: 1, peace'],
			['ann, payoff: { quarrel: 0, peace', 'ann, payoff: { quarrel: 0, feast: 1, peace'],
		],
		at: '  feast: { title',
		says: /"quarrel" stands before it/,
	},
	{
		rule: 'player-passes',
		name: 'nothing legal',
		changes: [
			['    by: [ann, bob]\n    title: Wait', '    by: [bob]\n    title: Wait'],
			['    by: [ann, bob]\n    title: Mend', '    by: [bob]\n    title: Mend'],
			['    when: fence != "fallen"', '    when: fence == "standing"'],
			['scripts:', 'x-scripts:'],
		],
		at: '  ann: {',
		says: /Ann can be left without a move/,
		plies: 3,
	},
	{
		rule: 'weights-all-zero',
		name: 'by the cards',
		changes: [
			['    title: Wait\n', '    title: Wait\n    weight: "heat == 3 ? 0 : 1"\n'],
			[
				'    when: fence == "leaning"\n    weight: eager',
				'    when: fence == "leaning"\n    weight: "heat == 3 ? 0 : eager"',
			],
			[
				'    when: fence != "fallen"\n    weight: eager',
				'    when: fence != "fallen"\n    weight: "heat == 3 ? 0 : eager"',
			],
		],
		at: '  push:',
		says: /(ann|bob) may play can have weight 0 \(push/,
		plies: 1,
	},
	{
		rule: 'weights-all-zero',
		name: 'by a doctrine',
		changes: [
			[
				'  gentle: { title: Gentle, weights: { push: 0 }, otherwise: 1 }',
				'  gentle: { title: Gentle, otherwise: "heat == 3 ? 0 : 1" }',
			],
		],
		at: '  gentle:',
		says: /doctrine "gentle"/,
		plies: 1,
	},
	{
		rule: 'effect-always-clamped',
		name: 'of a card',
		changes: [['    effects: heat -= 2', '    effects: heat -= 9']],
		at: '    effects: heat -= 9',
		column: 14,
	},
	{
		rule: 'effect-always-clamped',
		name: 'a value below the range where a difference was meant',
		changes: [['    effects: heat -= 2', '    effects: heat = -1']],
		at: '    effects: heat = -1',
		column: 14,
		says: /0 to 4.*To subtract, write heat -= 1/,
	},
	{
		rule: 'effect-always-clamped',
		name: 'of a rule',
		changes: [['    effects: heat += 1\nendings', '    effects: heat += 5\nendings']],
		at: '    effects: heat += 5',
		column: 14,
	},
	{
		rule: 'rule-never-applies',
		name: 'its condition',
		changes: [
			['    every: round\n    when: fence == "fallen"', '    every: round\n    when: fence == "fallen" && heat == 0'],
		],
		at: '  - title: A fallen fence',
		column: 5,
	},
	{
		rule: 'step-impossible',
		name: 'weight 0',
		changes: [['    title: Wait\n', '    title: Wait\n    weight: "round == 2 ? 0 : 1"\n']],
		at: '      - ann.wait',
		below: 3,
		column: 9,
	},
	{
		rule: 'decision-impossible',
		name: 'in its round',
		changes: [
			[
				'scripts:',
				'questions:\n  early: { title: What if Ann had mended it?, change: { at: "1.ann", instead: mend } }\nscripts:',
			],
		],
		at: '  early:',
		says: /"early" cannot be made.*1\.ann, "mend" is not legal; rounds in which it can be: 2, 3$/,
	},
	{
		rule: 'decision-impossible',
		name: 'with a switch that the question leaves as it is',
		changes: [
			['  wait:\n', '  avenge: { by: [ann], title: Avenge, when: feud == 1, effects: heat += 1 }\n  wait:\n'],
			[
				'scripts:',
				'questions:\n  old: { title: With the feud?, change: { at: "2.ann", instead: avenge, set: { feud: 1 } } }\n  new: { title: What if Ann had avenged?, change: { at: "2.ann", instead: avenge } }\nscripts:',
			],
		],
		at: '  new:',
		says: /it is in no other round$/,
	},
	{
		rule: 'decision-impossible',
		name: 'with a card that the question takes out',
		changes: [
			[
				'scripts:',
				'questions:\n  odd: { title: Without pushing?, change: { at: "2.bob", instead: push, without: [bob.push] } }\nscripts:',
			],
		],
		at: '  odd:',
	},
	{
		rule: 'fact-without-source',
		name: 'a step',
		changes: [
			[
				'      - ann.wait\n      - bob.wait',
				'      - { move: ann.wait, date: Monday, text: Ann waits for the rain. }\n      - bob.wait',
			],
		],
		at: '      - { move: ann.wait',
		column: 9,
	},
	{
		rule: 'fact-without-source',
		name: 'a claim',
		changes: [['    title: Mend\n', '    title: Mend\n    claims: { Ann: It was mine to mend. }\n']],
		at: '  mend:',
	},
	{
		rule: 'expect-fails',
		name: 'odds',
		changes: [['scripts:', 'expect:\n  - { ending: truce, probability: 0.5, within: 0.0001 }\nscripts:']],
		at: '  - { ending: truce, probability: 0.5',
		column: 5,
		says: /it has 0\./,
	},
]

/** The faulty scenario. @throws Error when the sound one has no such piece */
export function faulty({ name, changes }: Fault): string {
	let text = SOUND
	for (const [from, to] of changes) {
		if (!text.includes(from)) throw new Error(`${name}: the scenario has no "${from}"`)
		text = text.replace(from, () => to)
	}
	const dropped = text.indexOf('x-scripts:')
	return dropped < 0 ? text : text.slice(0, dropped)
}
