import { Command, Option } from '@commander-js/extra-typings'
import { collect, collectPair, countOf, type Pair } from './arguments.js'
import { policyOption, setOption, withoutOption } from './options.js'

const NO_NAMES: readonly string[] = []
const NO_PAIRS: readonly Pair[] = []

export const playCommand = () =>
	new Command('play')
		.description('play a scenario in the terminal')
		.argument('[scenario]', 'id or path; by default a list to choose from')
		.addOption(
			new Option('--as <player>', 'whom you play; several, repeated or with commas, share the keyboard')
				.argParser(collect)
				.default(NO_NAMES, 'asked, or the first player with --plain'),
		)
		.addOption(policyOption())
		.addOption(setOption())
		.addOption(withoutOption())
		.option('--seed <text>', 'any text: what luck grows from (default: made up, and shown)')
		.addOption(new Option('--run <number>', 'the run of that seed').argParser(countOf).default(1))
		.option('--from <place>', 'take the run over from there, such as 3.iran: until then policies decide for you too')
		.addOption(
			new Option('--lay <place=card>', "a deck's card that falls on the way there, such as 2.incidents=terror-attack")
				.argParser(collectPair)
				.default(NO_PAIRS, 'none'),
		)
		.option('--plain', 'line by line: for screen readers, pipes, and terminals that can do no more', false)
		.option('--resume [game]', 'go on with a saved game, by default the latest that has not ended')
		.option('--odds', 'show how likely outcomes and endings are, while playing', false)
		.option('--class', 'class mode: ask for the reasons of every decision, and keep them with the game', false)
		.addHelpText(
			'after',
			`
Every game is saved after every move, in $DETENTE_HOME/games, $XDG_DATA_HOME/detente/games or
~/.local/share/detente/games.

Examples:
  $ detente play
  $ detente play two-blows --as iran --policy pakistan=hawk
  $ detente play two-blows --as iran,pakistan        two people, one keyboard
  $ detente play two-blows --seed detente --run 7    run 7 of that batch, with you in it
  $ detente play two-blows --seed 7 --run 731204 --policy iran=hawk --from 3.iran
  $ detente play two-blows --as iran,pakistan --class
  $ detente play --resume
  $ printf '1\\n1\\n' | detente play two-blows --plain --seed 7f3a`,
		)
		.action(async (scenario, options) => {
			const { play } = await import('./play-session.js')
			await play(scenario, options)
		})
