export const DESIGNS = ['grid', 'sobol', 'latin', 'saltelli'] as const
export type Design = (typeof DESIGNS)[number]
