// A terminal whose world has a fault of the program's own: its games can't be saved, and not for a reason that could be told.
const { createGame } = await import('../../dist/game/create-game.js')
const { Table } = await import('../../dist/game/playthrough.js')
const { loadScenario } = await import('../../dist/scenario/load-scenario.js')
const { runTerminal } = await import('../../dist/tui/run-terminal.js')

const table = new Table(createGame(loadScenario('test/tui/border-post.yaml').scenario))
const people = ['ardania']
let saves = 0
const host = {
	save() {
		if (++saves > 1) throw new TypeError('the sky fell')
		return 'nowhere'
	},
}
const setUp = { table, source: 'border-post', seed: 'ford', run: 1, policies: {}, showsOdds: false, asksReasons: false }
try {
	await runTerminal({ host, actions: [{ kind: 'begin', setUp, people }], showsOdds: false, asksReasons: false })
} catch (error) {
	console.error(`caught: ${error.message}`)
	process.exit(1)
}
