// `npm ci` builds; an installation without development dependencies, or of the packed tarball, has its dist already.

import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const tsc = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url))
if (existsSync(tsc)) {
	const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { stdio: 'inherit' })
	if (status === 0) await import('./bundle.mjs')
	else process.exitCode = status ?? 1
}
