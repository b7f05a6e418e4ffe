import { escapedHtml } from '../escaped-html.js'
import type { PageGroup, PagePart, PageSection } from './page-part.js'
import { PAGE_STYLE } from './page-style.js'

/** Nothing is fetched and nothing runs, whatever stands in the page. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

/**
 * One page that needs nothing beside it: no network, no script. The same groups give the same text.
 *
 * @param version of the program, told in the foot
 */
export function reportPage(title: string, groups: readonly PageGroup[], version: string): string {
	const placed = groups.map((group, g) => ({
		...group,
		sections: group.sections.map((section, s) => ({ section, id: `part-${g + 1}-${s + 1}` })),
	}))
	const several = groups.length > 1 || groups.some((g) => g.sections.length > 1)
	const contents = placed.map(
		(g) =>
			`<li>${escapedHtml(g.title)}\n<ul>\n${g.sections
				.map(({ section, id }) => `<li><a href="#${id}">${escapedHtml(section.title)}</a></li>`)
				.join('\n')}\n</ul></li>`,
	)
	return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Detente ${escapedHtml(version)}">
<title>${escapedHtml(title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<header>
<h1>${escapedHtml(title)}</h1>
<p>Scenarios are teaching models, not forecasts. Every number here is one of a scenario file (its hash stands beside it) under the policies named with it.</p>
${several ? `<nav aria-label="Contents">\n<ul>\n${contents.join('\n')}\n</ul>\n</nav>\n` : ''}</header>
<main>
${placed
	.map(
		(g) => `<section>
<h2>${escapedHtml(g.title)}</h2>
${g.remark === '' ? '' : `<p>${escapedHtml(g.remark)}</p>\n`}${g.sections.map(({ section, id }) => sectionHtml(section, id)).join('\n')}
</section>`,
	)
	.join('\n')}
</main>
<footer>
<p>Made by detente report ${escapedHtml(version)}.</p>
</footer>
</body>
</html>
`
}

function sectionHtml({ title, origin, command, parts }: PageSection, id: string): string {
	const facts = origin.map(([term, text]) => `<dt>${escapedHtml(term)}</dt><dd>${escapedHtml(text)}</dd>`)
	return `<section id="${id}" aria-labelledby="${id}-title">
<h3 id="${id}-title">${escapedHtml(title)}</h3>
<dl class="origin">
${[...facts, `<dt>Command</dt><dd><code>${escapedHtml(command)}</code></dd>`].join('\n')}
</dl>
${parts.map(partHtml).join('\n')}
</section>`
}

function partHtml(part: PagePart): string {
	switch (part.kind) {
		case 'heading':
			return `<h4>${escapedHtml(part.text)}</h4>`
		case 'text':
			return `<p>${escapedHtml(part.text)}</p>`
		case 'command':
			return `<pre><code>${escapedHtml(part.text)}</code></pre>`
		case 'list':
			return `<ul>\n${part.items.map((item) => `<li>${escapedHtml(item)}</li>`).join('\n')}\n</ul>`
		case 'figure':
			return `<figure>\n<div class="wide">${part.chart}</div>\n<figcaption>${escapedHtml(part.caption)}</figcaption>\n</figure>`
		case 'table':
			return tableHtml(part)
	}
}

function tableHtml({ caption, head, rows, numbers }: PagePart & { kind: 'table' }): string {
	const kind = (n: number): string => (numbers.includes(n) ? ' class="number"' : '')
	const first = head.map((cell, n) => `<th scope="col"${kind(n)}>${escapedHtml(cell)}</th>`)
	const others = rows.map((row) =>
		row.map((cell, n) =>
			n === 0 ? `<th scope="row"${kind(n)}>${escapedHtml(cell)}</th>` : `<td${kind(n)}>${escapedHtml(cell)}</td>`,
		),
	)
	return `<div class="wide"><table>
<caption>${escapedHtml(caption)}</caption>
<thead><tr>${first.join('')}</tr></thead>
<tbody>
${others.map((row) => `<tr>${row.join('')}</tr>`).join('\n')}
</tbody>
</table></div>`
}
