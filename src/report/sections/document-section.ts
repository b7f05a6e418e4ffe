import type { ShownDocument } from '../documents/shown-document.js'
import { oneLine, type PageNames } from '../page/page-names.js'
import type { PageSection } from '../page/page-part.js'
import { VARIED } from '../sweep-text.js'
import { calibrationSection } from './calibration-section.js'
import { compareSection } from './compare-section.js'
import { oddsSection } from './odds-section.js'
import { reviewSection } from './review-section.js'
import { simulateSection } from './simulate-section.js'
import { solveSection } from './solve-section.js'
import { sweepSection } from './sweep-section.js'
import { uncertaintySection } from './uncertainty-section.js'
import { questionsSection, whatIfSection } from './whatif-section.js'

/** What a page shows of a document, under a title that names the policies where they are not the cards' own weights. */
export function documentSection(shown: ShownDocument, names: PageNames): PageSection {
	const section = sectionOf(shown, names)
	const policies = Object.entries(shown.document.policies ?? {})
		.filter(([, policy]) => policy !== 'cards' && !(shown.kind === 'sweep' && policy === VARIED))
		.map(([player, policy]) => `${names.player(player)}: ${oneLine(policy)}`)
	return policies.length === 0 ? section : { ...section, title: `${section.title} (${policies.join(', ')})` }
}

function sectionOf(shown: ShownDocument, names: PageNames): PageSection {
	switch (shown.kind) {
		case 'simulate':
			return simulateSection(shown.document, names)
		case 'odds':
			return oddsSection(shown.document, names)
		case 'uncertainty':
			return uncertaintySection(shown.document, names)
		case 'whatif':
			return whatIfSection(shown.document, names)
		case 'questions':
			return questionsSection(shown.document, names)
		case 'sweep':
			return sweepSection(shown.document, names)
		case 'solve':
			return solveSection(shown.document, names)
		case 'compare':
			return compareSection(shown.document, names)
		case 'review':
			return reviewSection(shown.document, names)
		case 'calibration':
			return calibrationSection(shown.document, names)
	}
}
