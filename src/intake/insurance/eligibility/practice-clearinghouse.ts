import { element, readX12, repeated, writeInterchange } from '../../../platform/x12/x12.ts'
import type { Line, Segment, Transaction } from '../../../platform/x12/x12.ts'

/** What a question (270) asks, as a clearinghouse reads it. */
export interface ReadQuestion {
  control: string
  sender: string
  receiver: string
  reference: string
  trace: string
  payer: { name: string; code: string }
  provider: { name: string; id: string }
  holder: AskedPerson
  dependent: AskedPerson | null
  serviceOn: string
  serviceTypes: string[]
}

export interface AskedPerson {
  familyName: string
  givenName: string
  id: string
  bornOn: string
}

/** Reads the first question of a 270; null when there is none. */
export function readQuestion(text: string): ReadQuestion | null {
  const [interchange] = readX12(text).interchanges
  const transaction = interchange?.groups[0]?.transactions[0]
  if (!interchange || transaction?.set !== '270') return null
  const find = (id: string, first?: string) =>
    transaction.segments.find((each) => each.id === id && (!first || element(each, 1) === first))
  const payer = find('NM1', 'PR')
  const provider = find('NM1', '1P')
  const dependent = find('NM1', '03')
  return {
    control: interchange.control,
    sender: interchange.sender,
    receiver: interchange.receiver,
    reference: text1(find('BHT'), 3),
    trace: text1(find('TRN'), 2),
    payer: { name: text1(payer, 3), code: text1(payer, 9) },
    provider: { name: text1(provider, 3), id: text1(provider, 9) },
    holder: personOf(transaction, 'IL'),
    dependent: dependent ? personOf(transaction, '03') : null,
    serviceOn: text1(find('DTP', '291'), 3),
    serviceTypes: transaction.segments
      .filter(({ id }) => id === 'EQ')
      .flatMap((each) => repeated(each, 1, transaction.separators)),
  }
}

function text1(segment: Segment | undefined, index: number): string {
  return segment ? element(segment, index) : ''
}

function personOf({ segments }: Transaction, role: string): AskedPerson {
  const at = segments.findIndex((each) => each.id === 'NM1' && element(each, 1) === role)
  const born = segments.slice(at + 1).find(({ id }) => id === 'DMG' || id === 'NM1')
  return {
    familyName: text1(segments[at], 3),
    givenName: text1(segments[at], 4),
    id: text1(segments[at], 9),
    bornOn: born?.id === 'DMG' ? element(born, 2) : '',
  }
}

/**
 * The stand-in for the demo practice and for trying things out: answers every question from made-up facts, as a
 * payer would. By the end of the member number: 00 nobody has it, 99 cover has ended, 88 the payer cannot answer
 * now, 77 a visit needs to be authorised before; everything else is covered.
 */
export function answerAsPractice(question: ReadQuestion, now: { day: string; time: string }): string {
  const answer: Line[] = [
    ['BHT', '0022', '11', question.reference, now.day.replaceAll('-', ''), now.time.replace(':', '')],
    ['HL', '1', '', '20', '1'],
    ['NM1', 'PR', '2', question.payer.name, '', '', '', '', 'PI', question.payer.code],
    ['HL', '2', '1', '21', '1'],
    ['NM1', '1P', '2', question.provider.name, '', '', '', '', 'XX', question.provider.id],
    ['HL', '3', '2', '22', question.dependent ? '1' : '0'],
    ...(question.dependent ? [] : [['TRN', '2', question.trace, '9ATRIUMXX0'] as const]),
    named('IL', question.holder),
    ...(question.dependent ? dependentOf(question) : factsFor(question)),
  ]
  return writeInterchange(
    {
      sender: { qualifier: 'ZZ', id: question.receiver },
      receiver: { qualifier: 'ZZ', id: question.sender },
      group: 'HB',
      version: '005010X279A1',
      control: Number(question.control) || 1,
      isTrial: true,
      day: now.day,
      time: now.time,
    },
    '271',
    answer,
  )
}

function dependentOf(question: ReadQuestion): Line[] {
  const { dependent } = question
  if (!dependent) return []
  return [
    ['HL', '4', '3', '23', '0'],
    ['TRN', '2', question.trace, '9ATRIUMXX0'],
    named('03', dependent),
    ...factsFor(question),
  ]
}

function named(role: string, person: AskedPerson): Line {
  const line = ['NM1', role, '1', person.familyName, person.givenName, '', '', ''] as const
  return person.id ? [...line, 'MI', person.id] : line
}

function factsFor({ holder, dependent, serviceOn, serviceTypes }: ReadQuestion): Line[] {
  const end = holder.id.slice(-2)
  const born = dependent?.bornOn ?? holder.bornOn
  if (end === '00') return [['AAA', 'N', '', '75', 'C']]
  if (end === '88') return [['AAA', 'Y', '', '42', 'P']]
  const person: Line[] = born ? [['DMG', 'D8', born]] : []
  const year = serviceOn.slice(0, 4) || '2026'
  const group: Line = ['REF', '6P', `G${holder.id.slice(0, 4) || '1000'}`]
  if (end === '99')
    return [group, ...person, ['DTP', '347', 'D8', `${Number(year) - 1}1231`], ['EB', '6', '', '30']]
  return [group, ...person, ['DTP', '346', 'D8', `${year}0101`], ...benefits(end, serviceTypes)]
}

/** Figures from the number itself, so that the same person is always told the same. */
function benefits(end: string, asked: string[]): Line[] {
  const seed = [...end].reduce((sum, sign) => sum + sign.charCodeAt(0), 0)
  const copay = 15 + (seed % 5) * 5
  const left = (seed * 37) % 750
  const types = asked.filter((type) => type !== '30')
  const visit = types.length > 0 ? types : ['98']
  const must = end === '77' ? 'Y' : 'N'
  return [
    ['EB', '1', 'IND', ['30', ...types], 'PR', 'CEDAR CHOICE'],
    ['EB', 'B', 'IND', visit, '', '', '27', `${copay}.00`, '', '', '', must, 'Y'],
    ['EB', 'A', 'IND', visit, '', '', '27', '', '.2', '', '', must, 'N'],
    ['EB', 'C', 'IND', '30', '', '', '23', '750', '', '', '', '', 'Y'],
    ['EB', 'C', 'IND', '30', '', '', '29', String(left), '', '', '', '', 'Y'],
    ['EB', 'G', 'IND', '30', '', '', '23', '4000', '', '', '', '', 'Y'],
    ['EB', 'G', 'IND', '30', '', '', '29', String(4000 - ((seed * 53) % 1800)), '', '', '', '', 'Y'],
    ['EB', 'F', 'IND', visit, '', '', '23', '', '', 'VS', '30', must, 'Y'],
    ['EB', 'F', 'IND', visit, '', '', '29', '', '', 'VS', String(30 - (seed % 24)), must, 'Y'],
  ]
}
