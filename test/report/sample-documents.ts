/** A document of each kind that a report shows, as small as it can be and still have everything in it. */

const head = (command: string) => ({
	schema: { name: `detente/${command}`, version: 1 },
	scenario: { id: 'coins', title: 'Coins', hash: 'c0ffee'.repeat(10) },
	seed: '7',
	policies: { ann: 'cards', bob: 'fierce' },
	command: `detente ${command} coins.yaml --json`,
})

const change = {
	decision: { at: '1.ann', before: 'ann.push', instead: 'ann.wait' },
	set: [{ name: 'rain', value: 3 }],
	policies: [{ player: 'bob', policy: 'gentle' }],
	without: ['sky.storm'],
}
const differences = [
	{ id: 'hot', before: 0.31, after: 0.22, difference: -0.09, low: -0.12, high: -0.06 },
	{ id: 'calm', before: 0.69, after: 0.78, difference: 0.09, low: 0.06, high: 0.12 },
]
const pairs = {
	runs: 400,
	confidence: 0.95,
	halfWidthRatio: 0.5,
	flips: [{ from: 'hot', to: 'calm', runs: 36 }],
	decided: 390,
	example: {
		run: 4,
		from: 'hot',
		to: 'calm',
		parting: { round: 1, ply: 0, before: 'ann.push', after: 'ann.wait' },
		play: 'detente play coins.yaml --seed 7 --run 4 --from 1.ann',
	},
}
const uncertain = {
	draws: 50,
	band: 0.9,
	sampled: null,
	endings: [
		{ id: 'hot', value: -0.09, low: -0.2, median: -0.1, high: 0.01, sign: 0.94 },
		{ id: 'calm', value: 0.09, low: -0.01, median: 0.1, high: 0.2, sign: 0.94 },
	],
}
const sobol = (id: string, first: number, total: number) => ({
	id,
	first,
	firstInterval: { low: first - 0.1, high: first + 0.1 },
	total,
	totalInterval: { low: total - 0.1, high: total + 0.1 },
})
const odds = (hot: number) => ({ hot, calm: 1 - hot })

export const SAMPLES = {
	simulate: {
		...head('simulate'),
		runs: 400,
		endings: [
			{ id: 'hot', title: 'Hot', count: 124, share: 0.31, low: 0.27, high: 0.36 },
			{ id: 'calm', title: 'Calm', count: 276, share: 0.69, low: 0.64, high: 0.73 },
		],
		confidence: 0.95,
		interval: 'wilson',
		precision: null,
		rounds: { mean: 1.8, meanLow: 1.7, meanHigh: 1.9, median: 2, medianLow: 2, medianHigh: 2 },
	},
	odds: {
		...head('odds'),
		kind: 'exact',
		endings: [
			{ id: 'hot', title: 'Hot', probability: 0.3125 },
			{ id: 'calm', title: 'Calm', probability: 0.6875 },
		],
		outlooks: [{ ending: 'calm', recurs: 0.2 }],
		byRound: [
			{ round: 1, endings: { hot: 0.125, calm: 0 } },
			{ round: 2, endings: { hot: 0.1875, calm: 0.6875 } },
		],
		moves: [
			{ id: 'ann.push', probability: 0.75, endings: { hot: 0.4, calm: 0.6 } },
			{ id: 'ann.wait', probability: 0.25, endings: { hot: 0.05, calm: 0.95 } },
		],
		states: 40,
		round: 1,
		player: 'ann',
		variables: {
			byRound: [{ round: 1, going: 1, spreads: [{ key: 'heat', mean: 0 }] }],
			end: [{ key: 'heat', mean: 1.75 }],
		},
	},
	uncertainty: {
		...head('uncertainty'),
		kind: 'exact',
		states: 40,
		uncertain: {
			draws: 50,
			band: 0.9,
			sampled: null,
			endings: [
				{ id: 'hot', value: 0.31, low: 0.1, median: 0.25, high: 0.5 },
				{ id: 'calm', value: 0.69, low: 0.5, median: 0.75, high: 0.9 },
			],
			drivers: [
				{ parameter: 'rain', correlations: [0.8, -0.8] },
				{ parameter: 'eager', correlations: [0.4, -0.4] },
			],
			fixed: ['moon'],
		},
		sobol: {
			evaluations: 64,
			parameters: [
				{ parameter: 'rain', endings: [sobol('hot', 0.6, 0.7), sobol('calm', 0.6, 0.7)] },
				{ parameter: 'eager', endings: [sobol('hot', 0.2, 0.3), sobol('calm', 0.2, 0.3)] },
			],
		},
	},
	whatif: {
		...head('whatif'),
		...pairs,
		change,
		endings: differences.map((d) => ({ ...d, unpaired: { low: d.low - 0.03, high: d.high + 0.03 } })),
		exact: [
			{ id: 'hot', before: 0.3125, after: 0.21875, difference: -0.09375 },
			{ id: 'calm', before: 0.6875, after: 0.78125, difference: 0.09375 },
		],
		uncertain,
	},
	questions: {
		...head('questions'),
		questions: [
			{
				id: 'dry',
				title: 'What if it never stormed?',
				text: 'It often does.',
				change,
				kind: 'exact',
				runs: 400,
				endings: differences.map(({ low: _, high: __, ...d }) => d),
				pairs,
				uncertain,
			},
			{ id: 'first', title: 'What if Ann waited?', change, kind: 'sampled', runs: 400, endings: differences, pairs },
		],
	},
	sweep: {
		...head('sweep'),
		design: 'grid',
		kind: 'sampled',
		runs: 100,
		confidence: 0.95,
		factors: [{ name: 'rain', levels: [0, 50, 100] }],
		points: [0.1, 0.3, 0.6].map((hot, n) => ({
			values: { rain: n * 50 },
			endings: [
				{ id: 'hot', probability: hot, count: hot * 100, low: hot - 0.05, high: hot + 0.05 },
				{ id: 'calm', probability: 1 - hot, count: 100 - hot * 100, low: 0.95 - hot, high: 1.05 - hot - 0.05 },
			],
		})),
		sensitivity: null,
	},
	solve: {
		...head('solve'),
		players: { ann: { value: 2.5, policy: 'best' }, bob: { value: -1, policy: 'fierce' } },
		line: [
			{ round: 1, player: 'ann', move: 'ann.wait', kind: 'best', probability: 1 },
			{ round: 1, player: 'sky', move: 'sky.nothing', kind: 'likeliest', probability: 0.75 },
		],
		ending: 'calm',
		first: [
			{
				player: 'ann',
				round: 1,
				best: 'ann.wait',
				moves: [
					{ id: 'ann.push', value: -1.25 },
					{ id: 'ann.wait', value: 2.5 },
				],
			},
		],
		ties: 3,
		states: 40,
		robust: [{ player: 'ann', move: 'ann.wait', changes: [{ ending: 'hot', by: 1, move: 'ann.push' }] }],
	},
	compare: {
		...head('compare'),
		kind: 'exact',
		runs: null,
		script: 'sunny',
		games: [
			{ name: 'group-a', seed: '1', run: 1, people: ['ann'], ending: 'hot', round: 2 },
			{ name: 'group-b', seed: '2', run: 1, people: ['ann'], ending: null, round: 1 },
		],
		endings: [
			{ id: 'hot', games: 1, of: 1, record: false, model: { value: 0.3125, low: null, high: null }, expected: 0.3125 },
			{ id: 'calm', games: 0, of: 1, record: true, model: { value: 0.6875, low: null, high: null }, expected: 0.6875 },
		],
		moves: [
			{
				round: 1,
				player: 'ann',
				move: 'ann.push',
				games: 1,
				of: 2,
				record: true,
				model: { value: 0.75, low: null, high: null },
			},
		],
	},
	review: {
		...head('review'),
		kind: 'exact',
		runs: null,
		confidence: 0.95,
		reached: { id: 'hot', round: 2 },
		outlook: { recurs: 1, of: 5, text: 'It may rain again.', source: 'The almanac' },
		plies: [
			{ round: 1, move: 'ann.push', mover: 'choice', before: odds(0.3), after: odds(0.45), shift: 0.15, toward: 0.15 },
			{
				round: 1,
				move: 'sky.storm',
				mover: 'chance',
				before: odds(0.45),
				after: odds(0.75),
				shift: 0.3,
				toward: 0.3,
				record: { move: 'sky.nothing', date: 'Monday', text: 'It stayed dry.' },
			},
			{ round: 2, move: 'bob.push', mover: 'policy', before: odds(0.75), after: odds(1), shift: 0.25, toward: 0.25 },
		],
		turningPoints: [1, 2],
		totals: [
			{ mover: 'choice', player: 'ann', shift: 0.15, toward: 0.15 },
			{ mover: 'chance', player: null, shift: 0.3, toward: 0.3 },
		],
		decisions: [
			{
				at: 0,
				player: 'ann',
				played: 'ann.push',
				reasons: 'To be heard.',
				moves: [
					{ id: 'ann.push', endings: odds(0.45), payoff: -1, outcome: 0.1 },
					{ id: 'ann.wait', endings: odds(0.1), payoff: 2, outcome: 0.8 },
				],
				bestByPayoff: 'ann.wait',
				bestByOutcome: 'ann.wait',
			},
		],
		reasons: [
			{
				at: 2,
				player: 'bob',
				policy: 'fierce',
				even: false,
				moves: [
					{
						id: 'bob.push',
						share: 0.75,
						formula: '3',
						because: ['heat > 0'],
						read: [{ name: 'heat', value: '1' }],
					},
					{ id: 'bob.wait', share: 0.25, formula: '1', because: [], read: [] },
				],
				closed: [{ id: 'bob.shout', because: ['heat < 3'] }],
			},
		],
		injects: [{ at: 1, card: 'sky.storm' }],
		switches: [{ id: 'moon', title: 'Was there a moon?', value: 1 }],
		notes: [{ at: 1, text: 'Here the class laughed.', branch: false }],
	},
	calibration: {
		...head('calibration'),
		calibration: {
			runs: 20_000,
			daysPerRound: 2.5,
			horizon: 5,
			rates: [
				{
					published: {
						id: 'row_a',
						kind: 'answered-with-force',
						days: 3,
						value: 0.24,
						low: 0.12,
						high: 0.43,
						count: 6,
						of: 25,
						sample: 'first targets',
						source: 'ICB',
						association: false,
					},
					own: { value: 0.5, low: 0.48, high: 0.52, count: 500, of: 1000, most: 0.55, cutOff: 3 },
					verdict: 'above',
					why: 'the crisis is short',
					cited: true,
				},
				{
					published: { id: 'row_b', kind: 'war-after-force', days: null, value: 0.1, low: 0.05, high: 0.2 },
					own: null,
					verdict: null,
					why: null,
					cited: false,
				},
			],
		},
	},
} as const

export type SampleKind = keyof typeof SAMPLES
