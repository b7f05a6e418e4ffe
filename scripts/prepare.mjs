// `npm ci` builds; an installation without development dependencies, or of the packed tarball, has its dist already.

import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const tsc = new URL('../node_modules/typescript/bin/tsc', import.meta.url)
if (existsSync(tsc)) {
	const { status } = spawnSync(process.execPath, [tsc.pathname, '-p', 'tsconfig.build.json'], { stdio: 'inherit' })
	process.exitCode = status ?? 1
}
