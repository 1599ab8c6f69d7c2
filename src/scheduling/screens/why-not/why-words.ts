import type { Returns } from '../../../ui/api/index.ts'
import { useFormat, useWords } from '../../../ui/kit/index.ts'
import { wallOf } from '../zone.ts'

export type WhyAnswer = Returns<'GET /availability/reasons'>
type Values = Record<string, unknown>

interface Span {
  from: string
  to: string
}

/** Who and what the codes of an answer mean to the person at the screen. */
export interface Names {
  practitioner: string
  room: (id: string) => string | undefined
}

/** The rules and changes of an answer as sentences. */
export function useWhyWords(zone: string, names: Names) {
  const { t } = useWords('scheduling')
  const format = useFormat()

  function span({ from, to }: Span): string {
    const [start, end] = [wallOf(from, zone), wallOf(to, zone)]
    if (start.slice(0, 10) === end.slice(0, 10)) return format.wallRange(start, end)
    return `${format.when(from, zone)} – ${format.when(to, zone)}`
  }
  const spans = (value: unknown) => (Array.isArray(value) ? (value as Span[]).map(span).join(', ') : '')
  const spanOf = ({ from, to }: Values) => (typeof from === 'string' && typeof to === 'string' ? span({ from, to }) : '') // prettier-ignore

  /** What a sentence says: every figure, and the times on the location's clock. */
  function said(values: Values): Record<string, string | number> {
    const plain = Object.entries(values).filter(([, value]) => typeof value === 'string' || typeof value === 'number') // prettier-ignore
    return {
      ...(Object.fromEntries(plain) as Record<string, string | number>),
      who: names.practitioner,
      span: spanOf(values),
      works: spans(values.works),
      open: spans(values.open),
      parts: spans(values.parts),
      place: (typeof values.roomId === 'string' && names.room(values.roomId)) || t('roomWord'),
      ...(typeof values.day === 'string' ? { day: format.day(values.day, 'weekday') } : {}),
    }
  }
  /** Some rules have two sentences: "works 9 to 12", or "does not work that day". */
  function variant(code: string, values: Values): string {
    if (code === 'outside_hours') return spans(values.works) ? '' : '_never'
    if (code === 'outside_opening_hours') return spans(values.open) ? '' : '_never'
    if (code === 'day_full' || code === 'week_full' || code === 'raise_limit')
      return values.of === 'minutes' ? '_minutes' : ''
    if (code === 'reserved')
      return typeof values.clients === 'string' ? `${values.name ? '_both' : ''}_${values.clients}` : ''
    if (code === 'time_off' || code === 'closed' || code === 'holiday') return values.name ? '' : '_unnamed'
    return ''
  }
  function reason({ code, values }: { code: string; values: Values }): string {
    const known = { ...said(values) }
    if (code === 'time_off' && typeof values.name === 'string') known.name = t(`off.${values.name}`, { defaultValue: values.name }) // prettier-ignore
    return t(`cal.why.rule.${code}${variant(code, values)}`, { defaultValue: t(`rule.${code}`), ...known })
  }
  function change({ code, values }: { code: string; values: Values }): string {
    return t(`cal.why.change.${code}${variant(code, values)}`, {
      defaultValue: code.replaceAll('_', ' '),
      ...said(values),
    })
  }
  return { reason, change, span }
}
