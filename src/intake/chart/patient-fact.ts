import type { ChartField } from './fields.ts'

const FACTS: [RegExp, ChartField][] = [
  [/^%patient\.name(\.first\(\)|\[0\])?\.given(\.first\(\)|\[0\])?$/, 'name.given'],
  [/^%patient\.name(\.first\(\)|\[0\])?\.family$/, 'name.family'],
  [/^%patient\.birthDate$/, 'birthDate'],
  [/^%patient\.gender$/, 'gender'],
  [/^%patient\.address(\.first\(\)|\[0\])?(\.text)?$/, 'address'],
  [
    /^%patient\.telecom\.where\(system ?= ?'phone'\)(\.first\(\)|\[0\])?\.value(\.first\(\))?$/,
    'telecom:phone',
  ],
  [
    /^%patient\.telecom\.where\(system ?= ?'email'\)(\.first\(\)|\[0\])?\.value(\.first\(\))?$/,
    'telecom:email',
  ],
]

/** The chart field that an SDC initialExpression about %patient means, where it is one of the usual ones. */
export function patientFact(expression: string | null): ChartField | undefined {
  return FACTS.find(([pattern]) => pattern.test(expression?.trim() ?? ''))?.[1]
}
