import { formatMoney } from '../../platform/money/money.ts'
import type { Context } from '../../platform/operation/context.ts'
import { formatDay } from '../../platform/time/index.ts'
import { localeOf, paperOf } from '../documents/paper.ts'
import { documentWords } from '../documents/words.ts'
import type { Superbill, SuperbillLine } from './superbill.ts'

// The same sheet as an invoice: only what stands on it is another thing.
const TEMPLATE = 'src/billing/documents/invoice.typ'

const WORDS = {
  en: {
    superbill: 'Superbill',
    period: 'Services',
    born: 'Date of birth',
    provider: 'Provider',
    npi: 'NPI',
    taxId: 'Tax ID',
    diagnosis: (place: number) => `Diagnosis ${place}`,
    units: 'Units',
    charged: 'Fee',
    paid: 'Paid',
    place: (code: string) => `place ${code}`,
    points: (list: string) => `diagnosis ${list}`,
    totalCharged: 'Total fees',
    totalPaid: 'Paid by the client',
    notABill: 'This is a statement for your insurer, not a bill.',
  },
  de: {
    superbill: 'Superbill',
    period: 'Leistungen',
    born: 'Geburtsdatum',
    provider: 'Behandelnd',
    npi: 'NPI',
    taxId: 'Steuernummer',
    diagnosis: (place: number) => `Diagnose ${place}`,
    units: 'Einh.',
    charged: 'Gebühr',
    paid: 'Bezahlt',
    place: (code: string) => `Ort ${code}`,
    points: (list: string) => `Diagnose ${list}`,
    totalCharged: 'Gebühren',
    totalPaid: 'Bezahlt',
    notABill: 'Dies ist ein Nachweis für Ihre Versicherung, keine Rechnung.',
  },
} as const

/** The superbill as PDF, from what was frozen in it; `period` as a person reads it. */
export async function renderSuperbill(
  ctx: Context,
  superbill: Superbill,
): Promise<{ bytes: Uint8Array; name: string; period: string }> {
  const data = superbillData(superbill)
  const bytes = await ctx.services.pdf.render(TEMPLATE, data, { createdAt: superbill.created_at })
  return { bytes, name: `Superbill-${superbill.from_on}-${superbill.to_on}.pdf`, period: data.period }
}

/** What the template places; every text finished. */
export function superbillData({ content, ...superbill }: Superbill) {
  const { letterhead, client, providers, diagnoses } = content
  const [words, own] = [documentWords[superbill.locale], WORDS[superbill.locale]]
  const locale = localeOf(superbill.locale, letterhead.country)
  const money = (minor: number) => formatMoney(minor, superbill.currency, locale)
  const day = (text: string) => formatDay(text, locale, { day: 'numeric', month: 'long', year: 'numeric' })
  const period = `${day(superbill.from_on)} – ${day(superbill.to_on)}`
  return {
    title: own.superbill,
    period,
    lang: superbill.locale,
    paper: paperOf(letterhead.country),
    practice: { name: letterhead.name, lines: letterhead.lines, footer: letterhead.footer ?? [] },
    sender: [letterhead.name, ...(letterhead.footer ?? []).slice(1, 3)].join(' · '),
    recipient: [client.name, ...client.lines],
    facts: [
      [own.period, period],
      ...(client.bornOn ? [[own.born, day(client.bornOn)]] : []),
      ...providers.map((one) => [
        own.provider,
        one.number ? `${one.name}, ${own.npi} ${one.number}` : one.name,
      ]),
      ...(letterhead.taxNumber ? [[own.taxId, letterhead.taxNumber]] : []),
      ...diagnoses.map((one, index) => [
        own.diagnosis(index + 1),
        one.label ? `${one.code} ${one.label}` : one.code,
      ]),
    ],
    head: [words.date, words.description, own.units, own.charged, own.paid],
    lines: content.lines.map((line) => ({
      day: formatDay(line.servedOn, locale, { day: '2-digit', month: '2-digit', year: 'numeric' }),
      text: [codeOf(line), line.description].filter(Boolean).join(' · '),
      detail: [
        line.placeOfService && own.place(line.placeOfService),
        line.points.length > 0 && own.points(line.points.join(', ')),
        line.provider,
      ]
        .filter(Boolean)
        .join(' · '),
      quantity: String(line.units),
      price: money(line.chargedMinor),
      amount: money(line.paidMinor),
    })),
    totals: [
      { label: own.totalCharged, value: money(superbill.charged_minor), strong: true },
      { label: own.totalPaid, value: money(superbill.paid_minor), strong: true },
    ],
    status: own.notABill,
    note: '',
  }
}

/** The code with its modifiers, as payers read it: 97110-GP. */
function codeOf({ code, modifiers }: SuperbillLine): string {
  return code ? [code, ...modifiers].join('-') : ''
}
