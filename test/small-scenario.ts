/**
 * A game whose odds can be worked out on paper. Six plies in two rounds, each adding one to the heat: Ann's and
 * Bob's with 3 in 4, the sky's with 1 in 4. At three it is over.
 */
export const TWO_COINS = `id: two-coins
title: Two coins
summary: A game whose odds can be worked out on paper.
clock: { rounds: 2, labels: [Monday, Tuesday] }
players:
  ann: { name: Ann, rival: bob }
  bob: { name: Bob, rival: ann }
order: [ann, bob, sky]
parameters:
  rain: { value: 25, low: 0, high: 100, basis: judgement }
  eager: { value: 3, low: 0, high: 9, basis: judgement }
variables:
  heat: { range: [0, 3], start: 0 }
decks:
  sky:
    of: 100
    cards:
      storm: { chance: rain, effects: heat += 1 }
moves:
  push: { by: [ann, bob], title: Push, weight: eager, effects: heat += 1 }
  wait: { by: [ann, bob], title: Wait }
endings:
  hot: { title: Hot, when: heat == 3 }
  calm: { title: Calm, at-end: true }
doctrines:
  gentle: { title: Gentle, weights: { push: 0 }, otherwise: 1 }
  fierce: { title: Fierce, weights: { wait: 0 }, otherwise: 1 }
scripts:
  sunny:
    title: Sunny
    ending: calm
    steps: [ann.push, bob.wait, sky.nothing, ann.push, bob.wait, sky.nothing]
  stormy:
    title: Stormy
    ending: hot
    steps:
      - ann.push
      - move: bob.push
        date: Monday
      - sky.storm
questions:
  dry: { title: What if it never stormed?, change: { without: [sky.storm] } }
  first: { title: What if Ann had waited?, change: { at: "1.ann", instead: wait } }
`

/** P(at least three of the heads) for coins that fall heads with these probabilities. */
export function atLeastThree(coins: readonly number[]): number {
	let odds = [1, 0, 0, 0]
	for (const p of coins)
		odds = [
			odds[0]! * (1 - p),
			odds[1]! * (1 - p) + odds[0]! * p,
			odds[2]! * (1 - p) + odds[1]! * p,
			odds[3]! + odds[2]! * p,
		]
	return odds[3]!
}
