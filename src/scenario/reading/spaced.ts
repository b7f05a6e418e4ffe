/** An id as a title: `terror-attack` is `Terror attack`. */
export const spaced = (id: string): string => {
	const text = id.replaceAll(/[-_]/g, ' ')
	return capital(text)
}

/** The same of a place, whose every word is a name: `san-cristobal` is `San Cristobal`. */
export const placeName = (id: string): string => id.split(/[-_]/).map(capital).join(' ')

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
