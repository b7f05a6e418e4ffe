import { defineConfig } from 'vitest/config'

export default defineConfig({
	test: {
		include: ['test/**/*.test.{ts,tsx}'],
		testTimeout: 120_000,
		hookTimeout: 120_000,
		// Ink draws nothing until the end where it finds CI; the tests look at what it draws.
		env: { CI: 'false' },
		globalSetup: 'test/build.ts',
		// By default one core is left alone, which on a machine of two is half of it.
		maxWorkers: '100%',
		coverage: { include: ['src/**'], reporter: ['text-summary', 'html'] },
	},
})
