import { z } from 'zod'
import { count, documentSchema, kind, level, probability } from './document-schema.js'
import { uncertainDifference } from './uncertainty-schema.js'

const change = z.looseObject({
	decision: z.looseObject({ at: z.string(), before: z.string().nullable(), instead: z.string() }).nullable(),
	set: z.array(z.looseObject({ name: z.string(), value: level })),
	policies: z.array(z.looseObject({ player: z.string(), policy: z.string() })),
	without: z.array(z.string()),
})

const ratio = z
	.number()
	.positive()
	.describe('Half-widths of the paired intervals, all endings together, over those of unpaired ones')

const flips = z.array(z.looseObject({ from: z.string(), to: z.string(), runs: count }))

const example = z
	.looseObject({
		run: count,
		from: z.string(),
		to: z.string(),
		decided: z.boolean().optional().describe('Whether the changed decision was made in it'),
		parting: z
			.looseObject({
				round: count,
				ply: z.int().nonnegative(),
				before: z.string().nullable(),
				after: z.string().nullable(),
			})
			.nullable()
			.describe('Where the two sides first go different ways'),
		last: z
			.looseObject({ round: count, ply: z.int().nonnegative() })
			.optional()
			.describe('The last ply of the changed side'),
		play: z.string().nullable().describe('The command that opens it there'),
	})
	.nullable()

const decided = count
	.nullable()
	.optional()
	.describe('Runs in which the changed decision could be taken; null where none was changed')

const decisionLegal = probability.nullable().optional()

const difference = { id: z.string(), before: probability, after: probability, difference: z.number() }

const exactWhereDecided = z
	.number()
	.nullable()
	.optional()
	.describe(
		'The difference among games in which the decision is legal at its place; null where more than it was changed, or it is never legal',
	)

const whereDecided = z
	.looseObject({ difference: z.number(), low: z.number(), high: z.number() })
	.nullable()
	.optional()
	.describe('The difference among the runs in which the decision was made')

export const whatIfSchema = documentSchema('whatif', 'The same luck, one thing changed', {
	runs: count,
	confidence: probability.optional(),
	change,
	endings: z.array(
		z.looseObject({
			...difference,
			low: z.number(),
			high: z.number(),
			unpaired: z
				.looseObject({ low: z.number(), high: z.number() })
				.describe('Ends of the interval that as many runs of each side, with luck of their own, would give'),
			whereDecided,
		}),
	),
	halfWidthRatio: ratio,
	flips,
	decided,
	decisionLegal: decisionLegal.describe(
		'How likely the changed decision is legal at its place, exactly; null where none was changed, or the states do not fit',
	),
	example,
	exact: z
		.array(z.looseObject({ ...difference, whereDecided: exactWhereDecided }))
		.nullable()
		.optional()
		.describe('The exact odds of both sides; null where the states do not fit'),
	uncertain: uncertainDifference.optional(),
})

export const questionsSchema = documentSchema('questions', 'whatif --all: the answers to a scenario’s questions', {
	questions: z.array(
		z.looseObject({
			id: z.string(),
			title: z.string(),
			text: z.string().nullable().optional(),
			change,
			kind,
			decisionLegal: decisionLegal.describe(
				'How likely the changed decision is legal at its place: exactly, or a share of the runs, as `kind` says; null where none was changed',
			),
			runs: count.describe('Pairs of runs'),
			endings: z.array(
				z.looseObject({
					...difference,
					low: z.number().optional(),
					high: z.number().optional(),
					whereDecided: z.union([whereDecided, exactWhereDecided]),
				}),
			),
			pairs: z
				.looseObject({ halfWidthRatio: ratio, flips, example, decided, confidence: probability.optional() })
				.describe('The runs played on both sides with the same luck, as whatif gives them'),
			uncertain: uncertainDifference.optional(),
		}),
	),
})

export type WhatIfDocument = z.infer<typeof whatIfSchema>
export type QuestionsDocument = z.infer<typeof questionsSchema>
