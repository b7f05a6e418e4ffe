import { MOST_TRIALS } from '../game/choose.js'
import { KernelRefusal } from './cells.js'
import { localised } from './localised.js'
import type { Conjuncts } from './source.js'

/** A card or an outcome among which luck chooses. The texts are over the cells `s`. */
export interface Option {
	/** The greatest weight it can have. */
	readonly cell: number
	/** 0 or 1. */
	readonly allowed: string
	/** The same in parts, where it is to be had. */
	readonly parts?: Conjuncts
	readonly weight: string
}

/** What a chooser's function uses beside the cells. */
export interface Table {
	/** For each point of the cells laid side by side, whose cell it is in; null when there are too many points. */
	readonly owners: Uint8Array | Uint16Array | null
	/** Where each cell begins, and where the last one ends. */
	readonly starts: Int32Array
	/** 32 words for each cell of the state that options are tested by: at each of its values, a bit for each option that passes. */
	readonly masks: Int32Array
}

export interface Chooser {
	readonly source: string
	/** Null when the function needs none. */
	readonly table: Table | null
}

/** Points of which a table says whose cell they are in. */
const MOST_POINTS = 0x10000
/** Trials before it is asked whether there is anything to choose at all. */
const FIRST_TRIALS = 64
/** Trials in one pass of a loop. */
const UNROLLED = 4
const GOLDEN = 0x9e3779b9

/** What is left of the base: `nothing`, or the outcome that takes the rest. */
export const REST = 'rest'

const active = ({ allowed, weight }: Option): string =>
	allowed === '1' ? weight : allowed === '0' ? '0' : `(-${allowed}&${weight})`

/**
 * Coupled choice as a function `name(x,y)` of the cells and the two draws, which gives the index of an option: the
 * same as `chooseCoupled`, with the weights worked out once and each trial a look-up. The tables are expected under
 * the names `name_t` (owners), `name_b` (starts) and `name_e` (an Int32Array, one per option).
 *
 * @param base what an option of weight `REST` takes the rest of, and whether the others are known to leave it 0 or more
 * @param none what a player without any legal card gets; null where all weights zero is a fault
 * @throws KernelRefusal when the cells are too wide together
 */
export function chooser(
	name: string,
	options: readonly Option[],
	base: { readonly of: number; readonly kept: boolean } | null,
	none: number | null,
): Chooser {
	if (options.reduce((sum, o) => sum + o.cell, 0) >= 2 ** 31)
		throw new KernelRefusal('the greatest weights of one choice add up to more than 2^31')
	const starts = new Int32Array(options.length + 1)
	options.forEach((o, n) => {
		starts[n + 1] = starts[n]! + o.cell
	})
	const points = starts[options.length]!
	const owners = points > MOST_POINTS ? null : ownersOf(starts, points)
	const table = { owners, starts, masks: new Int32Array(0) }
	if (options.length === 0) return { source: `function ${name}(x,y){return ${none}}`, table: null }

	const rest = options.findIndex((o) => o.weight === REST)
	if (rest >= 0 && points <= 2 * base!.of) return { source: ofBase(name, options, rest, base!), table: null }
	if (owners && none !== null && options.length <= 32) return masked(name, options, table, none)
	const known = options.flatMap((_, n) => (n === rest ? [] : [`w${n}`])).join('+') || '0'
	const weights = options.map((o, n) => (n === rest ? '' : `const w${n}=${active(o)};`)).join('')
	const left =
		rest < 0 ? '' : `const w${rest}=${base!.of}-(${known});if(w${rest}<0)fault("the chances exceed their base");`
	const sum = rest < 0 ? known : String(base!.of)
	const empty =
		none === null
			? rest < 0
				? `if((${sum}|0)===0)fault("the chances are all zero");`
				: ''
			: `if((${sum}|0)===0)return ${name}_even(y);`
	const ends = options.map((_, n) => `${name}_e[${n}]=${starts[n] === 0 ? '' : `${starts[n]}+`}w${n};`).join('')
	const arrays = `${name}_b,${name}_e,${options.length}`
	const search = owners
		? trials(name, options.length, points, 'if(o>=0)return o;')
		: `const q=scaled(x,${points});const i=owner(${name}_b,${options.length},q);if(q<${name}_e[i])return i;
const o=only(${arrays});if(o>=0)return o;return longer(${arrays},y|0,0)`
	const even = none === null ? '' : evenly(name, options, none)
	return {
		source: `${even}function ${name}(x,y){${localised('', `${weights}${left}${empty}${ends}${search}`)}}`,
		table,
	}
}

/** Trials by table; after the first few, `single` says what becomes of `o`, the one option with any weight (-1 several, -2 none). */
function trials(name: string, options: number, points: number, single: string): string {
	const trial = `i=${name}_t[q];if(q<${name}_e[i])return i;`
	const next = `z=(z+${GOLDEN | 0})|0;q=place(fmix(z),${points});${trial}`.repeat(UNROLLED)
	const arrays = `${name}_b,${name}_e,${options}`
	return `let q=place(x,${points});let i=0;${trial}let z=y|0;let h=0;
for(let k=0;k<${FIRST_TRIALS / UNROLLED};k++){${next}}
const o=only(${arrays});${single}
for(let k=0;k<${(MOST_TRIALS - FIRST_TRIALS) / UNROLLED - 1};k++){${next}}
return longer(${arrays},z,${MOST_TRIALS - UNROLLED})`
}

/**
 * A player's choice where the cards are few enough for the bits of one word: what tests one cell alone is looked up
 * for all cards at once. Its masks are expected under the name `name_m`.
 */
function masked(name: string, options: readonly Option[], { owners, starts }: Table, none: number): Chooser {
	const tested = [...new Set(options.flatMap((o) => [...(o.parts?.tests.keys() ?? [])]))]
	const masks = new Int32Array(32 * tested.length).fill(-1)
	tested.forEach((cell, at) => {
		options.forEach((o, n) => {
			const bits = o.parts?.tests.get(cell) ?? -1
			for (let v = 0; v < 32; v++) if (((bits >>> v) & 1) === 0) masks[32 * at + v]! &= ~(1 << n)
		})
	})
	const besideOf = (o: Option): string => o.parts?.beside ?? o.allowed
	const ever = options.reduce((bits, o, n) => (besideOf(o) === '0' ? bits : bits | (1 << n)), 0)
	const looked = tested.map((cell, at) => `&${name}_m[${32 * at}+(${placeOf(options, cell)}&31)]`)
	const others = options.flatMap((o, n) =>
		besideOf(o) === '1' || besideOf(o) === '0' ? [] : [`&~((${besideOf(o)}^1)<<${n})`],
	)
	const mask = `const m=${ever}${looked.join('')}${others.join('')};if((m&(m-1))===0)return m===0?${none}:31-Math.clz32(m);`
	const ends = options.map((o, n) => `${name}_e[${n}]=${starts[n]}+(((m<<${31 - n})>>31)&${o.weight});`).join('')
	const points = starts[options.length]!
	const search = trials(name, options.length, points, `if(o!==-1)return o<0?${name}_even(y):o;`)
	return {
		source: `${evenly(name, options, none)}function ${name}(x,y){${localised('', `${mask}${ends}${search}`)}}`,
		table: { owners, starts, masks },
	}
}

/** The number of a cell's value. */
function placeOf(options: readonly Option[], cell: number): string {
	const low = options.find((o) => o.parts?.tests.has(cell))!.parts!.low(cell)
	return low === 0 ? `s[${cell}]` : `(s[${cell}]-(${low}))`
}

function ownersOf(starts: Int32Array, points: number): Uint8Array | Uint16Array {
	const owners = starts.length > 256 ? new Uint16Array(points) : new Uint8Array(points)
	for (let n = 0; n + 1 < starts.length; n++) owners.fill(n, starts[n]!, starts[n + 1]!)
	return owners
}

/** The same where one option has what the others leave of a base that their cells fit into: as `chooseOfBase`, one draw decides. */
function ofBase(
	name: string,
	options: readonly Option[],
	rest: number,
	base: { readonly of: number; readonly kept: boolean },
): string {
	let from = 0
	const cards = options.flatMap((option, n) => {
		if (n === rest) return []
		from += option.cell
		return [{ option, n, start: from - option.cell }]
	})
	const sum = cards.map(({ option }) => active(option)).join('+')
	const check = base.kept ? '' : `if(${base.of}<${sum})fault("the chances exceed their base");`
	const hit = (low: number, high: number): string => {
		if (low === high) {
			const { option, n, start } = cards[low]!
			return `if(${start === 0 ? 'q' : `q-${start}`}<${active(option)})return ${n};`
		}
		const middle = (low + high) >> 1
		return `if(q<${cards[middle + 1]!.start}){${hit(low, middle)}}else{${hit(middle + 1, high)}}`
	}
	const point = `const q=${base.of > MOST_POINTS ? 'scaled' : 'place'}(x,${base.of});`
	const search = cards.length > 0 ? `${point}${hit(0, cards.length - 1)}` : ''
	return `function ${name}(x,y){${localised('', `${check}${search}return ${rest}`)}}`
}

/** A player whose legal cards all weigh nothing: one as likely as another, by the second draw. */
function evenly(name: string, options: readonly Option[], none: number): string {
	const allowed = options.map((o, n) => `const a${n}=${o.allowed};`).join('')
	const count = options.map((_, n) => `a${n}`).join('+')
	const pick = options.map((_, n) => `if(a${n}){if(p===0)return ${n};p--;}`).join('')
	return `function ${name}_even(y){${localised('', `${allowed}const n=${count};if(n===0)return ${none};let p=scaled(y,n);${pick}return ${none}`)}}
`
}

/**
 * What all choosers share. `place` and `scaled` are floor(w / 2^32 · size), the first for sizes up to 2^16; `owner` is
 * whose cell a point is in; `only` the one option with any weight, -1 for several, -2 for none; `longer` goes on with the trials where `z`
 * stands after `tried` of them.
 */
export const CHOOSING = `
function place(w,size){return(Math.imul(w>>>16,size)+(Math.imul(w&65535,size)>>>16))>>>16}
function scaled(w,size){const l=(w&65535)*size,h=(w>>>16)*size;return Math.floor((h+Math.floor(l/65536))/65536)}
function fmix(w){let h=Math.imul(w^(w>>>16),${0x85ebca6b | 0});h=Math.imul(h^(h>>>13),${0xc2b2ae35 | 0});return h^(h>>>16)}
function owner(starts,n,q){let low=0,high=n;while(high-low>1){const m=(low+high)>>1;if(q<starts[m])high=m;else low=m}return low}
function only(starts,ends,n){let one=-2;for(let i=0;i<n;i++)if(ends[i]>starts[i]){if(one>=0)return -1;one=i}return one}
function longer(starts,ends,n,z,tried){
const size=starts[n];
for(let k=tried+1;k<${MOST_TRIALS};k++){z=(z+${GOLDEN | 0})|0;const q=scaled(fmix(z),size),i=owner(starts,n,q);if(q<ends[i])return i}
let total=0;for(let i=0;i<n;i++)total+=ends[i]-starts[i];
z=(z+${GOLDEN | 0})|0;let q=scaled(fmix(z),total);
for(let i=0;i<n;i++){const w=ends[i]-starts[i];if(q<w)return i;q-=w}return n-1}`

/** A function's source with its trials written out: V8 stops inlining calls before the loop's last ones. */
export const inlined = (source: string): string =>
	source.replaceAll(
		/q=place\(fmix\(z\),(\d+)\);/g,
		`h=Math.imul(z^(z>>>16),${0x85ebca6b | 0});h=Math.imul(h^(h>>>13),${0xc2b2ae35 | 0});h=h^(h>>>16);q=(Math.imul(h>>>16,$1)+(Math.imul(h&65535,$1)>>>16))>>>16;`,
	)
