import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const SCENARIO = 'test/tui/border-post.yaml'
let home: string

beforeEach(() => {
	home = mkdtempSync(join(tmpdir(), 'detente-'))
})

afterEach(() => {
	rmSync(home, { recursive: true, force: true })
})

function play(input: string, ...args: string[]) {
	const { stdout, stderr, status } = spawnSync(process.execPath, ['dist/cli/main.js', 'play', ...args], {
		input,
		encoding: 'utf8',
		env: { ...process.env, DETENTE_HOME: home },
	})
	return { stdout, stderr, status }
}

const games = () => readdirSync(join(home, 'games'))

describe('line by line', () => {
	test('a whole game by pipe, with no escape code in it', () => {
		const { stdout, stderr, status } = play('1\n1\n1\n1\n1\n1\n', SCENARIO, '--seed', 'ford')
		expect(status).toBe(0)
		expect(stdout).not.toContain('\u001B')
		expect(stdout).toMatch(/The end, in round \d/)
		expect(stderr).toContain('Saved in')
	})

	test('the end of input saves, and --resume stands at the same ply', () => {
		expect(play('2\n', SCENARIO, '--seed', 'ford').status).toBe(0)
		expect(games()).toHaveLength(1)
		const { stdout, status } = play('', '--resume')
		expect(status).toBe(0)
		expect(stdout).toContain('Round 2 of 4, Wednesday. You are Ardania.')
		expect(games()).toHaveLength(1)
	})

	test('words are commands', () => {
		const { stdout } = play(
			'help\nlook 2\nclosed\nodds\nsituation\n2\nback\nback\nsave\nnonsense\n99\nquit\n',
			SCENARIO,
			'--seed',
			'ford',
		)
		expect(stdout).toContain('A number plays that move.')
		expect(stdout).toContain('They are found.')
		expect(stdout).toContain('Propose to open the bridge to inspectors: needs your anger at home at most 1 (now 2)')
		expect(stdout).toContain('Odds are not shown in this game')
		expect(stdout).toContain('Taken back.')
		expect(stdout).toContain('There is nothing to take back')
		expect(stdout).toContain('Saved in')
		expect(stdout).toContain('"nonsense" is no number and no command')
		expect(stdout).toContain('There is no move 99')
	})

	test('odds that were shown are shown when the game goes on, and --odds shows them whatever was', () => {
		play('odds on\nquit\n', SCENARIO)
		expect(play('odds\n', '--resume').stdout).toMatch(/exact/)
		play('odds off\n', '--resume')
		expect(play('odds\n', '--resume').stdout).not.toMatch(/exact/)
		expect(play('odds\n', '--resume', '--odds').stdout).toMatch(/exact/)
	})

	test('odds are said when they were asked for', () => {
		const { stdout } = play('odds\n', SCENARIO, '--odds')
		expect(stdout).toMatch(/Shots at the ford: \d+\.\d %/)
		expect(play('look 2\n', SCENARIO, '--odds').stdout).toMatch(
			/Odds, exact:\n {2}Shots at the ford: from \S+ % to \S+ %/,
		)
	})

	test('class mode asks why before it plays, and keeps the reasons', () => {
		const { stdout, status } = play('2\nWe want to see.\n4\n\n\nrecord\n1\n', SCENARIO, '--seed', 'ford', '--class')
		expect(status).toBe(0)
		expect(stdout).toContain('Ardania, “Ask to search the other bank”. Why? A line of reasons:')
		expect(stdout).toContain('No reasons? An empty line again plays it without. Why?')
		expect(stdout).toContain('Reasons: “We want to see.”')
		expect(stdout).toContain('Reasons: no reason given.')
		const text = readFileSync(join(home, 'games', games()[0]!), 'utf8')
		expect(text).toContain('"reasons":"We want to see."')
		expect(text).toContain('"reasons":""')
		// The third decision was never given its reasons.
		expect(text.match(/"by":"person"/g)).toHaveLength(2)
		expect(play('', '--resume').status).toBe(0)
	})

	test('a remark, a card laid face up, the lines of the game, and the review so far', () => {
		const { stdout, status } = play(
			'note Why not wait?\ncards\ncard 1\nodds on\ncard 1\nlay 1\nlay 99\n2\nback\n3\nbranches\nname 1 The plan\ngo 1\nbranches\nodds off\nreview\nreview\nrecord\n',
			SCENARIO,
			'--seed',
			'ford',
		)
		expect(status).toBe(0)
		expect(stdout).toContain('1. Fog on the river')
		expect(stdout).toContain('The odds are hidden')
		expect(stdout).toMatch(/Shots at the ford: from \d+\.\d % to \d+\.\d %/)
		expect(stdout).toContain('It lies face up')
		expect(stdout).toContain('Write lay and a number')
		expect(stdout).toMatch(/1\. The plan, \d plies \(you are here\)/)
		expect(stdout).toContain('Write review once more')
		expect(stdout).toContain('TURNING POINTS')
		expect(stdout).toContain('Note: Why not wait?')
		expect(stdout).toContain('Laid face up: Fog on the river')
		expect(play('', '--resume').status).toBe(0)
	})

	test('what if: by decision and move, told in words, dropped or kept', () => {
		const asked = 'whatif\n2\nwhatif\nwhatif 2\nwhatif 1\nwhatif 1 9\nwhatif 1 2\nwhatif 1 1\nbeside 2\nbeside 9\n'
		const { stdout } = play(`${asked}drop\nkeep\nwhatif 1 1\nkeep\nbranches\nquit\n`, SCENARIO, '--seed', 'ford')
		expect(
			stdout
				.replaceAll(/\n+/g, '\n')
				.split(/Number, or a word \(help\): /)
				.map((said) => said.trim().split('\n')[0]),
		).toEqual([
			expect.stringMatching(/^The border post/),
			'Nobody has decided anything yet: play a move first.',
			'What happened:',
			'Which decision? Write whatif and its number. Dice and policies keep their luck.',
			'There is no decision 2; there are 1 to 1.',
			'Round 1, Ardania. What instead? Write whatif 1 and a number:',
			'There is no move 9; there are 1 to 3.',
			'That is what was played.',
			expect.stringMatching(/^What if: round 1, Ardania: “Close the river to all boats” instead of “Ask to search/),
			expect.stringMatching(/^Round 1, Ardania: “Close the river to all boats” instead of “Ask to search/),
			'Write beside and a number from 1 to 2.',
			'The game goes on as played; branches still lists the what-if.',
			'There is no what-if: whatif asks one.',
			expect.stringMatching(/^What if: round 1/),
			'You go on with the what-if; branches leads back.',
			expect.stringMatching(/^Branches of this game/),
			'',
		])
		expect(stdout).toMatch(/Round 1, Ardania\. As played: Ask to search the other bank – .+; what if: Close the river/)
		expect(stdout).toMatch(/Different so far:\n(?: {2}.+: as played .+, what if .+\.\n)+keep goes on/)
		expect(stdout).toMatch(/2\. Round 1, Ardania: “Close the river[\s\S]*\(you are here\)/)
	})

	test('the ladder, what the words mean, and the chart, in words', () => {
		const { stdout } = play('ladder\nchart\nhelp\n', SCENARIO, '--seed', 'ford')
		expect(stdout).toMatch(
			/Alarm, from the top down\. How near the guns are\.\n {2}4 shots\n[\s\S]* {2}1 murmurs \(now\)/,
		)
		expect(stdout).toMatch(/What the words mean:\n {2}Anger at home: What the papers say\./)
		expect(stdout).toMatch(
			/The river: now Watched\.\n {2}Can come next: Closed or Bridge open\.\n {2}Its states: Watched; Closed;/,
		)
		expect(stdout).not.toMatch(/[●○→▸]/)
		for (const row of stdout.split('  look N')[1]!.split('\n')) expect(row.length).toBeLessThan(80)
	})

	test('several people share the keyboard', () => {
		const { stdout } = play('3\n', SCENARIO, '--as', 'ardania,belmark', '--seed', 'ford')
		expect(stdout).toContain("It is Ardania's turn.")
		expect(stdout).toContain("It is Belmark's turn.")
	})

	test('without a scenario it asks which', () => {
		const { stdout, status } = play('two\n1\n', '--plain')
		expect(status).toBe(0)
		expect(stdout).toMatch(/1\. Two blows/)
		expect(stdout).toMatch(/Write a number from 1 to \d/)
		expect(stdout).toContain('Your moves:')
	})

	test.each([
		[['--as', 'nobody'], 'there is no player "nobody"'],
		[['--as', 'ardania', '--policy', 'ardania=patient'], "ardania can't be played and follow the policy patient"],
		[['--set', 'fog=900'], 'fog takes 0 to 600'],
		[['--policy', 'belmark=patent'], 'patient'],
	])('%j is refused', (args, reason) => {
		const { stderr, status } = play('', SCENARIO, ...args)
		expect(status).toBe(2)
		expect(stderr).toContain(reason)
		expect(stderr).not.toMatch(/\n {4}at /)
	})

	test('the latest games are listed, the others counted', () => {
		play('2\nquit\n', SCENARIO)
		const [first] = games()
		for (let n = 0; n < 22; n++) copyFileSync(join(home, 'games', first!), join(home, 'games', `copy-${n}.jsonl`))
		const { stdout } = play('quit\n')
		expect(stdout.match(/Go on with/g)).toHaveLength(20)
		expect(stdout).toMatch(/And 3 older ones in .*games: detente play --resume NAME opens one\./)
		expect(play('', '--resume', 'copy-7').stdout).toContain('Round 2 of 4')
	})

	test('what is not there cannot be resumed', () => {
		expect(play('', '--resume')).toMatchObject({ status: 2, stderr: expect.stringContaining('no game waits') })
		expect(play('', '--resume', 'gone')).toMatchObject({
			status: 2,
			stderr: expect.stringContaining('there is no saved game "gone"'),
		})
	})

	test('a game with one character changed is refused at its line', () => {
		play('2\n', SCENARIO, '--seed', 'ford')
		const file = join(home, 'games', games()[0]!)
		const lines = readFileSync(file, 'utf8').split('\n')
		lines[3] = lines[3]!.replace(/"by":"\w/, (found) => found.slice(0, -1) + (found.endsWith('x') ? 'y' : 'x'))
		writeFileSync(file, lines.join('\n'))
		const { status, stderr } = play('', '--resume')
		expect(status).toBe(2)
		expect(stderr).toContain('.jsonl:4:')
	})

	test('a folder that cannot be written: the game goes on and says so', () => {
		writeFileSync(join(home, 'games'), '')
		const { stdout, stderr, status } = play('1\n', SCENARIO, '--seed', 'ford')
		expect(status).toBe(0)
		expect(stdout).toContain('The game goes on, but it is not saved')
		expect(stdout).toContain('Round 2')
		expect(stderr).toContain('The game is not saved')
	})
})
