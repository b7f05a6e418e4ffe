import { join } from 'node:path'
import { cacheFolder } from './cache-folder.js'

/** Where graphs are kept between commands. */
export const graphFile = (key: string): string => join(cacheFolder('graphs', process.env), `${key}.graph`)
