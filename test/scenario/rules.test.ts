import { describe, expect, it } from 'vitest'
import { parseScenario } from '../../src/scenario/parse-scenario.js'
import { type RuleId, rules } from '../../src/scenario/rules.js'
import { faulty, insert, marked, SOUND } from './faulty.js'

interface Fault {
	readonly rule: RuleId
	readonly about: string
	/** The text with `¦` where the finding is to stand. */
	readonly text: string
	/** What its message must say. */
	readonly says: RegExp
}

const faults: Fault[] = []
const fault = (rule: RuleId, about: string, text: string, says: RegExp) => faults.push({ rule, about, text, says })
const f = (rule: RuleId, about: string, from: string, to: string, says: RegExp, base = SOUND) =>
	fault(rule, about, faulty(from, to, base), says)

const WHEN = 'when: rung >= warning && self.pressure > 0'
const expression = (rule: RuleId, about: string, text: string, says: RegExp) =>
	f(rule, about, WHEN, `when: '${text}'`, says)
const effects = (rule: RuleId, about: string, text: string, says: RegExp) =>
	f(rule, about, 'rung += 1\n      rival.pressure -= 1', text, says)

// YAML
f(
	'yaml-syntax',
	'a question mark and a colon',
	WHEN,
	'when: ¦rung > 1 ? true : false',
	/quotes.*when: 'rung > 1 \? true : false'/,
)
f(
	'yaml-syntax',
	'text behind a closing quote',
	WHEN,
	'when: "recalled" ¦== self.envoy',
	/closing quote.*'"recalled" == self\.envoy'/,
)
f(
	'yaml-syntax',
	'a comma in braces',
	'"rung = max(rung, force)"',
	'rung = max(rung, ¦force)',
	/comma.*'rung = max\(rung, force\)'/,
)
f('yaml-syntax', 'a reserved character', 'title: Strike', 'title: ¦@Strike', /quote it/)
f('yaml-syntax', 'a bad escape', 'title: Strike', 'title: "a ¦\\q"', /backslash/)
f('yaml-syntax', 'a tab for indentation', '    title: Strike', '¦\ttitle: Strike', /tab/i)
f('yaml-syntax', 'a second document', '#top', '¦---\nid: other', /one scenario/)
f('yaml-tag', 'an exclamation mark', WHEN, 'when: ¦!self.envoy', /quotes/)
f('yaml-tag', 'a custom tag', 'title: Strike', 'title: ¦!html Strike', /tag/)
f('yaml-tag', 'a tag of YAML', 'title: Strike', 'title: ¦!!str Strike', /tag/)
f('yaml-anchor', 'an alias of nothing', WHEN, 'when: ¦*foo', /nothing above is marked/)
f('yaml-anchor', 'two ampersands at the start', WHEN, 'when: && ¦true', /anchor/)
f('yaml-anchor', 'an alias inside what it repeats', 'tags: [force]', 'tags: &t [¦*t]', /inside what it repeats/)
fault('yaml-anchor', 'a merge key', insert('moves', 'a: { by: iran, title: A, ¦<<: {} }'), /write the keys out/)
f('yaml-key', 'a list as a key', '#top', '¦[a, b]: c', /plain name/)
f('yaml-key', '__proto__', '#top', '¦__proto__: 1', /cannot be a name/)
f('yaml-key', 'a complex key', '#top', '? ¦a\n: b', /complex key/)
f('yaml-number', 'a leading zero', 'value: 50', 'value: ¦010', /reads 010 as 10; write 10/)
f('yaml-number', 'a hexadecimal number', 'value: 50', 'value: ¦0x1F', /reads 0x1F as 31/)
f('yaml-number', 'no number', 'value: 50', 'value: ¦.nan', /no number/)
f('yaml-number', 'an exponent', 'value: 50', 'value: ¦5e1', /reads 5e1 as 50/)
f(
	'duplicate-key',
	'a key that stands twice',
	'title: Strike',
	'title: Strike\n    ¦title: Hit',
	/the first is on line 41/,
)

// Form
fault(
	'missing-key',
	'a missing section',
	`¦${faulty('clock: { rounds: 3, labels: [one, two] }\n', '')}`,
	/"clock" is missing at the top/,
)
f(
	'missing-key',
	'a missing key of a card',
	'  recall:\n    by: iran\n    title: Recall',
	'  ¦recall:\n    by: iran',
	/"title" is missing in "recall"/,
)
fault(
	'missing-key',
	'a parameter without its most',
	insert('parameters', '¦x: { value: 1, low: 1, basis: judgement }'),
	/"high" is missing in "x"/,
)
f(
	'missing-key',
	'a start for one of two players',
	'start: { iran: 1, pakistan: 0 }',
	'¦start: { iran: 1 }',
	/leaves out pakistan/,
)
f(
	'missing-key',
	'always without a target',
	'silent: {} }',
	'silent: { always: ¦{ guard: rung > 2 } } }',
	/needs a "target"/,
)
f('unknown-key', 'a misspelt key', 'title: Strike', 'title: Strike\n    ¦wieght: usual', /did you mean "weight"/)
f(
	'unknown-key',
	'a key that means nothing',
	'title: Strike',
	'title: Strike\n    ¦colour: red',
	/the keys are by, title/,
)
f('wrong-type', 'a number for text', 'title: Strike', 'title: ¦12', /expected text.*got 12.*quote it/)
f(
	'wrong-type',
	'a map for effects',
	'effects: "rung = max(rung, force)"',
	'effects: ¦{ rung: 5 }',
	/assignment.*rung = 5/,
)
f('wrong-type', 'a list for an expression', WHEN, 'when: ¦[rung > 1]', /quotes/)
f('wrong-type', 'text for a number', 'rounds: 3', 'rounds: ¦three', /whole number.*"three"/)
f('wrong-type', 'a decimal number', 'of: 1000', 'of: ¦0.5', /whole number/)
f(
	'wrong-type',
	'a basis that there is not',
	'high: 9, basis: judgement',
	'high: 9, basis: ¦guess',
	/"data", "theory", "judgement" or "tuned"/,
)
f('wrong-type', 'one start for each of what is shared', 'start: 1, names', 'start: ¦{ iran: 1 }, names', /shared/)
f('wrong-type', 'a list of no transitions', 'on: { strike: tense }', 'on: { strike: ¦[] }', /empty/)
fault(
	'wrong-type',
	'a step that is no move',
	insert('top', 'scripts: { s: { title: S, steps: [¦strike] } }'),
	/player\.move/,
)
fault(
	'wrong-type',
	'a step without its outcome',
	insert('top', 'scripts: { s: { title: S, steps: [¦iran.strike] } }'),
	/iran\.strike\.low/,
)
fault('wrong-type', 'an empty file', '¦', /./)
fault('bad-name', 'a move with a capital', insert('moves', '¦Warn: { by: iran, title: Warn }'), /lower-case/)
fault(
	'bad-name',
	'a player with a hyphen',
	insert('top', 'doctrines: { ¦Hawk: { title: Hawk, otherwise: 1 } }'),
	/lower-case/,
)
f(
	'reserved-name',
	'a word of the language',
	'usual: { value: 5, low: 1, high: 9, basis: judgement }',
	'¦round: { value: 5, low: 1, high: 9, basis: judgement }',
	/keeps for itself/,
	faulty('weight: usual', 'weight: rate'),
)
fault(
	'reserved-name',
	'a name of JavaScript',
	insert('parameters', '¦constructor: { value: 1, low: 0, high: 2, basis: judgement }'),
	/keeps for itself/,
)
fault('reserved-name', 'pass', insert('moves', '¦pass: { by: iran, title: Pass }'), /word of the language/)
fault('reserved-name', 'nothing', insert('cards', '¦nothing: { chance: 1 }'), /every deck has it/)
fault(
	'duplicate-name',
	'a parameter named as a player',
	insert('parameters', '¦iran: { value: 1, low: 0, high: 2, basis: judgement }'),
	/player already, on line 6/,
)
fault('duplicate-name', 'a move named as a deck', insert('moves', '¦incidents: { by: iran, title: X }'), /deck already/)
fault(
	'duplicate-name',
	'a state twice in a region',
	insert('states', 'other: { initial: x, states: { x: {}, ¦uneasy: {} } }'),
	/unique within a region/,
)
fault(
	'duplicate-name',
	'a value with two numbers',
	insert('variables', 'other: { range: [0, 1], start: 0, names: [zero, ¦calm] }'),
	/calm.*one number/,
)
f('duplicate-name', 'a player twice in by', 'by: [iran, pakistan]', 'by: [iran, ¦iran, pakistan]', /twice/)

// Names
f('unknown-name', 'a rival', 'rival: pakistan', 'rival: ¦pakistn', /did you mean "pakistan"/)
f('unknown-name', 'one’s own rival', 'rival: pakistan', 'rival: ¦iran', /own rival/)
f('unknown-name', 'an ending in a payoff', 'peace: 1 }', 'peace: 1, ¦draw: 0 }', /no ending "draw"/)
f(
	'unknown-name',
	'somebody in the order',
	'pakistan, incidents]',
	'pakistan, incidents, ¦incident]',
	/did you mean "incidents"/,
)
f('unknown-name', 'a player of a move', 'by: iran\n', 'by: ¦irn\n', /did you mean "iran"/)
f('unknown-name', 'a target', 'strike: tense', 'strike: ¦tens', /did you mean "tense"/)
f('unknown-name', 'a target in another region', 'strike: tense', 'strike: ¦recalled', /state of envoy/)
f('unknown-name', 'an event', 'strike: tense', '¦strke: tense', /did you mean "strike"/)
f('unknown-name', 'an outcome in an event', 'strike.low: uneasy', '¦strike.lo: uneasy', /did you mean "low"/)
f('unknown-name', 'an outcome of a card without', 'strike.low: uneasy', '¦recall.low: uneasy', /no outcomes/)
f('unknown-name', 'a card of a deck in an event', 'strike: tense', '¦incidents.atack: tense', /did you mean "attack"/)
f('unknown-name', 'a player in an event', 'strike: tense', '¦irn.strike: tense', /did you mean "iran"/)
expression('unknown-name', 'a name in an expression', 'rung >= ¦waring', /did you mean "warning"/)
expression('unknown-name', 'a state without quotes', 'relations == ¦tense', /put it in quotes/)
expression('unknown-name', 'a state that there is not', 'relations == ¦"tens"', /did you mean "tense"/)
expression('unknown-name', 'a player in an expression', '¦irn.pressure > 1', /did you mean "iran"/)
expression('unknown-name', 'a part of a player', 'iran.¦presure > 1', /did you mean "pressure"/)
effects('unknown-name', 'a variable in effects', '¦rnug += 1', /did you mean "rung"/)
fault(
	'unknown-name',
	'a key of a doctrine',
	insert('top', 'doctrines: { d: { title: D, weights: { ¦forse: 1 } } }'),
	/did you mean "force"/,
)
fault(
	'unknown-name',
	'a move that a doctrine’s player lacks',
	insert('top', 'doctrines: { d: { title: D, by: pakistan, weights: { ¦recall: 1 } } }'),
	/Nobody who can follow/,
)
fault(
	'unknown-name',
	'a step’s move',
	insert('top', 'scripts: { s: { title: S, steps: [¦iran.strik] } }'),
	/did you mean "strike"/,
)
fault(
	'unknown-name',
	'a step’s player',
	insert('top', 'scripts: { s: { title: S, steps: [¦irn.strike.low] } }'),
	/did you mean "iran"/,
)
fault(
	'unknown-name',
	'a step’s outcome',
	insert('top', 'scripts: { s: { title: S, steps: [¦iran.strike.lo] } }'),
	/did you mean "low"/,
)
fault(
	'unknown-name',
	'a script’s ending',
	insert('top', 'scripts: { s: { title: S, ending: ¦wra, steps: [iran.pass] } }'),
	/did you mean "war"/,
)
fault(
	'unknown-name',
	'a setting',
	insert('top', 'questions: { q: { title: Q, change: { set: { ¦rat: 20 } } } }'),
	/did you mean "rate"/,
)
fault(
	'unknown-name',
	'a setting of a player',
	insert('top', 'questions: { q: { title: Q, change: { set: { ¦irn.pressure: 1 } } } }'),
	/did you mean "iran"/,
)
fault(
	'unknown-name',
	'a first state',
	insert('top', 'questions: { q: { title: Q, change: { set: { relations: ¦tens } } } }'),
	/did you mean "tense"/,
)
fault(
	'unknown-name',
	'a policy',
	insert('top', 'questions: { q: { title: Q, change: { policy: { iran: ¦unifrm } } } }'),
	/did you mean "uniform"/,
)
fault(
	'unknown-name',
	'a card left out',
	insert('top', 'questions: { q: { title: Q, change: { without: [¦incidents.atack] } } }'),
	/did you mean "incidents.attack"/,
)
fault(
	'unknown-name',
	'the move of a what-if',
	insert('top', 'questions: { q: { title: Q, change: { at: 1.pakistan, instead: ¦recall } } }'),
	/has no move "recall"/,
)
fault(
	'unknown-name',
	'the player of a what-if',
	insert('top', 'questions: { q: { title: Q, change: { at: 1.¦irn, instead: strike } } }'),
	/did you mean "iran"/,
)
fault(
	'unknown-name',
	'an expected ending',
	insert('top', 'expect: [{ ending: ¦wra, probability: 1, within: 0 }]'),
	/did you mean "war"/,
)

fault(
	'unknown-name',
	'a doctrine for another player',
	insert(
		'top',
		'doctrines: { d: { title: D, by: pakistan, otherwise: 1 } }\nquestions: { q: { title: Q, change: { policy: { iran: ¦d } } } }',
	),
	/for pakistan, not for iran/,
)
fault(
	'unknown-name',
	'a policy’s script',
	insert('top', 'questions: { q: { title: Q, change: { policy: { iran: ¦"script:s" } } } }'),
	/no script "s"/,
)
fault(
	'unknown-name',
	'a policy’s player',
	insert('top', 'questions: { q: { title: Q, change: { policy: { ¦irn: cards } } } }'),
	/did you mean "iran"/,
)
fault(
	'unknown-name',
	'an outcome of pass',
	insert('top', 'scripts: { s: { title: S, steps: [¦iran.pass.low] } }'),
	/no outcomes/,
)
fault(
	'unknown-name',
	'an outcome of a card without',
	insert('top', 'scripts: { s: { title: S, steps: [¦iran.recall.low] } }'),
	/write iran\.recall/,
)
fault(
	'unknown-name',
	'a step by a player who has not the move',
	insert('top', 'scripts: { s: { title: S, steps: [iran.pass, ¦pakistan.recall] } }'),
	/played by iran/,
)
fault(
	'wrong-type',
	'text for a parameter’s value',
	insert('top', 'questions: { q: { title: Q, change: { set: { rate: ¦high } } } }'),
	/10 to 90/,
)
fault(
	'no-owner',
	'a setting of what is shared',
	insert('top', 'questions: { q: { title: Q, change: { set: { ¦iran.rung: 1 } } } }'),
	/write rung alone/,
)
fault(
	'duplicate-name',
	'a key that is a move and a tag',
	insert('top', 'doctrines: { d: { title: D, weights: { ¦recall: 1 } } }', faulty('tags: [force]', 'tags: [recall]')),
	/both a move and a tag/,
)
fault(
	'duplicate-name',
	'a key with a weight and a percentage',
	insert('top', 'doctrines: { d: { title: D, weights: { force: 1 }, percent: { ¦force: 50 } } }'),
	/"weights" too/,
)
fault(
	'missing-key',
	'a doctrine without numbers',
	insert('top', 'doctrines: { ¦d: { title: D } }'),
	/"weights", "percent" or "otherwise"/,
)
effects(
	'too-big',
	'too many lines',
	`${'rung = 1\n      '.repeat(50)}¦${'rung = 1\n      '.repeat(10)}rung = 1`,
	/61 lines/,
)

// A player whose side nobody is on
const LONELY = faulty('pakistan: { name: Pakistan, rival: iran }', 'pakistan: { name: Pakistan }')
f(
	'event-unclear',
	'a move that no rival has',
	'rival.strike: recalled',
	'¦rival.recall: recalled',
	/played by iran, and that is nobody’s rival.*iran\.recall/,
	LONELY,
)
f(
	'no-owner',
	'a rival that one owner of a region lacks',
	'recalled: {}',
	'recalled: { always: { target: in-post, guard: "¦rival.pressure > 1" } }',
	/this region is also for pakistan/,
	LONELY,
)
effects('effect-syntax', 'a sign for adding', 'rung ¦= +1', /To add, write rung \+= 1/)
f('bad-name', 'a state with a capital', 'silent: {} }', '¦Silent: {} }', /write silent/)
f('yaml-key', 'a non-breaking space', 'title: Strike', '¦\u00a0title: Strike', /U\+00A0/)
f('yaml-syntax', 'a quote that is never closed', 'summary: Nothing', 'summary: ¦"Nothing', /beginning of this value/)
fault(
	'unknown-name',
	'a hyphen for an underscore',
	insert('parameters', 'x_y: { value: 1, low: 0, high: 2, basis: judgement }', faulty(WHEN, 'when: rung > ¦x-y')),
	/minus sign.*write x_y/,
)

// Expressions
expression('expression-syntax', 'an end too early', 'rung >¦', /should follow/)
expression('expression-syntax', 'a bracket that is not closed', '(rung > 1¦', /closing bracket/)
expression('expression-syntax', 'one equals sign', 'rung ¦= 1', /write ==/)
expression('expression-syntax', 'and', 'rung > 1 ¦and rung < 3', /Write && /)
expression('expression-syntax', 'or', 'rung > 1 ¦or rung < 3', /Write \|\| /)
expression('expression-syntax', 'not', '¦not (rung > 1)', /Write ! /)
expression('expression-syntax', 'one ampersand', 'rung > 1 ¦& rung < 3', /Write && /)
expression('expression-syntax', 'unequal as in Basic', 'rung ¦<> 1', /Write !=/)
expression('expression-syntax', 'a typographic quote', 'relations == ¦“tense”', /straight/)
expression('expression-syntax', 'a typographic sign', 'rung ¦≥ 1', /Write >=/)
expression('expression-syntax', 'two names in a row', 'rung ¦pressure', /operator/)
expression('expression-syntax', 'a quote that is not closed', 'relations == ¦"tense', /not closed/)
expression('expression-syntax', 'a comment', 'rung > 1 ¦# comment', /no comments/)
expression('expression-syntax', 'a word of other languages', '¦if (rung > 1)', /condition \? value : other/)
expression('expression-type', 'a number for a condition', '¦rung', /compare it/)
expression('expression-type', 'a number beside &&', 'rung > 1 && ¦rung', /condition is expected/)
expression('expression-type', 'a condition in a sum', '1 + (¦rung > 1) > 2', /number is expected/)
expression('expression-type', 'a number beside a condition', '¦rung == true', /both sides/)
expression('expression-type', 'a chain of comparisons', '¦1 < rung < 3', /cannot be chained/)
expression('expression-type', 'a region alone', '¦relations', /relations == "uneasy"/)
expression('expression-type', 'a region and a number', '¦relations == 1', /names of its states/)
expression('expression-type', 'regions compared by size', '¦relations < "tense"', /no order/)
expression('expression-type', 'a value’s name in quotes', 'rung == ¦"war"', /write war without quotes/)
expression('expression-type', 'a player alone', '¦iran == 1', /iran\.pressure/)
expression('expression-type', 'branches of two types', 'rung > 1 ? true : ¦2', /condition is expected/)
expression('expression-type', 'too few values', '¦min(1) > 0', /two or more/)
expression('expression-type', 'too many values', '¦abs(1, 2) > 0', /one number/)
f('expression-type', 'a condition for a weight', 'weight: usual', 'weight: ¦rung > 1', /\? 1 : 0/)
expression('expression-refused', 'division', '¦rung / 2 > 1', /no division/)
expression('expression-refused', 'a remainder', '¦rung % 2 == 0', /no remainder/)
expression('expression-refused', 'a decimal', 'rung > ¦1.5', /no whole number/)
expression('expression-refused', 'an unsigned number', 'rung > ¦1u', /cannot be used/)
expression('expression-refused', 'null', 'rung == ¦null', /cannot be used/)
expression('expression-refused', 'a macro', '¦[1, 2].exists(x, x > rung)', /functions are min/)
expression('expression-refused', 'another macro', '¦has(iran.pressure)', /no function "has"/)
expression('expression-refused', 'an index', '¦iran["pressure"] > 1', /iran\.pressure/)
expression('expression-refused', 'a list outside in', 'rung == ¦[1]', /only behind "in"/)
expression('expression-refused', 'in without a list', 'rung in ¦rung', /list in square brackets/)
expression('expression-refused', 'an empty list', 'rung in ¦[]', /empty/)
expression('expression-refused', 'a variable in a list', 'rung in [1, ¦rung]', /numbers, named values and parameters/)
expression('expression-refused', 'a part of a part', '¦iran.pressure.x > 1', /dot/)
expression('expression-refused', 'a part of a variable', '¦rung.x > 1', /no parts/)
expression('expression-refused', 'integer division as in Python', 'rung ¦// 2 > 1', /no division/)
expression('expression-refused', 'a power', 'rung ¦** 2 > 1', /power/)
expression('expression-refused', 'a function that there is not', '¦maxx(1, rung) > 1', /did you mean "max"/)
expression('value-too-big', 'a number beyond 32 bits', 'rung < ¦2147483648', /too big/)
expression('no-owner', 'a player’s own without its owner', '¦pressure > 1', /self\.pressure/)
expression('no-owner', 'an owner of what is shared', '¦iran.rung > 1', /write rung alone/)
f('no-owner', 'self in a rule', '- when: relations == "tense"', '- when: ¦self.pressure > 1', /as in iran\.pressure/)
f(
	'no-owner',
	'self in effects of a deck',
	'effects: iran.pressure += 1',
	'effects: ¦self.pressure += 1',
	/no single player/,
)
f(
	'no-owner',
	'a rival that there is not',
	WHEN,
	'when: ¦rival.pressure > 0',
	/no rival/,
	faulty(
		'name: Pakistan, rival: iran',
		'name: Pakistan',
		faulty('\n      rival.pressure -= 1', '', faulty(', rival.strike: recalled', '')),
	),
)

// Effects
effects('effect-syntax', 'no assignment', '¦rung', /name = value/)
effects('effect-syntax', 'a colon', '¦rung: 1', /write rung = 1/)
effects('effect-syntax', 'a plus behind the sign', 'rung ¦=+ 1', /\+= /)
effects('effect-syntax', 'a product', '¦rung *= 2', /rung \* 2/)
effects('effect-syntax', 'two on a line', 'rung = 1¦; iran.pressure = 2', /line of its own/)
effects('effect-syntax', 'nothing behind the sign', '¦rung =', /missing/)
f('effect-syntax', 'no effects', 'effects: iran.pressure += 1', "effects: ¦''", /no effects/)
effects('effect-target', 'a region', '¦relations = 1', /variables only/)
effects('effect-target', 'a parameter', '¦rate = 1', /parameter/)
effects('effect-target', 'a value’s name', '¦war = 1', /name of a value/)
effects('effect-target', 'the round', '¦round += 1', /by itself/)
effects('effect-twice', 'a variable twice', 'rung += 1\n      ¦rung = 0', /line 54 sets it too/)
effects(
	'effect-twice',
	'self and its name',
	'self.pressure += 1\n      ¦iran.pressure = 0',
	/iran\.pressure is set twice/,
)

// Chart
f('event-unclear', 'a card of a deck by itself', 'strike: tense', '¦attack: tense', /write incidents\.attack/)
f('event-unclear', 'a deck by itself', 'strike: tense', '¦incidents: tense', /name its card/)
f('event-unclear', 'a player by itself', 'strike: tense', '¦iran: tense', /name its move/)
f('event-unclear', 'pass', 'strike: tense', '¦iran.pass: tense', /no event/)
f('event-unclear', 'a wildcard', 'strike: tense', '¦iran.*: tense', /no wildcards/)
f('event-unclear', 'self in a shared region', 'strike: tense', '¦self.strike: tense', /not "per: player"/)
f('event-unclear', 'a player who has not the move', 'strike: tense', '¦pakistan.recall: tense', /played by iran/)
f('event-unclear', 'too many parts', 'strike: tense', '¦a.b.c.d: tense', /no event/)
f(
	'no-initial',
	'states without initial',
	'initial: loud, on: { strike.low: uneasy }, states',
	'on: { strike.low: uneasy }, ¦states',
	/"initial: loud"/,
)
f('no-initial', 'an initial that there is not', 'initial: loud', 'initial: ¦lud', /did you mean "loud"/)
f('no-initial', 'an initial deeper down', 'initial: uneasy', 'initial: ¦loud', /directly inside/)
f('no-initial', 'an initial without states', 'recalled: {}', 'recalled: { ¦initial: x }', /no "states" here/)

// Numbers and sections
f('range-order', 'low above high', 'low: 10, high: 90', '¦low: 95, high: 90', /low is 95 and high is 90/)
f('range-order', 'a value outside', 'value: 50', 'value: ¦5', /outside 10 to 90/)
f('range-order', 'a start outside', 'start: 1, names', 'start: ¦4, names', /outside the range 0 to 3/)
f(
	'range-order',
	'a start of a player outside',
	'iran: 1, pakistan: 0 }',
	'iran: ¦3, pakistan: 0 }',
	/outside the range 0 to 2/,
)
f('range-order', 'a range upside down', 'range: [0, 2]', 'range: ¦[2, 0]', /first must not be above/)
fault(
	'range-order',
	'a setting outside',
	insert('top', 'questions: { q: { title: Q, change: { set: { rate: ¦95 } } } }'),
	/10 to 90/,
)
fault(
	'range-order',
	'a switch with a range',
	insert('parameters', 's: { value: 1, switch: true, ¦low: 0, basis: judgement }'),
	/already/,
)
f(
	'names-count',
	'a name too few',
	'names: [calm, warning, force, war]',
	'¦names: [calm, warning, force]',
	/4 values.*3 names/,
	faulty('when: rung == war', 'when: rung == 3'),
)
f('names-count', 'a label too many', 'labels: [one, two]', 'labels: [one, two, three, ¦four]', /3 rounds.*label 4/)
f(
	'source-missing',
	'data without its source',
	'rate: { value: 50, low: 10, high: 90, basis: judgement }',
	'¦rate: { value: 50, low: 10, high: 90, basis: data }',
	/rests on data/,
)
f(
	'payoffs-incomplete',
	'an ending left out',
	'payoff: { war: -1, peace: 1 }',
	'¦payoff: { war: -1 }',
	/leaves out "peace"/,
)
f(
	'last-ending',
	'a last ending with a condition',
	'peace: { title: Peace, at-end: true, when: "true" }',
	'¦peace: { title: Peace, at-end: true, when: rung < war }',
	/no "when"/,
)
f(
	'last-ending',
	'a last ending at any time',
	'peace: { title: Peace, at-end: true, when: "true" }',
	'¦peace: { title: Peace }',
	/"at-end: true"/,
)
f(
	'last-ending',
	'an ending without a condition before the last',
	'war: { title: War, when: rung == war, tone: bad }',
	'¦war: { title: War, tone: bad }',
	/no "when"/,
)
f(
	'outcome-rest',
	'no rest',
	'    outcomes:\n      low',
	'    ¦outcomes:\n      low',
	/one outcome needs "rest: true"/,
	faulty('high: { rest: true,', 'high: { chance: 1,'),
)
f(
	'outcome-rest',
	'a rest without a base',
	'high: { rest: true,',
	'high: { ¦rest: true,',
	/"of: 100"/,
	faulty('    of: 100\n', ''),
)
f('outcome-rest', 'two rests', 'high: { rest: true,', 'other: { rest: true }\n      high: { ¦rest: true,', /Only one/)
f('outcome-rest', 'a chance beside the rest', 'high: { rest: true,', 'high: { chance: 1, ¦rest: true,', /not both/)
f('outcome-rest', 'no chance', 'low: { chance: rate, effects', '¦low: { effects', /has no chance/)
f('outcome-rest', 'a base without outcomes', 'title: Recall', 'title: Recall\n    ¦of: 100', /no outcomes/)
fault(
	'order-idle',
	'a player without a turn',
	insert(
		'moves',
		'wait: { by: iraq, title: Wait }',
		insert('players', '¦iraq: { name: Iraq, rival: iran }', faulty('start: { iran: 1, pakistan: 0 }', 'start: 0')),
	),
	/never has its turn/,
)
f(
	'order-idle',
	'a deck without a turn',
	'order: [iran, pakistan, incidents]',
	'order: [iran, pakistan]',
	/never fall/,
	SOUND.replace('  incidents:\n', '  ¦incidents:\n'),
)
fault(
	'script-order',
	'a step at another’s ply',
	insert('top', 'scripts: { s: { title: S, steps: [¦pakistan.pass] } }'),
	/ply of "iran"/,
)
fault(
	'script-order',
	'more steps than plies',
	insert(
		'top',
		`scripts: { s: { title: S, steps: [${'iran.pass, pakistan.pass, incidents.nothing, '.repeat(3)}¦iran.pass] } }`,
	),
	/9 plies/,
)
fault(
	'incomplete-change',
	'a decision without its move',
	insert('top', 'questions: { q: { title: Q, change: { ¦at: 1.iran } } }'),
	/need each other/,
)
fault(
	'incomplete-change',
	'no change',
	insert('top', 'questions: { q: { title: Q, ¦change: {} } }'),
	/Nothing is changed/,
)
fault(
	'incomplete-change',
	'a round that there is not',
	insert('top', 'questions: { q: { title: Q, change: { at: ¦4.iran, instead: strike } } }'),
	/no round 4/,
)

// Proofs
f('value-too-big', 'a product', 'weight: usual', 'weight: ¦usual * rate * rate * rate * rate * rate', /may become/)
f(
	'weight-negative',
	'a difference',
	'weight: usual',
	'weight: ¦usual - rung * rung',
	/may be -\d+ \(at .*max\(0, usual - rung \* rung\)/,
)
f(
	'weight-negative',
	'a chance',
	'chance: rate, effects: iran',
	'chance: ¦rate - usual - usual, effects: iran',
	/This chance/,
)
fault(
	'weight-negative',
	'a percentage',
	insert('top', 'doctrines: { d: { title: D, percent: { force: ¦0 - rung } } }'),
	/This percentage/,
)
fault(
	'weights-too-big',
	'a doctrine’s weights',
	insert('top', 'doctrines: { ¦d: { title: D, by: iran, weights: { force: 30000000 } } }'),
	/under "d"/,
)
f(
	'chance-over-base',
	'a deck',
	'of: 1000',
	'of: 80',
	/incidents.*up to 81 \(at rate = 81\).*80/,
	SOUND.replace('  incidents:\n', '  ¦incidents:\n'),
)
f(
	'chance-over-base',
	'outcomes',
	'of: 100\n',
	'of: 60\n',
	/outcomes of "strike"/,
	SOUND.replace('  strike:\n', '  ¦strike:\n'),
)
f(
	'chance-over-base',
	'chances of more values than can be tried',
	'#cards',
	'one: { chance: x }\n      two: { chance: y }',
	/up to 1\d\d\d \(at .*x = 900, y = 900\).*1000: raise "of"/,
	insert(
		'parameters',
		'x: { value: 10, low: 0, high: 900, basis: judgement }\ny: { value: 10, low: 0, high: 900, basis: judgement }',
		SOUND.replace('  incidents:\n', '  ¦incidents:\n'),
	),
)
f(
	'always-cycle',
	'two transitions that undo each other',
	'silent: {}',
	'silent: { always: loud }',
	/relations loud, then relations silent/,
	SOUND.replace('loud: {}', 'loud: { always: ¦{ target: silent, guard: rung > 1 } }'),
)

// Sizes
f('too-big', 'a variable of many values', 'range: [0, 2]', 'range: ¦[0, 20000]', /at most 10000/)
f('too-big', 'a long expression', WHEN, `when: ¦${'rung > 0 && '.repeat(400)}true`, /at most 4000/)
fault(
	'too-big',
	'many moves',
	insert('moves', Array.from({ length: 600 }, (_, i) => `m${i}: { by: iran, title: M }`).join('\n')).replace(
		'\nmoves:',
		'\n¦moves:',
	),
	/602 moves.*500/,
)

fault(
	'too-big',
	'many states',
	insert('states', Array.from({ length: 1000 }, (_, i) => `s${i}: {}`).join('\n')).replace('\nchart:', '\n¦chart:'),
	/1004 states of regions.*1000/,
)

// Outlooks
const outlook = (rule: RuleId, about: string, text: string, says: RegExp) =>
	f(rule, about, 'peace: { title: Peace,', `peace: { title: Peace, ${text},`, says)
outlook('missing-key', 'an outlook without its source', '¦outlook: { of: 100, recurs: rate }', /"source" is missing/)
outlook('missing-key', 'an outlook without odds', '¦outlook: { of: 100, source: S }', /"recurs" is missing/)
outlook('wrong-type', 'an outlook out of nothing', 'outlook: { of: ¦0, recurs: rung, source: S }', /from 1/)
outlook('unknown-key', 'a misspelt key of an outlook', 'outlook: { of: 3, ¦recur: rung, source: S }', /"recurs"/)
outlook('expression-type', 'odds that are a condition', 'outlook: { of: 3, recurs: ¦rung > 1, source: S }', /number/)
outlook('no-owner', 'an outlook that is nobody’s', 'outlook: { of: 3, recurs: ¦self.pressure, source: S }', /self/)
outlook(
	'outlook-range',
	'odds above their base',
	'outlook: { of: 2, recurs: ¦rung, source: S }',
	/may be 3 \(at rung = 3\).*clamp\(…, 0, 2\)/,
)
outlook(
	'outlook-range',
	'odds below zero',
	'outlook: { of: 9, recurs: "¦rate - rung * usual", source: S }',
	/may be -?\d+.*from 0 to 9/,
)

// Places
const FORD = 'ford: { latitude: 27, longitude: 62, source: S }'
const places = (rule: RuleId, about: string, text: string, says: RegExp) =>
	fault(rule, about, insert('top', `places: { ${text} }`), says)
const placed = (rule: RuleId, about: string, text: string, says: RegExp) =>
	f(rule, about, 'title: Strike', `title: Strike\n    place: ${text}`, says, insert('top', `places: { ${FORD} }`))
places('missing-key', 'a place without its source', '¦ford: { latitude: 27, longitude: 62 }', /"source" is missing/)
places('missing-key', 'a place without a latitude', '¦ford: { longitude: 62, source: S }', /"latitude" is missing/)
places('wrong-type', 'a latitude beyond the pole', 'ford: { latitude: ¦90.5, longitude: 62, source: S }', /-90 to 90/)
places('wrong-type', 'a longitude once round', 'ford: { latitude: 27, longitude: ¦-181, source: S }', /-180 to 180/)
places('unknown-key', 'a misspelt key', 'ford: { ¦lattitude: 27, longitude: 62, source: S }', /"latitude"/)
places(
	'bad-name',
	'a capital letter in a place’s name',
	'¦Ford: { latitude: 27, longitude: 62, source: S }',
	/lower-case/,
)
placed('unknown-name', 'a place', '¦fort', /no place "fort".*"ford"/)
placed('unknown-name', 'a place in a list', '[ford, ¦fjord]', /no place "fjord"/)
placed('unknown-name', 'a player’s place', '{ iran: ¦fort }', /no place "fort"/)
placed('unknown-name', 'a player who has not the card', '{ ¦iram: ford }', /no player with this card "iram".*"iran"/)
f(
	'unknown-name',
	'a place of an outcome',
	'low: { chance: rate,',
	'low: { chance: rate, place: ¦ford,',
	/no place "ford"/,
)
f(
	'wrong-type',
	'a deck’s card with a place for each player',
	'attack: { chance: rate,',
	'attack: { chance: rate, place: { ¦iran: ford },',
	/No player lays down a deck’s card/,
	insert('top', `places: { ${FORD} }`),
)

// Warnings
fault(
	'unused-parameter',
	'a parameter',
	insert('parameters', '¦x: { value: 1, low: 0, high: 2, basis: judgement }'),
	/No expression reads/,
)
fault('unused-variable', 'a variable', insert('variables', '¦x: { range: [0, 2], start: 0 }'), /No expression reads/)
f('bare-number', 'a chance', 'chance: rate, effects: iran', 'chance: ¦25, effects: iran', /make it a parameter/)
f('bare-number', 'a part of a weight', 'weight: usual', 'weight: usual + ¦25 * rung', /25 stands bare/)
f(
	'outcomes-all-zero',
	'outcomes',
	'    of: 100\n',
	'',
	/may all be 0 \(at rung = 0\)/,
	faulty(
		'low: { chance: rate, effects',
		'low: { chance: rung, effects',
		faulty('high: { rest: true,', 'high: { chance: rung,', SOUND.replace('  strike:\n', '  ¦strike:\n')),
	),
)
fault(
	'player-idle',
	'a player',
	insert(
		'players',
		'¦iraq: { name: Iraq, rival: iran }',
		faulty('order: [iran,', 'order: [iran, iraq,', faulty('start: { iran: 1, pakistan: 0 }', 'start: 0')),
	),
	/passes at every ply/,
)

describe('each rule has its place and says what to do', () => {
	it.each(faults)('$rule: $about', ({ rule, text: withMark, says }) => {
		const { text, line, column } = marked(withMark)
		const { diagnostics, scenario } = parseScenario(text, { file: 'x.yaml' })
		expect(diagnostics.map((d) => `${d.rule} ${d.at.line}:${d.at.column}`)).toEqual([`${rule} ${line}:${column}`])
		expect(diagnostics[0]!.message).toMatch(says)
		expect(scenario === null).toBe(diagnostics[0]!.severity === 'error')
	})

	it('leaves no rule untested', () => {
		const elsewhere: RuleId[] = ['file-unreadable', 'chance-unproved', 'always-unproved']
		const tested = new Set([...faults.map((f) => f.rule), ...elsewhere])
		expect(Object.keys(rules).filter((rule) => !tested.has(rule as RuleId))).toEqual([])
	})
})
