import { defineConfig } from 'vitest/config'

export default defineConfig({
	test: {
		include: ['test/**/*.test.{ts,tsx}'],
		testTimeout: 120_000,
		hookTimeout: 120_000,
		// Ink draws nothing until the end where it finds CI; the tests look at what it draws.
		env: { CI: 'false' },
		globalSetup: 'test/build.ts',
		coverage: { include: ['src/**'], reporter: ['text-summary', 'html'] },
	},
})
