/** What a rate counts, so that a scenario's own runs can be counted alike. */
export type RateKind =
	/** Of first uses of force: answered with force by the other side. */
	| 'answered-with-force'
	/** Of answered ones: the first striker strikes again. */
	| 'struck-again'
	/** Of runs with force: mediation is offered; it takes place. */
	| 'mediation-offered'
	| 'mediation-accepted'
	/** Of runs with an offer after force: mediation takes place. */
	| 'offer-accepted'
	/** Of runs with force on both sides, and of all with force: war. */
	| 'war-after-answer'
	| 'war-after-force'
	/** Of runs with force: they agree to step down; the same where mediation took place, and where it did not. */
	| 'agreement'
	| 'agreement-mediated'
	| 'agreement-unmediated'
	/** War where mediation took place, and where it did not. */
	| 'war-mediated'
	| 'war-unmediated'

export interface PublishedRate {
	/** The row's name in the table of counts. */
	readonly id: string
	readonly kind: RateKind
	/** Days after the event it is counted from; null: to the end of the crisis or dispute. */
	readonly days: number | null
	readonly value: number
	/** 95 %: the wider of Wilson's interval and of a bootstrap over pairs of states. */
	readonly low: number
	readonly high: number
	readonly count: number
	readonly of: number
	readonly sample: string
	readonly source: string
	/** Seen together, not shown to cause: mediators choose their cases. */
	readonly association: boolean
}

const ICB_FIRST = 'first targets of a violent trigger by one contiguous state, not protracted, after 1945, no war on'
const ICB_CRISES = 'crises with a violent trigger between neighbours, not protracted, after 1945, no war on'
const ICB_ALL = 'crises with a violent trigger between neighbours, after 1945, no war on'
const ACTOR = 'ICB actor level, version 14 (Brecher, Wilkenfeld and others)'
const SYSTEM = 'ICB system level, version 14 with additions of version 16'
const MIDI = 'COW Militarized Interstate Incidents 5.0 (Palmer and others 2020)'
const MID = 'COW Militarized Interstate Disputes 5.0 (Palmer and others 2020)'

type Row = readonly [
	id: string,
	kind: RateKind,
	days: number | null,
	value: number,
	low: number,
	high: number,
	count: number,
	of: number,
	sample: string,
	source: string,
]

const ROWS: readonly Row[] = [
	// biome-ignore lint/suspicious/noApproximativeNumericConstant: the end of an interval, and no logarithm
	['retaliate_force_within_3d_crisis_np', 'answered-with-force', 3, 0.24, 0.115, 0.4343, 6, 25, ICB_FIRST, ACTOR],
	['retaliate_force_within_7d_crisis_np', 'answered-with-force', 7, 0.32, 0.1721, 0.5159, 8, 25, ICB_FIRST, ACTOR],
	['retaliate_force_within_14d_crisis_np', 'answered-with-force', 14, 0.4, 0.234, 0.5926, 10, 25, ICB_FIRST, ACTOR],
	['retaliate_force_within_30d_crisis_np', 'answered-with-force', 30, 0.4, 0.234, 0.5926, 10, 25, ICB_FIRST, ACTOR],
	['retaliate_force_ever_crisis_np', 'answered-with-force', null, 0.48, 0.3003, 0.665, 12, 25, ICB_FIRST, ACTOR],
	[
		'retaliate_force_within_7d_incident_quiet_nonrival',
		'answered-with-force',
		7,
		0.0732,
		0,
		0.1943,
		3,
		41,
		'attacks after a quiet year between land neighbours that are no rivals, small shootings among them',
		MIDI,
	],
	[
		'mid_recip_force_contig_peaceful_cow',
		'answered-with-force',
		null,
		0.433,
		0.3333,
		0.5323,
		42,
		97,
		'disputes with force between land neighbours after ten years without any, after 1945, clashes among them',
		MID,
	],
	[
		'restrike_within_7d_after_retaliation',
		'struck-again',
		7,
		0.0152,
		0,
		0.081,
		1,
		66,
		'disputes between land neighbours that began with one-sided force and were answered',
		MIDI,
	],
	[
		'restrike_within_30d_after_retaliation',
		'struck-again',
		30,
		0.1667,
		0.0806,
		0.2743,
		11,
		66,
		'disputes between land neighbours that began with one-sided force and were answered',
		MIDI,
	],
	['mediation_offered_np', 'mediation-offered', null, 0.5116, 0.3675, 0.6538, 22, 43, ICB_CRISES, SYSTEM],
	['mediation_offered', 'mediation-offered', null, 0.4672, 0.381, 0.5554, 57, 122, ICB_ALL, SYSTEM],
	['mediation_occurs_np', 'mediation-accepted', null, 0.4651, 0.3251, 0.6108, 20, 43, ICB_CRISES, SYSTEM],
	['mediation_accepted_given_offer_np', 'offer-accepted', null, 0.9091, 0.7219, 0.9747, 20, 22, ICB_CRISES, SYSTEM],
	[
		'war_given_recip_force_contig_post45_cow',
		'war-after-answer',
		null,
		0.0305,
		0.0107,
		0.0537,
		11,
		361,
		'disputes with force on both sides between land neighbours, after 1945',
		MID,
	],
	['full_war_crisis_np', 'war-after-force', null, 0.1395, 0.0656, 0.2726, 6, 43, ICB_CRISES, SYSTEM],
	['agreement_np', 'agreement', null, 0.5116, 0.3675, 0.6538, 22, 43, ICB_CRISES, SYSTEM],
	['agreement_if_mediated', 'agreement-mediated', null, 0.6667, 0.5297, 0.7803, 34, 51, ICB_ALL, SYSTEM],
	['agreement_if_not_mediated', 'agreement-unmediated', null, 0.2254, 0.1437, 0.3352, 16, 71, ICB_ALL, SYSTEM],
	['full_war_if_mediated', 'war-mediated', null, 0.2941, 0.1871, 0.43, 15, 51, ICB_ALL, SYSTEM],
	['full_war_if_not_mediated', 'war-unmediated', null, 0.0423, 0.0145, 0.117, 3, 71, ICB_ALL, SYSTEM],
]

const ASSOCIATIONS: readonly RateKind[] = [
	'agreement-mediated',
	'agreement-unmediated',
	'war-mediated',
	'war-unmediated',
]

/** Base rates of crises between neighbours, counted from public data; the counts are the sources', the sentences are not. */
export const PUBLISHED_RATES: readonly PublishedRate[] = ROWS.map(
	([id, kind, days, value, low, high, count, of, sample, source]) => ({
		id,
		kind,
		days,
		value,
		low,
		high,
		count,
		of,
		sample,
		source,
		association: ASSOCIATIONS.includes(kind),
	}),
)

/** What each kind counts, in a few words. */
export const RATE_TITLES: Readonly<Record<RateKind, string>> = {
	'answered-with-force': 'force is answered with force',
	'struck-again': 'the first striker strikes again once answered',
	'mediation-offered': 'mediation is offered, once force was used',
	'mediation-accepted': 'mediation takes place, once force was used',
	'offer-accepted': 'an offer of mediation is accepted',
	'war-after-answer': 'war, once both sides used force',
	'war-after-force': 'war, once force was used',
	agreement: 'they agree to step down, once force was used',
	'agreement-mediated': 'they agree, where mediation took place',
	'agreement-unmediated': 'they agree, where it did not',
	'war-mediated': 'war, where mediation took place',
	'war-unmediated': 'war, where it did not',
}

/** Why a scenario's rate may rightly lie below or above a published one. */
export const WHY_OUTSIDE: Readonly<Record<RateKind, { readonly below: string; readonly above: string }>> = {
	'answered-with-force': {
		below: 'the sample has clashes, in which the answer is part of the event; the scenario has other ways to answer',
		above:
			'an answer that stays small closes the account here; in the sample a small answer may not have been coded as force',
	},
	'struck-again': {
		below: 'the scenario ends when the two have settled, and then nobody can strike again',
		above:
			'small shootings fill the sample and rarely have a second round; a strike that a government announces is not one of them',
	},
	'mediation-offered': {
		below: 'the sample’s crises last months (a median of 107 days), and offers come late: half after a month',
		above: 'the sample asks of whole crises, many of them far from a great power that has interests on both sides',
	},
	'mediation-accepted': {
		below: 'the sample’s crises last months, and mediation began after a median of 31 days',
		above: 'acceptance costs less here than it did those who were coded',
	},
	'offer-accepted': {
		below: 'offers that were refused in private were never coded, so that the sample’s share is too high',
		above: 'few can refuse here, or refusing costs too much',
	},
	'war-after-answer': {
		below: 'the scenario is short',
		above:
			'the sample counts every dispute, down to shots at a fishing boat; a crisis in the open is a rarer and worse thing',
	},
	'war-after-force': {
		below: 'the scenario is short, and its strikes are limited ones',
		above: 'the sample counts only wars that came; a scenario may hold the danger higher to be learned from',
	},
	agreement: {
		below: 'the sample’s crises have months for it',
		above: 'to agree to step down counts here; the sample counts formal and semi-formal agreements',
	},
	'agreement-mediated': {
		below: 'the sample’s mediators have months',
		above: 'the scenario’s mediator is wanted by both',
	},
	'agreement-unmediated': {
		below: 'the sample’s crises have months',
		above: 'the two can settle between themselves here, as they did in the case that the scenario was made for',
	},
	'war-mediated': {
		below: 'in the sample mediators go to the hard cases; in the scenario their coming does not depend on that',
		above: 'the scenario’s mediator comes late',
	},
	'war-unmediated': {
		below: 'the scenario is short',
		above: 'in the sample the easy cases need no mediator; in the scenario the cases are all alike',
	},
}
