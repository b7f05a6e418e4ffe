import type { Location } from '../location.js'

/** A file's content with its places: YAML without its styles, anchors and tags. */
export type YamlNode = MapNode | ListNode | ScalarNode | BrokenNode

export interface MapNode {
	readonly kind: 'map'
	/** In file order, no two with the same key. */
	readonly entries: readonly Entry[]
	/** Whether there was a key that cannot be read: then what is missing may be what it was meant for. */
	readonly spoilt: boolean
	readonly at: Location
}

export interface Entry {
	readonly key: string
	readonly keyAt: Location
	readonly value: YamlNode
}

export interface ListNode {
	readonly kind: 'list'
	readonly items: readonly YamlNode[]
	readonly at: Location
}

export interface ScalarNode {
	readonly kind: 'scalar'
	readonly value: string | number | boolean | null
	/** The value as text: for numbers and booleans as they stand in the file. */
	readonly text: string
	readonly at: Location
	/** Place in the file of a part of `text`, whatever the scalar's style. */
	place(start: number, end: number): Location
}

/** Something that has been reported already: nothing more is to be said of it. */
export interface BrokenNode {
	readonly kind: 'broken'
	readonly at: Location
}

export function entryOf(node: YamlNode | undefined, key: string): Entry | undefined {
	return node?.kind === 'map' ? node.entries.find((e) => e.key === key) : undefined
}

export function childOf(node: YamlNode | undefined, key: string): YamlNode | undefined {
	return entryOf(node, key)?.value
}
