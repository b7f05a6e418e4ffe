import type { Names } from '../expressions/scope.js'
import type { Findings } from '../findings.js'
import type { Draft } from '../reading/read-scenario.js'

/** Reports parameters and variables that nothing reads. Only of use once every expression could be read. */
export function checkUse(draft: Draft, names: Names, findings: Findings): void {
	for (const parameter of draft.parameters)
		if (!names.used.has(parameter.id))
			findings.warning(
				'unused-parameter',
				parameter.at,
				`No expression reads the parameter "${parameter.id}"; use it or remove it`,
			)
	for (const variable of draft.variables)
		if (!names.used.has(variable.id))
			findings.warning(
				'unused-variable',
				variable.at,
				`No expression reads the variable "${variable.id}", so it changes nothing; use it or remove it`,
			)
}
