import type { Returns } from '../../../ui/api/index.ts'
import type { Tone } from '../../../ui/kit/index.ts'

export type Policy = Returns<'GET /clients/{clientId}/policies'>['items'][number]
export type Cover = NonNullable<Policy['cover']>
export type Statement = NonNullable<Returns<'GET /cover-checks/{id}'>['statement']>
export type Line = Statement['lines'][number]
export type Check = Returns<'GET /clients/{clientId}/cover-checks'>['items'][number]

type Say = (key: string, values?: Record<string, unknown>) => string

/** Where a check stands, in one or two words. */
export function coverWord(
  { state, verdict, trouble }: Pick<Cover, 'state' | 'verdict' | 'trouble'>,
  t: Say,
): string {
  if (state === 'answered' && verdict) return t(`insurance.verdict.${verdict}`)
  if (state === 'failed') return t(`insurance.trouble.${trouble ?? 'no_answer'}`)
  return trouble ? t(`insurance.trouble.${trouble}`) : t(`insurance.asking.${state}`)
}

/** Its colour; the word beside it says the same. */
export function coverTone({ state, verdict }: Pick<Cover, 'state' | 'verdict'>): Tone {
  if (state === 'failed') return 'bad'
  if (state !== 'answered') return 'info'
  if (verdict === 'active') return 'good'
  return verdict === 'unclear' ? 'warn' : 'bad'
}

/** Our own words for a code we act on; the code itself for others. */
export function codeWord(kind: 'service' | 'rejection' | 'period' | 'unit', code: string, t: Say): string {
  return t(`insurance.${kind}.${code}`, { defaultValue: t('insurance.code', { code }) })
}

export function serviceWords(codes: readonly string[], t: Say): string {
  return codes.map((code) => codeWord('service', code, t)).join(', ')
}
