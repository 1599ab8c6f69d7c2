import { element } from '../../../platform/x12/x12.ts'
import type { Segment } from '../../../platform/x12/x12.ts'

/** A date or range with what it is about (DTP01, such as 346 plan begins, 291 plan). */
export interface DatedFact {
  qualifier: string
  from: string | null
  to: string | null
}

/** One EB segment with what hangs on it. Codes stay as they are; `statement.ts` says what they mean to us. */
export interface Benefit {
  /** EB01. */
  info: string
  /** EB02: IND, FAM, … */
  level: string
  /** EB03. */
  serviceTypes: string[]
  /** EB04. */
  insuranceType: string
  /** EB05. */
  plan: string
  /** EB06. */
  period: string
  /** EB07 in cents. */
  amountMinor: number | null
  /** EB08 in percent: 0.2 is 20. */
  percent: number | null
  /** EB09 and EB10. */
  quantity: { unit: string; value: string } | null
  /** EB11 and EB12: Y, N, U (unknown), W (not applicable), ''. */
  needsAuthorisation: string
  inNetwork: string
  /** EB13-2. */
  procedure: string
  dates: DatedFact[]
  messages: string[]
  deliveries: { unit: string; quantity: string }[]
  references: { qualifier: string; value: string; text: string }[]
  related: { role: string; name: string; givenName: string; id: string; idQualifier: string }[]
  segment: number
}

export function readBenefit(segment: Segment, serviceTypes: string[], procedure: string[]): Benefit {
  const at = (index: number) => element(segment, index)
  const code = (index: number) => codeOf(segment, index)
  return {
    info: code(1),
    level: code(2),
    serviceTypes,
    insuranceType: code(4),
    plan: at(5),
    period: code(6),
    amountMinor: minorOf(at(7)),
    percent: percentOf(at(8)),
    quantity: at(10) ? { unit: code(9), value: decimalText(at(10)) } : null,
    needsAuthorisation: code(11),
    inNetwork: code(12),
    procedure: procedure[1] ?? '',
    dates: [],
    messages: [],
    deliveries: [],
    references: [],
    related: [],
    segment: segment.number,
  }
}

/** A DTP segment: D8 is a day, RD8 a range. */
export function readDates(segment: Segment): DatedFact[] {
  const [first, second] = element(segment, 3).split('-')
  const from = dayOf(first ?? '')
  if (!from) return []
  return [
    { qualifier: codeOf(segment, 1), from, to: codeOf(segment, 2) === 'RD8' ? dayOf(second ?? '') : null },
  ]
}

/** A code of a list; some programs write them in small letters. */
export function codeOf(segment: Segment, index: number): string {
  return element(segment, index).toUpperCase()
}

/** CCYYMMDD as a day of the calendar; null when there is no such day. */
export function dayOf(text: string): string | null {
  const found = /^(\d{4})(\d{2})(\d{2})$/.exec(text.trim())
  if (!found) return null
  const day = `${found[1]}-${found[2]}-${found[3]}`
  return Number.isNaN(Date.parse(day)) || !new Date(day).toISOString().startsWith(day) ? null : day
}

/** '30', '30.5', '-.50' in cents, by text: no binary fractions. Null when it is no amount. */
function minorOf(text: string): number | null {
  const found = /^(-?)(\d{0,10})(?:\.(\d*))?$/.exec(text)
  if (!found || text === '' || (!found[2] && !found[3])) return null
  const cents = Number(found[2] || '0') * 100 + Math.round(Number(`0.${found[3] || '0'}`) * 100)
  return found[1] && cents !== 0 ? -cents : cents
}

/** Payers write 20 percent as .2 (the guide) or as 20 (some): more than 1 is taken as said. */
function percentOf(text: string): number | null {
  if (!/^\d{0,6}\.?\d{1,12}$/.test(text)) return null
  const value = Number(text)
  return Math.round((value <= 1 ? value * 100 : value) * 100) / 100
}

/** A number without zeros that say nothing. */
export function decimalText(text: string): string {
  return /^\d+\.\d+$/.test(text) ? text.replace(/\.?0+$/, '') : text
}
