/** A scenario with nothing wrong, to put one fault into. Markers such as `#moves` are comments at which tests insert. */
export const SOUND = `id: sound
title: Sound
summary: Nothing is wrong here.
clock: { rounds: 3, labels: [one, two] }
players:
  iran: { name: Iran, rival: pakistan, payoff: { war: -1, peace: 1 } }
  pakistan: { name: Pakistan, rival: iran }
  #players
parameters:
  rate: { value: 50, low: 10, high: 90, basis: judgement }
  usual: { value: 5, low: 1, high: 9, basis: judgement }
  #parameters
order: [iran, pakistan, incidents]
variables:
  rung: { range: [0, 3], start: 1, names: [calm, warning, force, war] }
  pressure: { per: player, range: [0, 2], start: { iran: 1, pakistan: 0 } }
  #variables
chart:
  relations:
    initial: uneasy
    states:
      uneasy: { on: { strike: tense } }
      tense: { initial: loud, on: { strike.low: uneasy }, states: { loud: {}, silent: {} } }
      #states
  envoy:
    per: player
    initial: in-post
    states:
      in-post: { on: { self.recall: recalled, rival.strike: recalled } }
      recalled: {}
  #chart
decks:
  incidents:
    of: 1000
    cards:
      attack: { chance: rate, effects: iran.pressure += 1 }
      #cards
moves:
  strike:
    by: [iran, pakistan]
    title: Strike
    tags: [force]
    when: rung >= warning && self.pressure > 0
    weight: usual
    of: 100
    outcomes:
      low: { chance: rate, effects: rung += 1 }
      high: { rest: true, effects: "rung = max(rung, force)" }
  recall:
    by: iran
    title: Recall
    when: self.envoy == "in-post" && relations in ["uneasy", "tense"]
    effects: |
      rung += 1
      rival.pressure -= 1
  #moves
rules:
  - when: relations == "tense"
    effects: rung = max(rung, 1)
  #rules
endings:
  war: { title: War, when: rung == war, tone: bad }
  #endings
  peace: { title: Peace, at-end: true, when: "true" }
#top
`

/** `SOUND` with a text put in place of another, which must occur. */
export function faulty(from: string, to: string, base = SOUND): string {
	if (!base.includes(from)) throw new Error(`the sound scenario has no ${JSON.stringify(from)}`)
	return base.replace(from, () => to)
}

/** Inserts lines, indented as the marker is, in place of `#marker`. */
export function insert(marker: string, lines: string, base = SOUND): string {
	const match = new RegExp(`^( *)#${marker}$`, 'm').exec(base)
	if (!match) throw new Error(`there is no marker #${marker}`)
	const indent = match[1]!
	const text = lines
		.split('\n')
		.map((line) => indent + line)
		.join('\n')
	return base.replace(match[0], () => text)
}

/** Takes the mark `¦` out of a text and tells where it stood. */
export function marked(text: string): { readonly text: string; readonly line: number; readonly column: number } {
	const offset = text.indexOf('¦')
	if (offset < 0) throw new Error('the text has no mark')
	const before = text.slice(0, offset)
	return {
		text: before + text.slice(offset + 1),
		line: before.split('\n').length,
		column: offset - before.lastIndexOf('\n'),
	}
}
