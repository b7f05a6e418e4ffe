/** Errors that say what was wrong with what came in; they are told by name, so that their modules need not be loaded. */
const BAD_INPUT = new Set([
	'BadInput',
	'SettingsError',
	'PolicyError',
	'DecisionError',
	'SavedGameError',
	'OutputError',
	'FactorError',
	'SolveError',
])
const REFUSED = new Set([
	'Refusal',
	'BudgetExceeded',
	'ScenarioFault',
	'IllegalMove',
	'KernelRefusal',
	'OutputFull',
	'OutputLost',
])

export interface Failure {
	readonly text: string
	/** 1: the answer is no, or a run failed; 2: bad usage or bad input. */
	readonly exitCode: 1 | 2
}

/** What is said of an error, never with its stack but for `DETENTE_STACK=1`. */
export function failureOf(error: unknown): Failure {
	if (!(error instanceof Error)) return { text: `detente: ${String(error)}`, exitCode: 1 }
	if (BAD_INPUT.has(error.name)) return { text: error.message, exitCode: 2 }
	if (REFUSED.has(error.name)) return { text: error.message, exitCode: 1 }
	const file = fileFailure(error)
	if (file !== undefined) return { text: file, exitCode: 2 }
	if (process.env.DETENTE_STACK === '1') return { text: error.stack ?? error.message, exitCode: 1 }
	return {
		text: `detente failed, and this is its own fault: ${error.message}\nDETENTE_STACK=1 shows where`,
		exitCode: 1,
	}
}

function fileFailure(error: NodeJS.ErrnoException): string | undefined {
	const { code, path } = error
	if (path === undefined) return undefined
	if (code === 'ENOENT') return `there is no file ${path}`
	if (code === 'EISDIR') return `${path} is a folder`
	if (code === 'EACCES' || code === 'EPERM') return `${path} may not be opened`
	if (code === 'EEXIST') return `${path} is there already`
	return undefined
}
