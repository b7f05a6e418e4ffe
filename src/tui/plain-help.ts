/** The words of line-by-line play, and what they do. */
export const plainHelp: readonly string[] = [
	'A number plays that move. Words are commands:',
	'  look N     what move N says and can do, without playing it',
	'  moves      the moves that are open; closed: those that are not, and what they need',
	'  situation  where things stand',
	'  record     everything that happened so far',
	'  briefing   what happened before, and the rules',
	'  odds       the odds from here, once they are shown: odds on, odds off',
	'  note TEXT  a remark at this point, for the record and the review',
	'  cards      cards that an instructor can lay face up: card N looks at one, lay N lays it, lift N takes it up',
	'  branches   the branches of this game: go N goes to one, name N TEXT names it',
	'  review     the after-action review, of the game so far or to its end',
	'  back       takes your last decision back; the luck stays the same',
	'  save       saves and says where; the game is saved after every move anyway',
	'  quit       leaves; detente play --resume goes on. So does the end of input.',
]
