import type { OutlookOfGame } from '../game/outlook.js'

/** What is to be expected after the end: the odds, what is meant by them, and where they come from. */
export const outlookText = ({ recurs, of, text, source }: OutlookOfGame): string[] => [
	`Outlook: ${recurs} in ${of} that it begins again.`,
	...(text === null ? [] : [text]),
	`Source: ${source}`,
]
