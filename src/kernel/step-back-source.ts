import { generated } from './generated.js'

/**
 * Values before a ply from the values after it, for nodes `begin` to below `met`. Rows of a node of the next ply are
 * in `after`; of a final state in `ended`, at its row or, with `endedRow`, at the row named there; of a node met
 * after the last round in `last` likewise. `last` is null at any other ply.
 */
type StepBack = (
	begin: number,
	met: number,
	first: Uint32Array,
	to: Int32Array,
	p: Float64Array,
	after: Float64Array | Float32Array,
	ended: Float64Array,
	endedRow: Uint8Array | null,
	last: Float64Array | null,
	lastRow: Uint8Array | null,
	before: Float64Array,
) => void

const made = new Map<number, StepBack>()

/** The loop with the columns written out, so that a node's sums stay in registers. */
export function stepBackOf(columns: number): StepBack {
	const known = made.get(columns)
	if (known) return known
	const each = (text: (c: number) => string): string => Array.from({ length: columns }, (_, c) => text(c)).join('')
	const step = generated<StepBack>(`return (begin,met,first,to,p,after,ended,endedRow,last,lastRow,before)=>{
for(let node=begin;node<met;node++){
${each((c) => `let b${c}=0;`)}
for(let e=first[node],end=first[node+1];e<end;e++){
const q=p[e];if(q===0)continue;
let r=to[e],of=after;
if(r<0){r=~r;of=ended;if(endedRow!==null)r=endedRow[r]}
else if(last!==null){of=last;if(lastRow!==null)r=lastRow[r]}
r=Math.imul(r,${columns});
${each((c) => `b${c}+=q*of[r+${c}];`)}
}
const at=node*${columns};
${each((c) => `before[at+${c}]=b${c};`)}
}}`)
	made.set(columns, step)
	return step
}
