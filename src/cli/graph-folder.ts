import { homedir } from 'node:os'
import { join } from 'node:path'

/** `$DETENTE_HOME/graphs`, or else `$XDG_CACHE_HOME/detente/graphs`, or else `~/.cache/detente/graphs`. */
export function graphsFolder(env: NodeJS.ProcessEnv): string {
	if (env.DETENTE_HOME) return join(env.DETENTE_HOME, 'graphs')
	return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'detente', 'graphs')
}

/** Where graphs are kept between commands. They may be removed at any time. */
export const graphFile = (key: string): string => join(graphsFolder(process.env), `${key}.graph`)
