import { z } from 'zod'
import { count, documentSchema, level } from './document-schema.js'

const title = z.string().nullable()
const outcomes = z.array(z.looseObject({ id: z.string(), title: z.string() }))

export const contentsSchema = documentSchema('contents', 'list SCENARIO: what can be named of it in options', {
	rounds: count,
	order: z.array(z.string()).describe('Players and decks, one per ply of a round'),
	players: z.array(z.looseObject({ id: z.string(), name: z.string() })),
	policies: z
		.array(z.looseObject({ id: z.string(), title: z.string(), by: z.array(z.string()) }))
		.describe('The scenario’s doctrines and scripts, as --policy takes them, and the players that may follow each'),
	moves: z.array(
		z.looseObject({ id: z.string(), by: z.array(z.string()), title: z.string(), tags: z.array(z.string()), outcomes }),
	),
	cards: z
		.array(z.looseObject({ id: z.string(), deck: z.string(), title: z.string(), outcomes }))
		.describe('Chance’s, by the names that --without and --lay take'),
	parameters: z.array(
		z.looseObject({
			id: z.string(),
			title,
			value: z.int(),
			low: z.int(),
			high: z.int(),
			basis: z.enum(['data', 'theory', 'judgement', 'tuned']),
			source: z.string().nullable(),
		}),
	),
	variables: z
		.array(
			z.looseObject({
				name: z.string(),
				title,
				low: z.int(),
				high: z.int(),
				start: z.int(),
				values: z.array(z.string()).describe('Names of the values, from low; empty where they have none'),
			}),
		)
		.describe('By the names that --set takes'),
	regions: z.array(
		z.looseObject({
			name: z.string(),
			title,
			start: level,
			states: z.array(z.looseObject({ id: z.string(), title, in: z.string().nullable() })),
		}),
	),
	endings: z.array(z.looseObject({ id: z.string(), title: z.string(), tone: z.string().nullable() })),
	scripts: z.array(z.looseObject({ id: z.string(), title: z.string() })),
	questions: z.array(z.looseObject({ id: z.string(), title: z.string() })),
})
