/** All that decides what a checked scenario is: the build takes its hash. */
export { checkedName, writeChecked } from './checked-file.js'
export { parseScenario } from './parse-scenario.js'
