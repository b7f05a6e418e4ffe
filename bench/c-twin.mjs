import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * The sampler's program in C: the same functions word for word, where a word differs in its C form, compiled with
 * `gcc -O3 -march=native`. It plays the runs of a seed, times itself, and gives a digest over all results and all
 * final cells.
 *
 * @returns null where there is no gcc
 */
export function compileTwin(kernel, program) {
	const folder = mkdtempSync(join(tmpdir(), 'detente-bench-'))
	const source = join(folder, 'twin.c')
	const binary = join(folder, 'twin')
	writeFileSync(source, sourceOf(kernel, program))
	try {
		execFileSync('gcc', ['-O3', '-march=native', '-fwrapv', '-w', '-o', binary, source], {
			stdio: ['ignore', 'ignore', 'inherit'],
		})
	} catch (error) {
		if (error.code !== 'ENOENT') throw error
		rmSync(folder, { recursive: true })
		return null
	}
	return {
		/** Runs 1 to `runs`. */
		play(key, runs) {
			const output = execFileSync(binary, [...key.map(String), String(runs)], { encoding: 'utf8' })
			const [milliseconds, digest] = output.trim().split(' ')
			return { milliseconds: Number(milliseconds), digest: Number(digest) }
		},
		remove: () => rmSync(folder, { recursive: true }),
	}
}

/** The same digest here. */
export function digestOf(previous, result, cells) {
	let digest = Math.imul(previous ^ result, 16777619)
	for (let n = 0; n < cells.length; n++) digest = Math.imul(digest ^ cells[n], 16777619)
	return digest
}

function sourceOf(kernel, { functions, run, tables }) {
	const arrays = [...tables].map(([name, { owners, starts, masks }]) => {
		const type = owners instanceof Uint16Array ? 'uint16_t' : 'uint8_t'
		const of = owners ? `static const ${type} ${name}_t[]={${owners.join()}};` : ''
		const bits = masks.length > 0 ? `static const int32_t ${name}_m[]={${masks.join()}};` : ''
		return `${of}${bits}static const int32_t ${name}_b[]={${starts.join()}};static int32_t ${name}_e[${starts.length - 1}];`
	})
	const begin = run.indexOf('\n', run.indexOf('seed(key,run)'))
	const body = run.slice(begin, run.lastIndexOf('}'))
	return [
		PRELUDE,
		`static int32_t s[${kernel.cells.size}];`,
		...arrays,
		...functions.map(translated),
		`static int32_t play(const uint32_t*key,uint64_t run){int32_t a,b,cc,d,at=0;stream(key,run,&a,&b,&cc,&d);${translated(body)}}`,
		main(kernel.cells.size),
	].join('\n')
}

const TYPES = {
	'': 'void',
	x: 'uint32_t x',
	y: 'uint32_t y',
	round: 'int32_t round',
}

function translated(text) {
	return text
		.replaceAll(/function (\w+)\(([\w,]*)\)/g, (_, name, names) => {
			const kind = /^(play|land)/.test(name) ? 'void' : 'int32_t'
			return `static ${kind} ${name}(${names
				.split(',')
				.map((n) => TYPES[n])
				.join()})`
		})
		.replaceAll(/\b(?:const|let) /g, 'int32_t ')
		.replaceAll('===', '==')
		.replaceAll('!==', '!=')
		.replaceAll(/\b(\w+)>>>/g, '(uint32_t)$1>>')
		.replaceAll(/Math\.(imul|max|min|abs|clz32)\(/g, '$1_(')
		.replaceAll(/([^;{}])\}/g, '$1;}')
		.replaceAll(/fault\("[^"]*"\)/g, 'abort()')
}

const PRELUDE = `#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
static inline int32_t imul_(int32_t a,int32_t b){return (int32_t)((uint32_t)a*(uint32_t)b);}
static inline int32_t max_(int32_t a,int32_t b){return a>b?a:b;}
static inline int32_t min_(int32_t a,int32_t b){return a<b?a:b;}
static inline int32_t clz32_(uint32_t a){return a?__builtin_clz(a):32;}
static inline int32_t abs_(int32_t a){return a<0?-a:a;}
static inline int32_t place(uint32_t w,uint32_t size){return (int32_t)(((uint64_t)w*size)>>32);}
#define scaled place
static inline uint32_t fmix(uint32_t h){h^=h>>16;h*=0x85ebca6bu;h^=h>>13;h*=0xc2b2ae35u;return h^(h>>16);}
static int32_t owner(const int32_t*starts,int32_t n,int32_t q){int32_t low=0,high=n;while(high-low>1){int32_t m=(low+high)>>1;if(q<starts[m])high=m;else low=m;}return low;}
static int32_t only(const int32_t*starts,const int32_t*ends,int32_t n){int32_t one=-2;for(int32_t i=0;i<n;i++)if(ends[i]>starts[i]){if(one>=0)return -1;one=i;}return one;}
static int32_t longer(const int32_t*starts,const int32_t*ends,int32_t n,uint32_t z,int32_t tried){
for(int32_t k=tried+1;k<0x100000;k++){z+=0x9e3779b9u;int32_t q=place(fmix(z),starts[n]),i=owner(starts,n,q);if(q<ends[i])return i;}
int32_t total=0;for(int32_t i=0;i<n;i++)total+=ends[i]-starts[i];
z+=0x9e3779b9u;int32_t q=place(fmix(z),total);
for(int32_t i=0;i<n;i++){int32_t w=ends[i]-starts[i];if(q<w)return i;q-=w;}return n-1;}
static void stream(const uint32_t*key,uint64_t run,int32_t*pa,int32_t*pb,int32_t*pc,int32_t*pd){
uint32_t a=key[0]^(uint32_t)run,b=key[1]^(uint32_t)(run>>32),c=key[2],d=key[3];
for(uint32_t r=1;r<=3;r++){a=fmix(a+r*0x9e3779b9u+d);b=fmix(b+a);c=fmix(c+b);d=fmix(d+c);}
*pa=a;*pb=b;*pc=c;*pd=d;}`

const main = (size) => `int main(int n,char**argument){
uint32_t key[4];for(int i=0;i<4;i++)key[i]=strtoul(argument[i+1],0,10);
uint64_t runs=strtoull(argument[5],0,10);int32_t digest=0;
struct timespec from,to;clock_gettime(CLOCK_PROCESS_CPUTIME_ID,&from);
for(uint64_t run=1;run<=runs;run++){int32_t result=play(key,run);
digest=imul_(digest^result,16777619);for(int i=0;i<${size};i++)digest=imul_(digest^s[i],16777619);}
clock_gettime(CLOCK_PROCESS_CPUTIME_ID,&to);
printf("%.3f %d\\n",(to.tv_sec-from.tv_sec)*1e3+(to.tv_nsec-from.tv_nsec)/1e6,digest);}`
