import type { z } from 'zod'
import { calibrationSchema } from './calibration-schema.js'
import { compareSchema } from './compare-schema.js'
import { oddsSchema } from './odds-schema.js'
import { reviewSchema } from './review-schema.js'
import { simulateSchema } from './simulate-schema.js'
import { solveSchema } from './solve-schema.js'
import { sweepSchema } from './sweep-schema.js'
import { uncertaintySchema } from './uncertainty-schema.js'
import { questionsSchema, whatIfSchema } from './whatif-schema.js'

/** By the command that prints them, or that of another document it can give. */
export const SHOWN = {
	simulate: simulateSchema,
	odds: oddsSchema,
	uncertainty: uncertaintySchema,
	whatif: whatIfSchema,
	questions: questionsSchema,
	sweep: sweepSchema,
	solve: solveSchema,
	compare: compareSchema,
	review: reviewSchema,
	calibration: calibrationSchema,
} as const

type Shown = typeof SHOWN

/** A document that a report has a section for. */
export type ShownDocument = {
	[Kind in keyof Shown]: { readonly kind: Kind; readonly document: z.infer<Shown[Kind]> }
}[keyof Shown]
