import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename } from 'node:path'

const require = createRequire(import.meta.url)

/** The text with what was found in it replaced; it has to be there. */
function replaced(text, found, by) {
	const out = text.replace(found, by)
	if (out === text) throw new Error(`there is no ${found} any more`)
	return out
}

/** Modules that are named by their address stand, once bundled, beside the one that names them. */
export const addresses = (entries) => ({
	name: 'addresses',
	transform: {
		filter: { id: /\.tsx?$/, code: /import\.meta\.url/ },
		handler: (code) =>
			code.replaceAll(/new URL\('([^']+)\.js', import\.meta\.url\)/g, (_, path) => {
				if (!entries.includes(basename(path))) throw new Error(`${path} is no entry`)
				return `new URL('./${basename(path)}.js', import.meta.url)`
			}),
	},
})

const yoga = createRequire(require.resolve('ink')).resolve('yoga-layout')
const yogaCode = yoga.replace(/src[\\/]index\.js$/, 'binaries/yoga-wasm-base64-esm.js')
const [, yogaWasm] = /="data:application\/octet-stream;base64,([^"]+)"/.exec(readFileSync(yogaCode, 'utf8'))

/**
 * Two packages wait for their WebAssembly at the top of their modules, which a chunk can't. Yoga hands its bytes to
 * `fetch` besides, for whose sake Node loads its whole HTTP client: here it compiles them as they are.
 */
export const unwaiting = {
	name: 'unwaiting',
	resolveId: {
		filter: { id: /^(cephes|yoga-layout)$/ },
		handler: (id) => (id === 'cephes' ? require.resolve('cephes') : '\0yoga'),
	},
	load: {
		filter: { id: /^\0yoga$/ },
		handler: () => `
			import load from ${JSON.stringify(yogaCode)}
			import wrap from ${JSON.stringify(yoga.replace(/index\.js$/, 'wrapAssembly.js'))}
			const made = {
				instantiateWasm(imports, receive) {
					const program = new WebAssembly.Module(Buffer.from('${yogaWasm}', 'base64'))
					const instance = new WebAssembly.Instance(program, imports)
					receive(instance)
					return instance.exports
				},
			}
			load(made)
			export default wrap(made)
			export * from ${JSON.stringify(yoga.replace(/index\.js$/, 'generated/YGEnums.js'))}`,
	},
	transform: {
		filter: { id: /yoga-wasm-base64-esm\.js$|[\\/]src[\\/]statistics[\\/]|ink[\\/]build[\\/]reconciler\.js$/ },
		handler(code, id) {
			if (id.endsWith('reconciler.js')) return withoutDevtools(code)
			if (id.endsWith('.js')) return replaced(code, yogaWasm, '')
			return code.replace(/^await compiled$/m, '')
		},
	},
}

/** Ink's tools for its own development are not part of the program. */
function withoutDevtools(code) {
	const quiet = replaced(code, /^if \(isDev\(\)\) \{[\s\S]*?^\}$/m, '')
	return replaced(quiet, /isDev\(\)\s*\? await loadPackageJson\(\)\s*: /, '')
}

/** Letters and signs that take one column each in every terminal, and that most texts are made of. */
export const SINGLE = '\\u0020-\\u007E\\u00A0-\\u00AC\\u00AE-\\u02FF–—‘’“”•…─-╿▀-▟▰▱▲▼◀◁▸◂◆○●✓✗←↑→↓⏎×⚑\\u2800-\\u28FF'

/**
 * Widths of texts without ICU's tables where they can be had so: to open those, and to compile the pattern of all
 * emoji, takes longer than to draw a screen.
 */
export const measuring = {
	name: 'measuring',
	transform: {
		filter: { code: /new Intl\.Segmenter\(/ },
		handler(code, id) {
			const later = replaced(
				code,
				/^const (\w+) = new Intl\.Segmenter\((.*)\);?$/m,
				'let made$1\nconst $1 = { segment: (text) => (made$1 ??= new Intl.Segmenter($2)).segment(text) }',
			)
			if (!/[\\/]string-width[\\/]index\.js$/.test(id)) return later
			// Version 7 is Ink's wrapping alone, which meets no text that fits.
			return patternsLater(later).replace('/^[\\u0020-\\u007E]*$/', `/^[${SINGLE}]*$/`)
		},
	},
}

/** Patterns of Unicode's properties at the top of a module, made when they are asked for. */
function patternsLater(code) {
	const names = []
	const declared = code.replaceAll(/^const (\w+) = (\/.*\\p\{.*\/\w*);$/gm, (_, name, pattern) => {
		names.push(name)
		return `let made_${name}\nconst pattern_${name} = () => (made_${name} ??= ${pattern})`
	})
	return names.reduce((text, name) => text.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), `pattern_${name}()`), declared)
}
