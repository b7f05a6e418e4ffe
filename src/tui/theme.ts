import type { TextProps } from 'ink'
import type { Tone } from './styled-text.js'

export type Look = Pick<TextProps, 'color' | 'bold' | 'dimColor' | 'inverse'>

const COLOURED: Readonly<Record<Tone, Look>> = {
	strong: { bold: true },
	faint: { dimColor: true },
	frame: { dimColor: true },
	accent: { color: 'cyan', bold: true },
	good: { color: 'green', bold: true },
	mixed: { color: 'yellow', bold: true },
	bad: { color: 'red', bold: true },
	changed: { color: 'yellow', bold: true },
	chosen: { inverse: true, bold: true },
}

const PLAIN: Readonly<Record<Tone, Look>> = {
	...COLOURED,
	accent: { bold: true },
	good: { bold: true },
	mixed: { bold: true },
	bad: { bold: true },
	changed: { bold: true },
}

/**
 * The terminal's own sixteen colours, which its owner chose to be read, never backgrounds of ours.
 * NO_COLOR (any text but the empty one, https://no-color.org) leaves weight and inversion.
 */
export const themeFor = (env: NodeJS.ProcessEnv): Readonly<Record<Tone, Look>> => (env.NO_COLOR ? PLAIN : COLOURED)
