/** The line of effects that `name: value` was probably meant for: a sign before the value adds or subtracts. */
export function meantAssignment(name: string, value: string): string {
	const signed = /^([+-])\s*(\S.*)$/s.exec(value.trim())
	return signed ? `${name} ${signed[1]}= ${signed[2]}` : `${name} = ${value.trim()}`
}
