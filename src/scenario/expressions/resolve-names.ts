import type { ASTNode } from '@marcbachmann/cel-js'
import { closest } from '../closest.js'
import type { Owner, Tree } from '../expression.js'
import type { Findings } from '../findings.js'
import type { RuleId } from '../rules.js'
import { FUNCTIONS, type PlacedText, type Scope } from './scope.js'

/** What a part of an expression turned out to be; `null` when that has been reported, or cannot be known. */
export type Part =
	| { readonly type: 'integer' | 'boolean'; readonly tree: Tree }
	| { readonly type: 'region'; readonly id: string; readonly owner: Owner; readonly states: ReadonlySet<string> }
	| { readonly type: 'text'; readonly value: string }

/** Finds what the names in one expression mean, and reports those that mean nothing. */
export class NameResolver {
	readonly #source: PlacedText
	readonly #scope: Scope
	readonly #findings: Findings

	constructor(source: PlacedText, scope: Scope, findings: Findings) {
		this.#source = source
		this.#scope = scope
		this.#findings = findings
	}

	name(node: ASTNode, id: string): Part | null {
		const { names } = this.#scope
		const value = names.constants.get(id)
		if (value !== undefined) return { type: 'integer', tree: { op: 'integer', value, name: id } }
		if (id === 'round' && !names.unsure.has(id)) return { type: 'integer', tree: { op: 'round' } }
		if (names.unsure.has(id)) return this.#use(id)
		if (names.parameters.has(id)) {
			this.#use(id)
			return { type: 'integer', tree: { op: 'parameter', id } }
		}
		const declared = names.variables.get(id) ?? names.regions.get(id)
		if (declared?.perPlayer) {
			this.#use(id)
			return this.#error(
				'no-owner',
				node,
				`Each player has its own "${id}": write ${this.#owners()
					.map((o) => `${o}.${id}`)
					.join(' or ')}`,
			)
		}
		if (names.players.has(id) || id === 'self' || id === 'rival') {
			const own = [...names.variables, ...names.regions].filter(([, v]) => v.perPlayer).map(([key]) => key)
			return this.#error(
				'expression-type',
				node,
				`"${id}" is a player and has no value${own.length > 0 ? `; write what of it is meant, such as ${id}.${own[0]}` : ''}`,
			)
		}
		return declared ? this.#declared(id, null) : this.#unknown(node, id)
	}

	#unknown(node: ASTNode, id: string): null {
		const { names } = this.#scope
		if (this.#findings.isRefused(id)) return null
		const owner = [...names.regions].find(([, r]) => r.states.has(id))
		if (owner)
			return this.#error(
				'unknown-name',
				node,
				`"${id}" is a state of ${owner[0]}: put it in quotes, as in ${sample({ id: owner[0], owner: owner[1].perPlayer ? this.#owners()[0]! : null, states: new Set([id]) })}`,
			)
		if ((FUNCTIONS as readonly string[]).includes(id))
			return this.#error('expression-syntax', node, `${id} needs its values in brackets, as in "${id}(…)"`)
		if (/^(?:yes|no|on|off|true|false)$/i.test(id))
			return this.#error('unknown-name', node, `Write true or false instead of ${id}`)
		const known = [
			...names.constants.keys(),
			...names.parameters.keys(),
			...names.variables.keys(),
			...names.regions.keys(),
			'round',
		]
		return this.#error(
			'unknown-name',
			node,
			`Nothing here is called "${id}"${closest(id, known) || '. Names are those of parameters, variables, regions and named values'}`,
		)
	}

	member(node: ASTNode, of: ASTNode, id: string): Part | null {
		const { names, owners } = this.#scope
		if (of.op !== 'id')
			return this.#error(
				'expression-refused',
				node,
				'A dot stands only between a player and what is its own, as in iran.pressure',
			)
		const owner = of.args
		if (owner === 'self' || owner === 'rival') {
			if (!owners)
				return this.#error(
					'no-owner',
					of,
					`There is no "${owner}" here, since this belongs to no single player; name the player${names.players.size > 0 ? `, as in ${[...names.players.keys()][0]}.${id}` : ''}`,
				)
			const without = owners.find((player) => names.players.has(player) && names.players.get(player)!.rival === null)
			if (owner === 'rival' && without !== undefined && !names.unsure.has(without))
				return this.#error(
					'no-owner',
					of,
					`Player "${without}" has no rival, and ${this.#scope.thing ?? 'this'} is also for ${without}; give it a rival, or name the other player`,
				)
		} else if (names.unsure.has(owner)) return null
		else if (!names.players.has(owner)) {
			if (names.variables.has(owner) || names.regions.has(owner) || names.parameters.has(owner))
				return this.#error(
					'expression-refused',
					node,
					`"${owner}" has no parts; a dot stands only between a player and what is its own, as in iran.pressure`,
				)
			if (this.#findings.isRefused(owner)) return null
			return this.#error(
				'unknown-name',
				of,
				`There is no player "${owner}"${closest(owner, [...names.players.keys(), 'self', 'rival'])}`,
			)
		}
		if (names.unsure.has(id)) return this.#use(id)
		const declared = names.variables.get(id) ?? names.regions.get(id)
		if (declared && !declared.perPlayer)
			return this.#error('no-owner', node, `All players share "${id}": write ${id} alone, or give it "per: player"`)
		if (declared) return this.#declared(id, owner)
		if (this.#findings.isRefused(id)) return null
		const own = [...names.variables, ...names.regions].filter(([, v]) => v.perPlayer).map(([key]) => key)
		const place = this.#source.place(node.end - id.length, node.end)
		this.#findings.error(
			'unknown-name',
			place,
			`A player has no "${id}"${closest(id, own) || (own.length > 0 ? `; each has ${own.join(', ')}` : '; nothing in this scenario is "per: player"')}`,
		)
		return null
	}

	#declared(id: string, owner: Owner): Part {
		const region = this.#scope.names.regions.get(id)
		if (region) return { type: 'region', id, owner, states: region.states }
		this.#use(id)
		return { type: 'integer', tree: { op: 'variable', id, owner } }
	}

	#owners(): string[] {
		const players = [...this.#scope.names.players.keys()].slice(0, 2)
		return this.#scope.owners ? ['self', ...players.slice(0, 1)] : players.length > 0 ? players : ['self']
	}

	#use(id: string): null {
		this.#scope.names.used.add(id)
		return null
	}

	#error(rule: RuleId, node: ASTNode, message: string): null {
		this.#findings.error(rule, this.#source.place(node.start, node.end), message)
		return null
	}
}

/** How a region is compared, as an example. */
export function sample(region: {
	readonly id: string
	readonly owner: Owner
	readonly states: ReadonlySet<string>
}): string {
	const key = region.owner === null ? region.id : `${region.owner}.${region.id}`
	return `${key} == "${[...region.states][0] ?? 'state'}"`
}
