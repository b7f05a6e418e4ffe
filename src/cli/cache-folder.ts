import { homedir } from 'node:os'
import { join } from 'node:path'

/** What is kept between commands to save work. It may be removed at any time. */
export type Kept = 'graphs' | 'checked' | 'code'

/** `$DETENTE_HOME/KIND`, or else `$XDG_CACHE_HOME/detente/KIND`, or else `~/.cache/detente/KIND`. */
export function cacheFolder(kind: Kept, env: NodeJS.ProcessEnv): string {
	if (env.DETENTE_HOME) return join(env.DETENTE_HOME, kind)
	return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'detente', kind)
}
