import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decimalMarkOf, readAmount } from './amount.ts'
import { readLines } from './lines.ts'
import { namesIn } from './names.ts'
import { numbersIn, propose, type OpenInvoice, type World } from './propose.ts'
import { suggestMap } from './suggest.ts'
import { readTable } from './table.ts'

const latin = (text: string) => Buffer.from(text, 'latin1')
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')

async function readAll(content: string | Buffer, { monthFirst = false, currency = 'EUR' } = {}) {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  const table = await readTable(bytes)
  const { map, unsure } = suggestMap(table, { monthFirst, currency })
  if (!map) return { map, unsure, lines: [], refused: [] }
  // As it is read the next time: by the remembered columns.
  return { map, unsure, ...readLines(await readTable(bytes, map), { map, currency }) }
}
const brief = (read: Awaited<ReturnType<typeof readAll>>) =>
  read.lines.map(({ bookedOn, amountMinor, counterparty, purpose }) => [
    bookedOn,
    amountMinor,
    counterparty,
    purpose,
  ])

// The layouts are those of banks (columns, preambles, marks, encodings); the people are made up.
const FILES: [
  name: string,
  content: string | Buffer,
  options: { monthFirst?: boolean; currency?: string },
  expected: unknown[][],
][] = [
  [
    'a German savings bank: semicolons, Latin-1, decimal comma, short years',
    latin(`"Auftragskonto";"Buchungstag";"Valutadatum";"Buchungstext";"Verwendungszweck";"Glaeubiger ID";"Kundenreferenz (End-to-End)";"Beguenstigter/Zahlungspflichtiger";"Kontonummer/IBAN";"BIC (SWIFT-Code)";"Betrag";"Waehrung";"Info"
"DE02100500000024290661";"03.03.26";"03.03.26";"GUTSCHR. UEBERWEISUNG";"Rechnung 1042 Danke";"";"NOTPROVIDED";"M\xfcller, Jo\xebl";"DE89370400440532013000";"COBADEFFXXX";"80,00";"EUR";"Umsatz gebucht"
"DE02100500000024290661";"02.03.26";"02.03.26";"FOLGELASTSCHRIFT";"Miete M\xe4rz";"";"";"Hausverwaltung Nord";"DE12500105170648489890";"";"-1.250,00";"EUR";"Umsatz gebucht"
`),
    {},
    [
      ['2026-03-03', 8_000, 'Müller, Joël', 'Rechnung 1042 Danke · GUTSCHR. UEBERWEISUNG'],
      ['2026-03-02', -125_000, 'Hausverwaltung Nord', 'Miete März · FOLGELASTSCHRIFT'],
    ],
  ],
  [
    'a German direct bank: who and what above the head, a mark of order, amounts with a currency sign',
    `\ufeff"Girokonto";"DE02120300000000202051"\r\n"Zeitraum:";"01.03.2026 - 31.03.2026"\r\n"Kontostand vom 31.03.2026:";"4.321,09 €"\r\n""\r\n"Buchungsdatum";"Wertstellung";"Status";"Zahlungspflichtige*r";"Zahlungsempfänger*in";"Verwendungszweck";"Umsatztyp";"IBAN";"Betrag (€)";"Kundenreferenz"\r\n"04.03.26";"04.03.26";"Gebucht";"Anna Bauer";"Praxis Willow";"RE 77, 78";"Eingang";"DE1";"1.160,5";"abc"\r\n"05.03.26";"05.03.26";"Gebucht";"Praxis Willow";"Strom AG";"Abschlag";"Ausgang";"DE2";"-89,9";""\r\n`,
    {},
    [
      ['2026-03-04', 116_050, 'Anna Bauer', 'RE 77, 78'],
      ['2026-03-05', -8_990, 'Praxis Willow', 'Abschlag'],
    ],
  ],
  [
    'an American bank: month first, quoted text with commas, its own numbers of cheques',
    `Details,Posting Date,Description,Amount,Type,Balance,Check or Slip #\nCREDIT,03/04/2026,"ZELLE PAYMENT FROM MIA ROSSI, INV 12",80.00,QUICKPAY_CREDIT,4120.55,\nDEBIT,03/13/2026,"OFFICE DEPOT, INC",-1234.5,DEBIT_CARD,4040.55,\n`,
    { monthFirst: true, currency: 'USD' },
    [
      ['2026-03-04', 8_000, null, 'ZELLE PAYMENT FROM MIA ROSSI, INV 12'],
      ['2026-03-13', -123_450, null, 'OFFICE DEPOT, INC'],
    ],
  ],
  [
    'another one: a summary above the table, grouped amounts',
    `Description,,Summary Amt.\nBeginning balance as of 03/01/2026,,"1,000.00"\nTotal credits,,"2,160.00"\n\nDate,Description,Amount,Running Bal.\n03/02/2026,"DEPOSIT","2,160.00","3,160.00"\n03/20/2026,"STRIPE TRANSFER","-5.25","3,154.75"\n`,
    { monthFirst: true, currency: 'USD' },
    [
      ['2026-03-02', 216_000, null, 'DEPOSIT'],
      ['2026-03-20', -525, null, 'STRIPE TRANSFER'],
    ],
  ],
  [
    'no head at all, stars in unused columns',
    `"03/13/2026","80.00","*","","ONLINE TRANSFER FROM ROSSI M REF #IB0 INVOICE 12"\n"03/14/2026","-45.10","*","","PURCHASE AUTHORIZED ON 03/13 COFFEE"\n`,
    { monthFirst: true, currency: 'USD' },
    [
      ['2026-03-13', 8_000, null, 'ONLINE TRANSFER FROM ROSSI M REF #IB0 INVOICE 12'],
      ['2026-03-14', -4_510, null, 'PURCHASE AUTHORIZED ON 03/13 COFFEE'],
    ],
  ],
  [
    'a British bank: what came in and what went out in columns of their own, names of months',
    `Date, Type, Description, Paid out, Paid in, Balance\n04 Mar 2026,BP,"A PATEL PHYSIO",,"£1,080.00","£2,000.00"\n05 Mar 2026,DD,RENT,£950.00,,"£1,050.00"\n`,
    { currency: 'GBP' },
    [
      ['2026-03-04', 108_000, null, 'A PATEL PHYSIO'],
      ['2026-03-05', -95_000, null, 'RENT'],
    ],
  ],
  [
    'a Swiss one: apostrophes, credits and debits apart, sums below',
    `Datum von:;01.03.2026\nKonto:;CH93\n\nBuchungsdatum;Avisierungstext;Gutschrift in CHF;Lastschrift in CHF;Valuta;Saldo in CHF\n2026-03-04;"GUTSCHRIFT VON KELLER BEAT MITTEILUNG: RG 1042";1'080.50;;2026-03-04;9'000.00\n2026-03-03;EINKAUF;;-20.00;2026-03-03;\n\nDisclaimer:;Dies ist kein durch die Bank erstelltes Dokument\n`,
    { currency: 'CHF' },
    [
      ['2026-03-04', 108_050, null, 'GUTSCHRIFT VON KELLER BEAT MITTEILUNG: RG 1042'],
      ['2026-03-03', -2_000, null, 'EINKAUF'],
    ],
  ],
  [
    'a Dutch one: the way in a word, amounts without a sign',
    `"Datum";"Naam / Omschrijving";"Rekening";"Tegenrekening";"Code";"Af Bij";"Bedrag (EUR)";"Mutatiesoort";"Mededelingen"\n"20260304";"J de Vries";"NL01";"NL02";"OV";"Bij";"80,00";"Overschrijving";"factuur 1042"\n"20260305";"Verhuurder";"NL01";"NL03";"IC";"Af";"1250,00";"Incasso";"huur"\n`,
    {},
    [
      ['2026-03-04', 8_000, 'J de Vries', 'factuur 1042'],
      ['2026-03-05', -125_000, 'Verhuurder', 'huur'],
    ],
  ],
  [
    'UTF-16 with tabs, debit and credit in letters behind the amount',
    utf16(`Booking date\tPurpose\tAmount\n2026-03-04\tINV-12 Zoë\t80,00 H\n2026-03-05\tFee\t3,50 S\n`),
    {},
    [
      ['2026-03-04', 8_000, null, 'INV-12 Zoë'],
      ['2026-03-05', -350, null, 'Fee'],
    ],
  ],
  [
    'an online bank: instants, its own ids, another currency beside',
    `Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance\nTOPUP,Current,2026-03-04 10:11:12,2026-03-04 10:11:15,From Mia Rossi,80.00,0.00,EUR,COMPLETED,80.00\nCARD,Current,2026-03-05 10:11:12,2026-03-06 08:00:00,Cafe,-4.20,0.00,USD,COMPLETED,75.80\n`,
    {},
    [['2026-03-04', 8_000, null, 'From Mia Rossi']],
  ],
]

describe('files of banks', () => {
  test.each(FILES)('%s', async (_name, content, options, expected) => {
    const read = await readAll(content, options)
    expect(brief(read)).toEqual(expected)
  })

  test('a day that may be read in two ways is told, and taken as the country writes it', async () => {
    const file = 'Date,Description,Amount\n03/04/2026,A,1.00\n05/06/2026,B,2.00\n'
    expect(await readAll(file, { monthFirst: true, currency: 'USD' })).toMatchObject({
      unsure: ['day_or_month'],
      lines: [{ bookedOn: '2026-03-04' }, {}],
    })
    expect(await readAll(file, { monthFirst: false })).toMatchObject({
      lines: [{ bookedOn: '2026-04-03' }, {}],
    })
  })

  test('what cannot be read is told with its line, and nothing else is lost', async () => {
    const read = await readAll(
      'Date;Text;Amount\n04.03.2026;ok;1,00\n31.02.2026;no such day;1,00\n05.03.2026;no sum;abc\n06.03.2026;"open;2,00\n07.03.2026;ok;3,00\n',
    )
    expect(read.lines).toHaveLength(2)
    expect(read.refused.map(({ line, why }) => [line, why])).toEqual([
      [3, 'no_day'],
      [4, 'no_amount'],
      [5, 'broken'],
    ])
    expect(await readAll('')).toMatchObject({ map: null, unsure: ['no_day'] })
    expect(await readAll('Name,Phone\nAnn,555\n')).toMatchObject({ map: null })
  })
})

test('amounts as they are written, and never a hundred times as much', () => {
  const reads = (text: string, mark: ',' | '.', currency = 'EUR') => readAmount(text, { mark, currency })
  expect(
    [
      '1.234,56',
      '-1.234,56',
      '1.234,56-',
      '\u22125,00',
      '+5,00',
      '5',
      '12,34 S',
      '12,34H',
      '€ 3,5',
      '3,50 EUR',
      'EUR-3,50',
    ].map((text) => reads(text, ',')),
  ).toEqual(
    [123_456, -123_456, -123_456, -500, 500, 500, -1_234, 1_234, 350, 350, -350], // prettier-ignore
  )
  expect(
    ['1,234.56', '(12.00)', "1'234.50", '1 234.50', '.5', '12,34,567.00'].map((text) => reads(text, '.')),
  ).toEqual([123_456, -1_200, 123_450, 123_450, 50, 123_456_700])
  expect(
    ['12,50', '1.234.567', '1,23', 'abc', '', '--5', '5-5', '1.005', '12.345', '-5-'].map((text) =>
      reads(text, '.'),
    ),
  ).toEqual(Array.from({ length: 10 }, () => undefined))
  expect([reads('1,234', '.', 'JPY'), reads('1.234', '.', 'BHD'), reads('12.00', '.', 'JPY')]).toEqual([
    1_234, 1_234, 12,
  ])
  expect([
    decimalMarkOf(['1.234,00', '5']),
    decimalMarkOf(['1,234', '1,234,567']),
    decimalMarkOf(['1.234']),
    decimalMarkOf(['12,5']),
  ]).toEqual([',', '.', null, ','])
})

test('the same file, any part of it and files that overlap by whole days bring every line once', async () => {
  const row = fc.record({
    day: fc.integer({ min: 1, max: 9 }),
    amount: fc.constantFrom(100, 100, 250, -100),
    who: fc.constantFrom('Ann', 'Bo'),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 14 }),
      fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })), { maxLength: 4 }),
      async (rows, parts) => {
        const sorted = rows.toSorted((a, b) => a.day - b.day)
        const keysOf = async (some: typeof rows) => {
          const text = [
            'Date;Name;Amount',
            ...some.map(
              (each) =>
                `0${each.day}.03.2026;${each.who};${(each.amount / 100).toFixed(2).replace('.', ',')}`,
            ),
          ]
          const map = {
            hasHead: true,
            day: 'Date',
            dayFormat: 'dd.MM.yyyy',
            amount: 'Amount',
            credit: null,
            debit: null,
            sign: null,
            mark: ',' as const,
            counterparty: 'Name',
            purpose: [],
            reference: null,
            id: null,
            currency: null,
          }
          return readLines(await readTable(Buffer.from(text.join('\n')), map), {
            map,
            currency: 'EUR',
          }).lines.map(({ key }) => key)
        }
        const known = new Set<string>()
        for (const [from, to] of [...parts, [1, 9] as const])
          for (const key of await keysOf(sorted.filter(({ day }) => day >= from && day <= to))) known.add(key)
        expect(known.size).toBe(rows.length)
      },
    ),
    { numRuns: 60 },
  )
})

describe('what a line may be', () => {
  const invoice = (number: number, openMinor: number, more: Partial<OpenInvoice> = {}): OpenInvoice => ({
    id: `i${number}`,
    number,
    openMinor,
    issuedOn: '2026-02-01',
    clientId: `c${number}`,
    payerId: null,
    names: ['Somebody Else'],
    ...more,
  })
  const world = (invoices: OpenInvoice[], more: Partial<World> = {}): World => ({
    invoices,
    payments: [],
    payouts: [],
    refunds: [],
    ...more,
  })
  const line = (amountMinor: number, purpose: string, counterparty: string | null = null) => ({
    id: 'l',
    bookedOn: '2026-03-04',
    amountMinor,
    counterparty,
    purpose,
    reference: null,
  })

  test('numbers of invoices among days, amounts and numbers of accounts', () => {
    expect([...numbersIn('Rechnung 1042/1043 vom 04.03.2026')].sort()).toEqual([1042, 1043])
    expect([...numbersIn('INV#12 + 13, 80.00')]).toEqual([12, 13])
    expect(numbersIn('on 03/04/2026 at 10').size).toBe(0)
    expect([...numbersIn('RE-0077')]).toEqual([77])
  })

  test('names whole, in any order, with or without umlauts and forms of companies', () => {
    expect(namesIn('MUELLER JOEL', ['Joël Müller'])).toBe(true)
    expect(namesIn('Gutschrift Rossi und Co', ['Rossi & Co GmbH'])).toBe(true)
    expect(namesIn('Hannah Lee', ['Ann Lee'])).toBe(false)
    expect(namesIn('Bo', ['Bo'])).toBe(false)
  })

  test('number and amount, or name and amount, are sure; an amount alone never is', () => {
    const ann = { names: ['Ann Lee'], clientId: 'ann' }
    const two = world([invoice(12, 8_000, ann), invoice(13, 5_000, ann), invoice(20, 8_000)])
    expect(propose(line(8_000, 'inv 20'), two)[0]).toMatchObject({
      sureness: 'sure',
      parts: [{ invoiceId: 'i20', amountMinor: 8_000 }],
    })
    expect(propose(line(13_000, 'thanks', 'LEE ANN'), two)[0]).toMatchObject({
      sureness: 'sure',
      why: ['name', 'amount', 'all_open'],
      restMinor: 0,
    })
    expect(propose(line(8_000, 'thanks', 'Ann Lee'), two)[0]).toMatchObject({
      sureness: 'sure',
      parts: [{ invoiceId: 'i12' }],
    })
    expect(propose(line(8_000, 'thanks'), two).every(({ sureness }) => sureness === 'possible')).toBe(true)
    expect(propose(line(9_000, 'thanks', 'Ann Lee'), two)[0]).toMatchObject({
      sureness: 'likely',
      parts: [{ amountMinor: 8_000 }, { amountMinor: 1_000 }],
    })
    expect(propose(line(20_000, 'thanks', 'Ann Lee'), two)[0]).toMatchObject({
      sureness: 'likely',
      restMinor: 7_000,
    })
    expect(propose(line(-8_000, 'inv 20'), two)).toEqual([])
  })

  test('what was entered by hand comes before what is owed; two alike are never sure', () => {
    const paid = { id: 'p1', amountMinor: 8_000, day: '2026-03-03', names: ['Ann Lee'], reference: null }
    expect(propose(line(8_000, '', 'Ann Lee'), world([], { payments: [paid] }))[0]).toMatchObject({
      kind: 'payment',
      id: 'p1',
      sureness: 'sure',
    })
    const twice = propose(line(8_000, '', 'Ann Lee'), world([], { payments: [paid, { ...paid, id: 'p2' }] }))
    expect(twice.map(({ sureness }) => sureness)).toEqual(['likely', 'likely'])
    expect(propose(line(8_000, ''), world([], { payments: [{ ...paid, day: '2026-01-03' }] }))).toEqual([])
  })
})
