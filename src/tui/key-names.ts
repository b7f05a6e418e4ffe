/** What a terminal's key parser tells of a key; the names are Ink's. */
export interface PressedKey {
	readonly upArrow: boolean
	readonly downArrow: boolean
	readonly leftArrow: boolean
	readonly rightArrow: boolean
	readonly pageUp: boolean
	readonly pageDown: boolean
	readonly home: boolean
	readonly end: boolean
	readonly return: boolean
	readonly escape: boolean
	readonly tab: boolean
	readonly ctrl: boolean
	readonly backspace: boolean
	readonly delete: boolean
}

/** Names of the keys pressed, in order: `up`, `enter`, `ctrl+c`, `?`, `x`. Keys typed faster than they are read come in one piece. */
export function keyNames(input: string, key: PressedKey): readonly string[] {
	const special = specialName(key)
	if (special !== null) return [special]
	if (key.ctrl) return [`ctrl+${input}`]
	return Array.from(input, (character) => CHARACTER_NAMES[character] ?? character)
}

const CHARACTER_NAMES: Readonly<Record<string, string>> = {
	' ': 'space',
	'\r': 'enter',
	'\n': 'enter',
	'\u0003': 'ctrl+c',
	'\u0008': 'backspace',
	'\u007F': 'backspace',
}

function specialName(key: PressedKey): string | null {
	if (key.upArrow) return 'up'
	if (key.downArrow) return 'down'
	if (key.leftArrow) return 'left'
	if (key.rightArrow) return 'right'
	if (key.pageUp) return 'pageup'
	if (key.pageDown) return 'pagedown'
	if (key.home) return 'home'
	if (key.end) return 'end'
	if (key.return) return 'enter'
	if (key.tab) return 'tab'
	// What most terminals send for the backspace key is called delete.
	if (key.backspace || key.delete) return 'backspace'
	return key.escape ? 'escape' : null
}
