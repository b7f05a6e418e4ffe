import { graphsIn } from '../analysis/named-chain.js'
import { cacheFolder } from './cache-folder.js'

/** Where graphs are kept between commands. */
export const graphFolder = (): string => cacheFolder('graphs', process.env)

export const graphFile = (key: string): string => graphsIn(graphFolder())(key)
