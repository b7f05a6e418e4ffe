import type { Location } from '../location.js'
import { type Entry, entryOf, type ScalarNode, type YamlNode } from '../source/yaml-node.js'

/**
 * Typed look at a node. A value of another kind than asked for reads as absent: that has been reported already,
 * and what else stands around it is worth looking at.
 */
export class Fields {
	readonly node: YamlNode | undefined
	readonly at: Location

	constructor(node: YamlNode | undefined, at: Location) {
		this.node = node
		this.at = at
	}

	has(key: string): boolean {
		return entryOf(this.node, key) !== undefined
	}

	child(key: string): YamlNode | undefined {
		return entryOf(this.node, key)?.value
	}

	/** Place of the key, or of the whole when it is absent. */
	keyAt(key: string): Location {
		return entryOf(this.node, key)?.keyAt ?? this.at
	}

	fields(key: string): Fields {
		return new Fields(this.child(key), this.keyAt(key))
	}

	scalar(key: string): ScalarNode | null {
		const node = this.child(key)
		return node?.kind === 'scalar' && node.value !== null ? node : null
	}

	text(key: string): string | null {
		return textOf(this.child(key))
	}

	integer(key: string): number | null {
		return integerOf(this.child(key))
	}

	flag(key: string): boolean {
		const node = this.child(key)
		return node?.kind === 'scalar' && node.value === true
	}

	entries(key: string): readonly Entry[] {
		return entriesOf(this.child(key))
	}

	items(key: string): readonly YamlNode[] {
		const node = this.child(key)
		return node?.kind === 'list' ? node.items : []
	}

	/** A list of texts, or one text alone. */
	texts(key: string): ScalarNode[] {
		const node = this.child(key)
		const items = node?.kind === 'list' ? node.items : node ? [node] : []
		return items.filter((item): item is ScalarNode => textOf(item) !== null)
	}
}

export function entriesOf(node: YamlNode | undefined): readonly Entry[] {
	return node?.kind === 'map' ? node.entries : []
}

export function textOf(node: YamlNode | undefined): string | null {
	return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : null
}

export function integerOf(node: YamlNode | undefined): number | null {
	return node?.kind === 'scalar' && Number.isInteger(node.value) && Math.abs(node.value as number) < 2 ** 31
		? (node.value as number)
		: null
}
