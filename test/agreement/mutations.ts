/**
 * Wrong readings of the rules, each a mistake that an engine could make without anyone noticing in a demonstration.
 * The interpreter can be told to make any one of them; the agreement test must then notice.
 */
export const MUTATIONS = {
	// Before the first ply
	'opening-without-always': 'the opening position is not settled by `always`',
	'opening-with-rules': 'the rules run once before the first ply',
	'opening-with-endings': 'endings are looked at before the first ply',
	// 1. Legal moves
	'when-ignored': 'every card of the player is legal',
	'when-ignored-in-decks': 'every card of a deck is in the list',
	'cards-sorted-by-name': 'legal moves stand in the order of their names, not of the file',
	'pass-always-offered': '`pass` stands beside other legal moves',
	'zero-weight-illegal': 'a card of weight zero is not legal',
	'pass-skips-settling': 'after `pass` neither rules, `always` nor endings follow',
	'nothing-skips-settling': 'after `nothing` neither rules, `always` nor endings follow',
	// 2. Choice
	'nothing-has-weight-one': '`nothing` weighs 1 in place of what the cards leave of the base',
	'illegal-cards-keep-their-chance': 'the chance of a card that is not legal does not go to `nothing`',
	'rest-is-whole-base': 'the outcome that takes the rest weighs the whole base',
	'tag-before-name': 'a doctrine prefers the value for a tag to that for the card itself',
	// 3. The chart
	'outer-state-first': 'a state is tried before the states inside it',
	'last-transition-first': 'the transitions of one key are tried from the last',
	'keys-last-first': 'the keys of one state that mean one event are tried from the last',
	'narrow-keys-first': 'a key that names the player is tried before one that does not',
	'outcome-keys-also-for-card': 'the key of a card is tried again at its outcome',
	'guards-after-effects': 'guards read what the effects have left',
	'regions-in-sequence': 'a region sees where the regions before it have moved',
	'first-region-only': 'one region takes the event, and the others do not hear it',
	'stay-looks-outward': '`{}` does not stop the search outward',
	'false-guard-stops': 'a guard that does not hold stops the search',
	'compound-remembers': 'entering a state that one is in already leaves one where one is',
	'compound-is-not-inside': 'a comparison with a compound state is true of no state inside it',
	'self-means-anyone': '`self.` and `rival.` keys answer to every player',
	// 4. Effects
	'effects-in-sequence': 'each line of effects reads what the line before it has left',
	'effects-read-moved-chart': 'effects read the chart as the event left it',
	'no-clamp': 'values leave their range',
	'clamp-at-top-only': 'values are not kept above the bottom of their range',
	'self-is-first-player': '`self` means the first player of the card',
	// 5. Outcomes
	'rules-while-pending': 'rules run before the outcome is known',
	'always-while-pending': '`always` is taken before the outcome is known',
	'endings-while-pending': 'endings are looked at before the outcome is known',
	'outcome-reads-before-card': "the outcome's guards and effects read the state before the card",
	'outcome-without-event': 'the chart does not hear of outcomes',
	'card-with-outcomes-without-event': 'the chart hears of outcomes but not of their card',
	'outcome-forgets-effects': 'a card with outcomes has only its outcomes’ effects',
	// 6. Rules
	'rules-before-effects': 'rules run on the state before the move, effects come after',
	'rules-read-before-all': 'every rule reads the state before the first of them',
	'rules-until-quiet': 'rules run again until nothing changes',
	'first-rule-only': 'only the first rule that holds is followed',
	'rules-last-first': 'rules run from the last',
	'rule-lines-in-sequence': 'each line of a rule reads what the line before it has left',
	'round-rules-every-ply': 'rules of the round run at each ply',
	'round-rules-never': 'rules of the round do not run',
	'round-rules-last': 'rules of the round run after all others',
	'round-rules-at-first-ply': "rules of the round run at the round's first ply",
	// 7. Always
	'always-before-rules': '`always` is taken before the rules, not after',
	'always-on-both-sides': '`always` is taken before the rules and after them',
	'never-always': '`always` is taken only before the first ply',
	'always-one-pass': 'a single pass',
	'always-in-sequence': 'a region sees what the regions before it took in the same pass',
	'always-one-region-a-pass': 'only the first region that can move does so in a pass',
	'always-outer-first': 'the `always` of a state is tried before those of the states inside it',
	'always-to-same-leaf-blocks': 'an `always` that changes nothing keeps the next ones from being tried',
	// 8. Endings
	'endings-before-always': 'endings are looked at before `always` is taken',
	'endings-before-rules': 'endings are looked at before the rules',
	'last-ending-first': 'the last ending that holds ends the game',
	'at-end-every-ply': 'endings meant for the end are looked at after each ply',
	'at-end-every-round': 'endings meant for the end are looked at after each round',
	'at-end-first': 'after the last round those meant for the end are looked at before the others',
	'at-end-last': 'after the last round those meant for the end are looked at after all others',
	'endings-once-a-round': 'endings are looked at only at the end of a round',
	'round-before-endings': 'the round increases before the endings are looked at',
	'round-before-rules': 'the round increases before the rules run',
	'round-from-zero': 'rounds count from 0 in expressions',
	'one-round-more': 'the game lasts a round longer',
} as const

export type Mutation = keyof typeof MUTATIONS

export const mutations = Object.keys(MUTATIONS) as Mutation[]
