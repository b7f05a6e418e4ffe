/** Players, parameters, variables and regions are identifiers; cards, states, endings and the like are names. */
export type NameForm = 'identifier' | 'name'

/** What a badly formed name was probably meant to be: `Appeal to both` → `appeal-to-both`. Nothing where too little is left of it. */
export function mendedName(written: string, form: NameForm): string | undefined {
	const plain = written.normalize('NFD').replaceAll(/\p{M}/gu, '')
	const [others, join] = form === 'name' ? [/[^a-z0-9]+/g, '-'] : [/[^A-Za-z0-9_]+/g, '_']
	const parts = (form === 'name' ? plain.toLowerCase() : plain).split(others).filter(Boolean)
	const mended = parts.join(join).replace(/^\d+[-_]*/, '')
	return mended === '' || mended.length > 60 ? undefined : mended
}
