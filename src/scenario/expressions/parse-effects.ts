import { closest } from '../closest.js'
import type { Assignment, Owner } from '../expression.js'
import type { Findings } from '../findings.js'
import { meantAssignment } from './meant-assignment.js'
import { parseExpression } from './parse-expression.js'
import type { PlacedText, Scope } from './scope.js'

const ASSIGNMENT = /^(\s*)([A-Za-z_][\w-]*(?:\s*\.\s*[A-Za-z_][\w-]*)*)(\s*)(\+=|-=|=)(?!=)(.*)$/
const MOST_LINES = 50

/**
 * Reads effects: one assignment a line, `#` begins a comment. Reports all it finds.
 * @returns the lines that can be read, in order, or `null` when any cannot
 */
export function parseEffects(source: PlacedText, scope: Scope, findings: Findings): Assignment[] | null {
	const assignments: Assignment[] = []
	let whole = true
	let offset = 0
	const lines = source.text.trimEnd().split('\n')
	if (lines.length > MOST_LINES) {
		const start = lines.slice(0, MOST_LINES).join('\n').length + 1
		findings.error(
			'too-big',
			source.place(start, start + lines[MOST_LINES]!.length),
			`${lines.length} lines of effects; at most ${MOST_LINES} are read`,
		)
		return null
	}
	for (const line of lines) {
		const text = withoutComment(line)
		if (text.trim() !== '') {
			const assignment = parseLine(text, offset, source, scope, findings)
			if (assignment) assignments.push(assignment)
			else whole = false
		}
		offset += line.length + 1
	}
	return reportTwice(assignments, scope, findings) && whole ? assignments : null
}

function withoutComment(line: string): string {
	const bare = line.replace(/"[^"]*"|'[^']*'/g, (quoted) => '_'.repeat(quoted.length))
	const hash = bare.indexOf('#')
	return hash < 0 ? line : line.slice(0, hash)
}

function parseLine(
	line: string,
	offset: number,
	source: PlacedText,
	scope: Scope,
	findings: Findings,
): Assignment | null {
	const start = offset + line.length - line.trimStart().length
	const end = offset + line.trimEnd().length
	const at = source.place(start, end)
	const match = ASSIGNMENT.exec(line)
	if (!match) {
		findings.error('effect-syntax', at, `This is no assignment: ${lineAdvice(line.trim())}`)
		return null
	}
	const [, indent, written, gap, operator, right] = match as unknown as [
		string,
		string,
		string,
		string,
		Assignment['operator'],
		string,
	]
	const nameStart = offset + indent.length
	const target = targetOf(
		written.replaceAll(/\s/g, ''),
		source.place(nameStart, nameStart + written.length),
		scope,
		findings,
	)
	// What is meant for a region is no number: one message about it is enough.
	if (!target && scope.names.regions.has(written.split('.').at(-1)!.trim())) return null
	const rightOffset = nameStart + written.length + gap.length + operator.length
	const second = /[;,]?\s*[A-Za-z_][\w.]*\s*(?:\+=|-=|(?<![=!<>])=(?!=))|;/.exec(
		right.replace(/"[^"]*"|'[^']*'/g, (q) => '_'.repeat(q.length)),
	)
	if (second) {
		findings.error(
			'effect-syntax',
			source.place(rightOffset + second.index, rightOffset + second.index + second[0].length),
			'A second assignment begins here. Write "effects: |", and below it each assignment on a line of its own',
		)
		return null
	}
	const signed = /^(\s*\+|-|\s*-(?!\s*[\w(.]))\s*(.*)$/.exec(right)
	if (signed) {
		const sign = signed[1]!.trim()
		const rest = signed[2]!.trim() || '…'
		const [verb, set] =
			sign === '+'
				? ['add', `${written} = ${rest}`]
				: ['subtract', `${written} = -${rest}, with a space before the sign`]
		findings.error(
			'effect-syntax',
			source.place(rightOffset - operator.length, rightOffset + signed[1]!.length),
			`To ${verb}, write ${written} ${sign}= ${rest}${operator === '=' ? `; to set, ${set}` : ''}`,
		)
		return null
	}
	const part: PlacedText = {
		text: right.trim(),
		at,
		place: (from, to) =>
			source.place(
				rightOffset + right.length - right.trimStart().length + from,
				rightOffset + right.length - right.trimStart().length + to,
			),
	}
	if (part.text === '') {
		findings.error('effect-syntax', at, `Behind ${operator} a number or an expression is missing`)
		return null
	}
	const value = parseExpression(part, 'integer', scope, findings)
	return target && value && { ...target, operator, value, at }
}

function lineAdvice(line: string): string {
	const dashed = /^-\s+(\S.*)$/.exec(line)
	if (dashed) return `leave out the dash: write ${dashed[1]}`
	const colon = /^([\w.-]+)\s*:\s*(\S.*)$/.exec(line)
	if (colon) return `write ${meantAssignment(colon[1]!, colon[2]!)}`
	const step = /^([\w.-]+)\s*(?:\+\+|--)/.exec(line)
	if (step) return `write ${step[1]} += 1 or ${step[1]} -= 1`
	const other = /^([\w.-]+)\s*([*/%])=\s*(.*)$/.exec(line)
	if (other) return `there are =, += and -= only; write ${other[1]} = ${other[1]} ${other[2]} ${other[3]}`
	if (/^[\w.-]+\s*==/.test(line)) return 'one "=" sets a value, two compare'
	return 'write "name = value", "name += value" or "name -= value", one on each line'
}

function targetOf(
	written: string,
	at: Assignment['at'],
	scope: Scope,
	findings: Findings,
): { variable: string; owner: Owner } | null {
	const { names, owners } = scope
	const parts = written.split('.')
	const id = parts.at(-1)!
	const owner = parts.length > 1 ? parts[0]! : null
	const report = (rule: 'effect-target' | 'no-owner' | 'unknown-name', message: string): null => {
		findings.error(rule, at, message)
		return null
	}
	if (names.unsure.has(id) || (owner !== null && names.unsure.has(owner))) return null
	if (parts.length > 2)
		return report('effect-target', `"${written}" has too many parts; a variable is rung or iran.pressure`)
	if (names.regions.has(id))
		return report(
			'effect-target',
			`"${id}" is a region of the chart: effects set variables only. A region moves by its own "on" or "always"`,
		)
	if (names.parameters.has(id))
		return report('effect-target', `"${id}" is a parameter, which stays the same all game; effects set variables only`)
	if (names.constants.has(id))
		return report('effect-target', `"${id}" is the name of a value, which cannot be set; effects set variables`)
	if (id === 'round') return report('effect-target', 'The round goes on by itself; effects set variables only')
	const variable = names.variables.get(id)
	if (!variable && findings.isRefused(id)) return null
	if (!variable)
		return report(
			'unknown-name',
			`There is no variable "${id}"${closest(id, [...names.variables.keys()]) || `; there are ${[...names.variables.keys()].join(', ') || 'none'}`}`,
		)
	const [first] = names.players.keys()
	if (variable.perPlayer && owner === null)
		return report('no-owner', `Each player has its own "${id}": write ${owners ? 'self' : first}.${id}`)
	if (!variable.perPlayer && owner !== null)
		return report('no-owner', `All players share "${id}": write ${id} alone, or give it "per: player"`)
	if (owner === 'self' || owner === 'rival') {
		if (!owners)
			return report(
				'no-owner',
				`There is no "${owner}" here, since this belongs to no single player; write ${first}.${id}`,
			)
		const without =
			owner === 'rival' ? owners.find((p) => names.players.has(p) && names.players.get(p)!.rival === null) : undefined
		if (without !== undefined)
			return report(
				'no-owner',
				`Player "${without}" has no rival, and ${scope.thing ?? 'this'} is also for ${without}; give it a rival, or name the other player`,
			)
	} else if (owner !== null && !names.players.has(owner))
		if (findings.isRefused(owner)) return null
		else
			return report(
				'unknown-name',
				`There is no player "${owner}"${closest(owner, [...names.players.keys(), ...(owners ? ['self', 'rival'] : [])])}`,
			)
	return { variable: id, owner }
}

/** Two lines for one variable, once it is known who `self` and `rival` are. */
function reportTwice(assignments: readonly Assignment[], scope: Scope, findings: Findings): boolean {
	let good = true
	for (const player of scope.owners?.length ? scope.owners : [null]) {
		const seen = new Map<string, Assignment>()
		for (const assignment of assignments) {
			const { owner } = assignment
			const rival = player === null ? null : (scope.names.players.get(player)?.rival ?? null)
			const settled = owner === 'self' ? player : owner === 'rival' ? rival : owner
			const key = settled === null ? assignment.variable : `${settled}.${assignment.variable}`
			const first = seen.get(key)
			if (first && first !== assignment) {
				good = false
				findings.error(
					'effect-twice',
					assignment.at,
					`${key} is set twice here; line ${first.at.line} sets it too. All lines read the state before the move, so write one line that does both`,
				)
			} else seen.set(key, assignment)
		}
	}
	return good
}
