import type { Separators } from './segments.ts'

/** What we write with: none of them stands in a name, an address or a number. */
export const OWN_SEPARATORS = { element: '*', component: ':', repetition: '^', segment: '~' } as const

export interface Address {
  /** ISA05/ISA07: ZZ as agreed with each other, 30 a tax number, … */
  qualifier: string
  id: string
}

export interface Envelope {
  sender: Address
  receiver: Address
  /** GS02 and GS03 where they differ from the interchange's. */
  groupSender?: string
  groupReceiver?: string
  /** Functional group: HS asks for eligibility. */
  group: string
  /** The guide, such as 005010X279A1. */
  version: string
  /** 1 to 999999999; unique for the sender. */
  control: number
  isTrial: boolean
  /** The wall clock of the practice: 'YYYY-MM-DD' and 'HH:MM'. */
  day: string
  time: string
}

/** A segment to write: its id and elements; a list is an element with repetitions. */
export type Line = readonly [id: string, ...elements: (string | number | readonly string[])[]]

/** One transaction in its own group and interchange (5010). `body` is what stands between ST and SE. */
export function writeInterchange(envelope: Envelope, set: string, body: readonly Line[]): string {
  const { sender, receiver, control, day, time } = envelope
  const number = String(control).padStart(9, '0')
  const short = String(control)
  const date = day.replaceAll('-', '')
  const clock = time.replace(':', '')
  const transaction: Line[] = [['ST', set, '0001', envelope.version], ...body]
  const lines: Line[] = [
    [
      'GS',
      envelope.group,
      envelope.groupSender ?? sender.id,
      envelope.groupReceiver ?? receiver.id,
      date,
      clock,
      short,
      'X',
      envelope.version,
    ],
    ...transaction,
    ['SE', transaction.length + 1, '0001'],
    ['GE', 1, short],
    ['IEA', 1, number],
  ]
  // Each place of the ISA is of fixed width; readers count the signs to find the separators.
  const head = [
    'ISA',
    '00',
    ' '.repeat(10),
    '00',
    ' '.repeat(10),
    fixed(sender.qualifier, 2),
    fixed(sender.id, 15),
    fixed(receiver.qualifier, 2),
    fixed(receiver.id, 15),
    date.slice(2),
    clock,
    OWN_SEPARATORS.repetition,
    '00501',
    number,
    '0',
    envelope.isTrial ? 'T' : 'P',
    OWN_SEPARATORS.component,
  ].join(OWN_SEPARATORS.element)
  return `${head}${OWN_SEPARATORS.segment}\n${lines.map(writeLine).join('\n')}\n`
}

function writeLine([id, ...elements]: Line): string {
  const written = elements.map((each) =>
    Array.isArray(each)
      ? each.map((part: string) => x12Text(part)).join(OWN_SEPARATORS.repetition)
      : x12Text(String(each as string | number)),
  )
  // Empty elements at the end are left out, with their separators.
  while (written.at(-1) === '') written.pop()
  return [id, ...written].join(OWN_SEPARATORS.element) + OWN_SEPARATORS.segment
}

function fixed(text: string, width: number): string {
  return x12Text(text).slice(0, width).padEnd(width, ' ')
}

const letters: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  '’': "'",
  '‘': "'",
  '–': '-',
  '—': '-',
}

/**
 * Text as the extended character set of X12 knows it: letters lose their accents, signs that cut the file and
 * everything else become a space. Empty when nothing of it can be written (a name in another script).
 */
export function x12Text(text: string, separators: Separators = OWN_SEPARATORS): string {
  const plain = [...text]
    .map((sign) => letters[sign] ?? sign)
    .join('')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/g, ' ')
  const signs = new Set(
    [separators.element, separators.component, separators.repetition, separators.segment].filter(Boolean),
  )
  return [...plain]
    .map((sign) => (signs.has(sign) ? ' ' : sign))
    .join('')
    .replace(/\s+/g, ' ')
    .trim()
}
