import type fc from 'fast-check'
import { type Draw, drawn } from './draw.js'

/** The names that an expression may use. */
export interface Vocabulary {
	readonly integers: readonly IntegerName[]
	readonly regions: readonly RegionName[]
	/** Percent of the tests that are of regions; 45 unless told. */
	readonly percentRegions?: number
}

/** `constants` are names of its values, where they have names. */
export interface IntegerName {
	readonly name: string
	readonly low: number
	readonly high: number
	readonly constants?: readonly string[]
}

export interface RegionName {
	readonly name: string
	/** Compound states too. */
	readonly states: readonly string[]
}

/** A text and how tightly its outermost operator binds, so that brackets stand where they must and sometimes where they need not. */
interface Piece {
	readonly text: string
	readonly binds: number
}

const ATOM = 9
const NEGATION = 8
const PRODUCT = 7
const SUM = 6
const RELATION = 5
const AND = 4
const OR = 3
const TERNARY = 2

/** Legal expressions of one type over the vocabulary. */
export const expressions = (vocabulary: Vocabulary, type: 'integer' | 'boolean', depth = 3): fc.Arbitrary<string> =>
	drawn((draw) => (type === 'integer' ? integerText(draw, vocabulary, depth) : booleanText(draw, vocabulary, depth)))

export const integerText = (draw: Draw, vocabulary: Vocabulary, depth: number) =>
	writer(draw, vocabulary).integer(depth).text

export const booleanText = (draw: Draw, vocabulary: Vocabulary, depth: number) =>
	writer(draw, vocabulary).boolean(depth).text

function writer(draw: Draw, { integers, regions, percentRegions = 45 }: Vocabulary) {
	const atom = (text: string | number): Piece => ({ text: String(text), binds: ATOM })

	const within = (piece: Piece, binds: number): string =>
		piece.binds < binds || (piece.binds < ATOM && draw.chance(20)) ? `(${piece.text})` : piece.text

	const joined = (left: Piece, operator: string, right: Piece, binds: number): Piece => ({
		text: `${within(left, binds)} ${operator} ${within(right, binds + 1)}`,
		binds,
	})

	const literal = (low: number, high: number): Piece => {
		const value = low + draw.number(high - low + 1)
		return value < 0 ? { text: String(value), binds: NEGATION } : atom(value)
	}

	/** A value near those that the name takes. */
	const valueFor = ({ low, high, constants = [] }: IntegerName): Piece =>
		constants.length > 0 && draw.chance(60) ? atom(draw.pick(constants)) : literal(low, high)

	function name(): Piece {
		return integers.length === 0 ? literal(0, 3) : atom(draw.pick(integers).name)
	}

	function integer(depth: number): Piece {
		if (depth === 0) {
			return draw.chance(25) ? literal(-2, 4) : name()
		}
		const part = () => integer(depth - 1 - draw.number(depth))
		const parts = (from: number) => Array.from({ length: from + draw.number(3) }, () => part().text).join(', ')
		return draw.weighted<() => Piece>(
			[4, () => joined(part(), '+', part(), SUM)],
			[4, () => joined(part(), '-', part(), SUM)],
			[2, () => joined(part(), '*', part(), PRODUCT)],
			[2, () => ({ text: `-${within(part(), ATOM)}`, binds: NEGATION })],
			[2, () => atom(`min(${parts(2)})`)],
			[2, () => atom(`max(${parts(2)})`)],
			[1, () => atom(`clamp(${part().text}, ${literal(-2, 1).text}, ${literal(1, 4).text})`)],
			[1, () => atom(`abs(${part().text})`)],
			[2, () => ternary(boolean(depth - 1), part(), part())],
		)()
	}

	const ternary = (test: Piece, then: Piece, otherwise: Piece): Piece => ({
		text: `${within(test, OR)} ? ${within(then, OR)} : ${within(otherwise, TERNARY)}`,
		binds: TERNARY,
	})

	function regionTest(): Piece {
		const region = draw.pick(regions)
		const quoted = (state: string) => (draw.chance(80) ? `"${state}"` : `'${state}'`)
		const state = quoted(draw.pick(region.states))
		return draw.weighted<() => Piece>(
			[5, () => ({ text: `${region.name} == ${state}`, binds: RELATION })],
			[3, () => ({ text: `${region.name} != ${state}`, binds: RELATION })],
			[
				2,
				() => {
					const states = draw.some(region.states, 1 + draw.number(3)).map(quoted)
					return { text: `${region.name} in [${states.join(', ')}]`, binds: RELATION }
				},
			],
		)()
	}

	function comparison(depth: number): Piece {
		const operator = draw.pick(['>=', '<=', '==', '!=', '<', '>'])
		if (depth === 0 && integers.length > 0) {
			const left = draw.pick(integers)
			return joined(atom(left.name), operator, draw.chance(30) ? name() : valueFor(left), RELATION)
		}
		return joined(integer(depth), operator, integer(depth), RELATION)
	}

	function membership(): Piece {
		const of = integers.length === 0 ? { name: '1', low: 0, high: 2 } : draw.pick(integers)
		const values = Array.from({ length: 1 + draw.number(3) }, () => valueFor(of).text)
		return { text: `${of.name} in [${values.join(', ')}]`, binds: RELATION }
	}

	function boolean(depth: number): Piece {
		const isRegion = regions.length > 0 && draw.chance(percentRegions)
		if (depth === 0) {
			return draw.weighted<() => Piece>([8, () => (isRegion ? regionTest() : comparison(0))], [1, membership])()
		}
		const part = () => boolean(depth - 1 - draw.number(depth))
		return draw.weighted<() => Piece>(
			[4, () => joined(part(), '&&', part(), AND)],
			[4, () => joined(part(), '||', part(), OR)],
			[3, () => ({ text: `!${within(part(), ATOM)}`, binds: NEGATION })],
			[2, () => ternary(part(), part(), part())],
			[3, () => (isRegion ? regionTest() : comparison(depth - 1))],
			[1, () => joined(wrapped(part()), draw.pick(['==', '!=']), wrapped(part()), RELATION)],
			[1, () => atom(draw.pick(['true', 'false']))],
		)()
	}

	const wrapped = (piece: Piece): Piece => atom(`(${piece.text})`)

	return { integer, boolean }
}
