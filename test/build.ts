import { execFileSync } from 'node:child_process'

/** Tests that start the program run `dist`: make sure that it is what `src` says. */
export default function setup(): void {
	execFileSync(process.execPath, ['scripts/prepare.mjs'], { stdio: 'inherit' })
}
