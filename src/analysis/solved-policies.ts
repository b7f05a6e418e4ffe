/** The `policyModule` of a batch in which somebody plays `best` or `quantal:LAMBDA`. */
export const solvedPolicies: string = new URL('./batch-policies.js', import.meta.url).href
