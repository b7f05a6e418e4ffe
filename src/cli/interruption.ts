/** Turns Ctrl-C, and a polite request to end, into a signal; the second Ctrl-C ends the process at once. */
export function openInterruption(): { readonly signal: AbortSignal; close(): void } {
	const controller = new AbortController()
	const stop = (): void => {
		if (controller.signal.aborted) process.exit(130)
		controller.abort()
	}
	process.on('SIGINT', stop).on('SIGTERM', stop)
	return {
		signal: controller.signal,
		close: () => {
			process.off('SIGINT', stop).off('SIGTERM', stop)
		},
	}
}
