import type { Benefit } from './read-benefit.ts'
import type { CoverAnswer, MemberAnswer, Rejection } from './read-271.ts'

export type Verdict = 'active' | 'inactive' | 'not_found' | 'refused' | 'unclear'
export type Network = 'in' | 'out' | 'both' | 'unknown'
export type LineKind =
  'copay' | 'coinsurance' | 'deductible' | 'out_of_pocket' | 'limit' | 'not_covered' | 'other'

/** One thing the client has to know of: an amount, a share, a number of visits. */
export interface CoverLine {
  kind: LineKind
  /** EB01 as it came, for what we have no word for. */
  code: string
  serviceTypes: string[]
  level: 'individual' | 'family' | 'unknown'
  network: Network
  /** EB06: visit, calendar_year, remaining …; the code itself when we have no word for it. */
  period: string
  amountMinor: number | null
  percent: number | null
  quantity: { unit: string; value: string } | null
  isRemaining: boolean
  needsAuthorisation: boolean
  messages: string[]
}

/** What a payer's answer says, without codes of the trade where we have words for them. */
export interface CoverStatement {
  verdict: Verdict
  plan: string | null
  insuranceType: string | null
  groupNumber: string | null
  coverFrom: string | null
  coverTo: string | null
  member: { name: string; id: string; bornOn: string | null } | null
  payerName: string | null
  /** Service types that are covered at all. */
  covered: string[]
  needsAuthorisation: boolean
  lines: CoverLine[]
  rejections: Rejection[]
  otherPayers: string[]
  messages: string[]
}

const ACTIVE = new Set(['1', '2', '3', '4', '5'])
const INACTIVE = new Set(['6', '7', '8'])
const NOT_FOUND = new Set(['58', '64', '65', '67', '71', '72', '73', '75', '77', '78'])

/** Turns an answer into a statement of cover about one person (the dependent, when the answer has one). */
export function statementOf(answer: CoverAnswer, about = personAsked(answer)): CoverStatement {
  const benefits = benefitsFor(answer, about)
  const cover =
    benefits.find((each) => ACTIVE.has(each.info)) ?? benefits.find((each) => INACTIVE.has(each.info))
  const span = coverSpan(answer, about, cover)
  return {
    verdict: verdictOf(answer, benefits),
    plan:
      first(benefits, (each) => (ACTIVE.has(each.info) ? each.plan : '')) ??
      first(benefits, (each) => each.plan),
    insuranceType: first(benefits, (each) => (each.info === 'R' ? '' : each.insuranceType)),
    groupNumber: groupOf(answer, about),
    ...span,
    member: about ? memberFacts(answer, about) : null,
    payerName: answer.payer?.name || null,
    covered: unique(benefits.filter((each) => ACTIVE.has(each.info)).flatMap((each) => each.serviceTypes)),
    needsAuthorisation: benefits.some((each) => each.needsAuthorisation === 'Y'),
    lines: benefits.filter(isLine).flatMap(linesOf),
    rejections: answer.rejections,
    otherPayers: unique(
      benefits
        .filter((each) => each.info === 'R')
        .flatMap((each) =>
          each.related.filter(({ role }) => role === 'PR' || role === 'PRP').map(({ name }) => name),
        ),
    ),
    messages: unique(benefits.filter((each) => !isLine(each)).flatMap((each) => each.messages)),
  }
}

function personAsked({ members }: CoverAnswer): MemberAnswer | null {
  return members.findLast(({ level }) => level === 'dependent') ?? members.at(-1) ?? null
}

// Some payers say what holds for everybody at the holder, and at the dependent only what differs.
function benefitsFor({ members }: CoverAnswer, about: MemberAnswer | null): Benefit[] {
  if (!about) return []
  if (about.level === 'subscriber' || about.benefits.length > 0) return about.benefits
  const holder = members.slice(0, members.indexOf(about)).findLast(({ level }) => level === 'subscriber')
  return holder?.benefits ?? []
}

function verdictOf({ rejections, members }: CoverAnswer, benefits: Benefit[]): Verdict {
  // EB*1 for one service beside EB*6 for the plan: the plan's word counts.
  const general = benefits.filter(
    (each) => each.serviceTypes.length === 0 || each.serviceTypes.includes('30'),
  )
  for (const list of [general, benefits]) {
    if (list.some((each) => ACTIVE.has(each.info))) return 'active'
    if (list.some((each) => INACTIVE.has(each.info))) return 'inactive'
  }
  const refusals = rejections.filter((each) => each.level !== 'benefit')
  if (refusals.some((each) => NOT_FOUND.has(each.code))) return 'not_found'
  if (refusals.length > 0) return 'refused'
  // Copays and deductibles without EB*1: the payer knows the person, but did not say that they are insured.
  return members.length > 0 ? 'unclear' : 'refused'
}

// DTP01: 346/347 plan begins/ends, 356/357 eligibility, 348/349 benefit, 291 plan, 307 eligibility (range or day).
function coverSpan(answer: CoverAnswer, about: MemberAnswer | null, cover: Benefit | undefined) {
  const holder = answer.members.find(({ level }) => level === 'subscriber')
  const dates = [...(cover?.dates ?? []), ...(about?.dates ?? []), ...(holder?.dates ?? [])]
  const find = (qualifiers: string[]) =>
    qualifiers.flatMap((wanted) => dates.filter(({ qualifier }) => qualifier === wanted))[0]
  const range = find(['291', '307', '292'])
  return {
    coverFrom: (find(['346', '356', '348']) ?? range)?.from ?? null,
    coverTo: find(['347', '357', '349'])?.from ?? range?.to ?? null,
  }
}

// REF01: 6P and 1L group number, 18 plan number.
function groupOf({ members }: CoverAnswer, about: MemberAnswer | null): string | null {
  const from = [about, ...members].flatMap((each) => each?.references ?? [])
  return from.find(({ qualifier }) => qualifier === '6P' || qualifier === '1L')?.value || null
}

function memberFacts({ members }: CoverAnswer, about: MemberAnswer) {
  const holder = members.find(({ level }) => level === 'subscriber')
  return {
    name: [about.givenName, about.name].filter(Boolean).join(' '),
    id: about.id || holder?.id || '',
    bornOn: about.bornOn,
  }
}

const kinds = new Map<string, LineKind>(
  Object.entries({
    A: 'coinsurance',
    B: 'copay',
    C: 'deductible',
    G: 'out_of_pocket',
    F: 'limit',
    E: 'not_covered',
    I: 'not_covered',
  }),
)

function isLine(benefit: Benefit): boolean {
  const hasFigure =
    benefit.amountMinor !== null ||
    benefit.percent !== null ||
    benefit.quantity !== null ||
    benefit.deliveries.length > 0
  return kinds.has(benefit.info)
    ? hasFigure || benefit.info === 'E' || benefit.info === 'I' || benefit.messages.length > 0
    : hasFigure && !ACTIVE.has(benefit.info)
}

const periods = new Map<string, string>(
  Object.entries({
    '7': 'day',
    '21': 'years',
    '22': 'service_year',
    '23': 'calendar_year',
    '24': 'year_to_date',
    '25': 'contract',
    '26': 'episode',
    '27': 'visit',
    '29': 'remaining',
    '32': 'lifetime',
    '33': 'lifetime_remaining',
    '34': 'month',
    '35': 'week',
    '36': 'admission',
  }),
)

function linesOf(benefit: Benefit): CoverLine[] {
  const line: CoverLine = {
    kind: kinds.get(benefit.info) ?? 'other',
    code: benefit.info,
    serviceTypes: benefit.serviceTypes,
    level: benefit.level === 'IND' ? 'individual' : benefit.level === 'FAM' ? 'family' : 'unknown',
    network: networkOf(benefit.inNetwork),
    period: periods.get(benefit.period) ?? benefit.period,
    amountMinor: benefit.amountMinor,
    percent: benefit.percent,
    quantity: benefit.quantity,
    isRemaining: benefit.period === '29' || benefit.period === '33',
    needsAuthorisation: benefit.needsAuthorisation === 'Y',
    messages: benefit.messages,
  }
  const [delivery] = benefit.deliveries
  if (line.quantity || !delivery) return [line]
  return [{ ...line, quantity: { unit: delivery.unit, value: delivery.quantity } }]
}

function networkOf(code: string): Network {
  return code === 'Y' ? 'in' : code === 'N' ? 'out' : code === 'W' ? 'both' : 'unknown'
}

function first<T>(items: T[], text: (item: T) => string): string | null {
  return items.map(text).find(Boolean) ?? null
}

function unique(items: string[]): string[] {
  return [...new Set(items.filter(Boolean))]
}
