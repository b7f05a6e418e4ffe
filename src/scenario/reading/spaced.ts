/** An id as a title: `terror-attack` is `Terror attack`. */
export const spaced = (id: string): string => {
	const text = id.replaceAll(/[-_]/g, ' ')
	return text.charAt(0).toUpperCase() + text.slice(1)
}
