import { z } from 'zod'

/**
 * What every `--json` document has, as a schema that validators and code generators read. Objects may have more
 * fields than are named here: within a version, fields are added, and those named keep their name and meaning.
 */

const probability = z.number().min(0).max(1).describe('From 0 to 1')
const count = z.int().min(0)
const byEnding = z.record(z.string(), probability).describe('Probability by id of ending')
const reviewed = z
	.record(
		z.string(),
		z.union([probability, z.looseObject({ value: probability, low: probability, high: probability })]),
	)
	.describe('By id of ending; with the interval when it is sampled')
const modelled = z.looseObject({ value: probability, low: probability.nullable(), high: probability.nullable() })
const level = z.union([z.number(), z.string()])

function document<Shape extends z.ZodRawShape>(command: string, about: string, shape: Shape) {
	return z
		.looseObject({
			schema: z.looseObject({ name: z.literal(`detente/${command}`), version: z.literal(1) }),
			scenario: z
				.looseObject({ id: z.string(), hash: z.string().describe('SHA-256 of the rules, in hexadecimal') })
				.nullable(),
			seed: z.string().nullable().describe('Null where no luck enters'),
			policies: z.record(z.string(), z.string()).nullable().describe('Every player’s policy, by id of player'),
			command: z.string().describe('The line that gives this document again'),
			...shape,
		})
		.describe(about)
}

const change = z.looseObject({
	decision: z.looseObject({ at: z.string(), before: z.string().nullable(), instead: z.string() }).nullable(),
	set: z.array(z.looseObject({ name: z.string(), value: level })),
	policies: z.array(z.looseObject({ player: z.string(), policy: z.string() })),
	without: z.array(z.string()),
})

/** By command. */
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
		parting: z
			.looseObject({
				round: count,
				ply: z.int().nonnegative(),
				before: z.string().nullable(),
				after: z.string().nullable(),
			})
			.nullable()
			.describe('Where the two sides first go different ways'),
		play: z.string().nullable().describe('The command that opens it there'),
	})
	.nullable()

const uncertainDifference = z.looseObject({
	draws: count,
	band: probability,
	endings: z.array(
		z.looseObject({
			id: z.string(),
			value: z.number().describe('At the file’s own values'),
			low: z.number(),
			median: z.number(),
			high: z.number(),
			sign: probability.nullable().describe('Share of the draws with the sign of `value`'),
		}),
	),
})

export const DOCUMENTS = {
	simulate: document('simulate', 'A batch of runs, counted', {
		runs: count,
		endings: z
			.array(
				z.looseObject({
					id: z.string(),
					title: z.string(),
					count,
					share: probability,
					low: probability,
					high: probability,
				}),
			)
			.describe('In file order'),
		confidence: probability,
		interval: z.enum(['wilson', 'clopper-pearson']).describe('clopper-pearson when the batch ran to a precision'),
		precision: z
			.number()
			.nullable()
			.describe('Half the width that every interval was to have; null when runs were given'),
		rounds: z.looseObject({
			mean: z.number(),
			meanLow: z.number(),
			meanHigh: z.number(),
			median: z.number(),
			medianLow: z.number(),
			medianHigh: z.number(),
		}),
	}),
	sweep: document('sweep', 'The endings at every point of a design', {
		design: z.enum(['grid', 'sobol', 'latin', 'saltelli']),
		kind: z.enum(['exact', 'sampled']),
		runs: count.nullable().describe('Of each point; null when exact'),
		confidence: probability,
		factors: z.array(z.looseObject({ name: z.string(), levels: z.array(level) })),
		points: z.array(
			z.looseObject({
				values: z.record(z.string(), level),
				endings: z.array(
					z.looseObject({
						id: z.string(),
						probability,
						count: count.optional(),
						low: probability.optional(),
						high: probability.optional(),
					}),
				),
			}),
		),
		sensitivity: z
			.array(
				z.looseObject({
					ending: z.string(),
					factors: z.array(
						z.looseObject({
							name: z.string(),
							first: z.number(),
							firstLow: z.number(),
							firstHigh: z.number(),
							total: z.number(),
							totalLow: z.number(),
							totalHigh: z.number(),
						}),
					),
				}),
			)
			.nullable()
			.describe('Only of a saltelli design'),
	}),
	odds: document('odds', 'The probability of every ending', {
		kind: z.enum(['exact', 'sampled']),
		endings: z.array(
			z.looseObject({ id: z.string(), probability, low: probability.optional(), high: probability.optional() }),
		),
		byRound: z.array(z.looseObject({ round: count, endings: byEnding })),
		moves: z.array(z.looseObject({ id: z.string(), endings: byEnding })),
		outlooks: z
			.array(z.looseObject({ ending: z.string(), recurs: probability.nullable() }))
			.describe('How likely each ending that has an outlook is to come undone, on average; empty where sampled'),
		states: count.nullable(),
	}),
	solve: document('solve', 'Best play', {
		players: z.record(z.string(), z.looseObject({ value: z.number().nullable(), policy: z.string() })),
		line: z.array(z.looseObject({ round: count, player: z.string(), move: z.string() })),
	}),
	whatif: document('whatif', 'The same luck, one thing changed', {
		runs: count,
		change,
		endings: z.array(
			z.looseObject({
				id: z.string(),
				before: probability,
				after: probability,
				difference: z.number(),
				low: z.number(),
				high: z.number(),
				unpaired: z
					.looseObject({ low: z.number(), high: z.number() })
					.describe('Ends of the interval that as many runs of each side, with luck of their own, would give'),
			}),
		),
		halfWidthRatio: ratio,
		flips,
		example,
		uncertain: uncertainDifference.optional(),
	}),
	replay: document('replay', 'A saved game, or a script, played again', {
		valid: z.boolean(),
		plies: count.nullable(),
		ending: z.looseObject({ id: z.string(), round: count, label: z.string().nullable() }).nullable(),
		outlook: z
			.looseObject({ recurs: z.number(), of: count })
			.nullable()
			.optional()
			.describe('How likely the final state is to come undone: recurs out of of'),
	}),
	check: document('check', 'What an author should know of a scenario', {
		findings: z.array(
			z.looseObject({
				rule: z.string(),
				severity: z.string(),
				message: z.string(),
				file: z.string(),
				line: count,
				column: count,
			}),
		),
		states: count.nullable(),
	}),
	review: document('review', 'A saved game, ply by ply', {
		kind: z.enum(['exact', 'sampled']),
		reached: z.looseObject({ id: z.string(), round: count }).nullable(),
		plies: z.array(
			z.looseObject({
				round: count,
				move: z.string(),
				mover: z.enum(['chance', 'policy', 'choice', 'inject']),
				before: reviewed,
				after: reviewed,
				shift: probability.describe('Total variation distance of the odds before and after'),
				toward: z.number().nullable().describe('Change in the odds of the ending reached'),
			}),
		),
		turningPoints: z.array(count).describe('Indices of plies, largest shift first'),
		decisions: z.array(
			z.looseObject({
				at: count.describe('Index of the ply'),
				player: z.string(),
				played: z.string(),
				reasons: z.string().nullable().describe('Empty when they were asked for and none was given'),
				moves: z.array(
					z.looseObject({ id: z.string(), endings: reviewed, payoff: z.number().nullable(), outcome: z.number() }),
				),
				bestByPayoff: z.string().nullable(),
				bestByOutcome: z.string().nullable(),
			}),
		),
		switches: z.array(z.looseObject({ id: z.string(), title: z.string(), value: count })),
	}),
	compare: document('compare', 'Games of one scenario, the model and the record side by side', {
		kind: z.enum(['exact', 'sampled']).describe('Of the model'),
		games: z.array(z.looseObject({ name: z.string(), ending: z.string().nullable(), round: count })),
		endings: z.array(
			z.looseObject({
				id: z.string(),
				games: count,
				of: count,
				record: z.boolean().nullable(),
				model: modelled,
				expected: z.number(),
			}),
		),
		moves: z.array(
			z.looseObject({
				round: count,
				player: z.string(),
				move: z.string(),
				games: count,
				of: count,
				record: z.boolean().nullable(),
				model: modelled,
			}),
		),
	}),
	questions: document('questions', 'whatif --all: the answers to a scenario’s questions', {
		questions: z.array(
			z.looseObject({
				id: z.string(),
				title: z.string(),
				change,
				kind: z.enum(['exact', 'sampled']),
				runs: count.describe('Pairs of runs'),
				endings: z.array(
					z.looseObject({
						id: z.string(),
						before: probability,
						after: probability,
						difference: z.number(),
						low: z.number().optional(),
						high: z.number().optional(),
					}),
				),
				pairs: z
					.looseObject({ halfWidthRatio: ratio, flips, example })
					.describe('The runs played on both sides with the same luck, as whatif gives them'),
				uncertain: uncertainDifference.optional(),
			}),
		),
	}),
	uncertainty: document('uncertainty', 'odds --uncertain: the odds while the parameters vary over their ranges', {
		uncertain: z.looseObject({
			draws: count,
			band: probability,
			endings: z.array(
				z.looseObject({
					id: z.string(),
					value: probability.describe('At the file’s own values'),
					low: probability,
					median: probability,
					high: probability,
				}),
			),
			drivers: z.array(
				z.looseObject({
					parameter: z.string(),
					correlations: z.array(z.number()).describe('By ending, in file order'),
				}),
			),
		}),
	}),
	reach: document('reach', 'check --reach: a shortest line of play', {
		reach: z.string(),
		play: z
			.array(z.looseObject({ round: count, move: z.string() }))
			.nullable()
			.describe('Null when no play comes there'),
	}),
	calibration: document('calibration', 'check --calibration: a scenario’s own rates beside published ones', {
		calibration: z.looseObject({
			runs: count,
			daysPerRound: z.number(),
			horizon: z.number().describe('In days'),
			rates: z.array(
				z.looseObject({
					published: z.looseObject({ id: z.string(), value: probability, low: probability, high: probability }),
					own: z.looseObject({ value: probability, low: probability, high: probability, most: probability }).nullable(),
					verdict: z.enum(['inside', 'below', 'above', 'cut-off']).nullable(),
					cited: z.boolean(),
				}),
			),
		}),
	}),
	list: document('list', 'The scenarios that come with the program', {
		scenarios: z.array(z.looseObject({ id: z.string(), title: z.string(), summary: z.string(), path: z.string() })),
	}),
} as const

/** One JSON Schema (draft 2020-12) for all documents, each under `$defs` by its command. */
export function documentsJsonSchema(): object {
	const definitions = Object.entries(DOCUMENTS).map(([command, schema]) => {
		const { $schema: _, ...definition } = z.toJSONSchema(schema) as { $schema?: string }
		return [command, definition] as const
	})
	return {
		$schema: 'https://json-schema.org/draft/2020-12/schema',
		title: 'Documents of detente --json, version 1',
		oneOf: definitions.map(([command]) => ({ $ref: `#/$defs/${command}` })),
		$defs: Object.fromEntries(definitions),
	}
}
