import { writeInterchange, x12Text } from '../../../platform/x12/x12.ts'
import type { Line } from '../../../platform/x12/x12.ts'
import { problem } from '../../../platform/problem.ts'

/** A person as the payer knows them. */
export interface Insured {
  givenName: string
  familyName: string
  bornOn: string | null
  sex: 'female' | 'male' | 'other' | 'unknown' | null
}

/** All that a question about cover says (270, guide 005010X279A1). */
export interface CoverQuestion {
  /** Comes back in the answer; 1 to 50 letters and digits. */
  reference: string
  control: number
  isTrial: boolean
  senderQualifier: string
  senderId: string
  receiverQualifier: string
  receiverId: string
  payer: { name: string; code: string }
  provider: { name: string; npi: string }
  memberId: string
  groupNumber: string | null
  holder: Insured
  /** Null when the client holds the policy. */
  dependent: (Insured & { relation: 'spouse' | 'child' | 'other' }) | null
  /** Day of the visit in the practice's zone. */
  serviceOn: string
  serviceTypes: readonly string[]
  /** Wall clock of the practice. */
  day: string
  time: string
}

const GUIDE = '005010X279A1'

/**
 * Writes the question (ASC X12 270). Fails with 422 `cover_question_incomplete` when a name cannot be written in
 * its character set or the member's number is missing.
 */
export function write270(question: CoverQuestion): string {
  const { dependent } = question
  requireWritable(question.memberId, 'memberId', 'The member number is missing.')
  requireWritable(question.holder.familyName, 'holder', 'The holder’s name must be given in Latin letters.')
  if (dependent)
    requireWritable(dependent.familyName, 'client', 'The client’s name must be given in Latin letters.')
  const body: Line[] = [
    [
      'BHT',
      '0022',
      '13',
      question.reference,
      question.day.replaceAll('-', ''),
      question.time.replace(':', ''),
    ],
    ['HL', '1', '', '20', '1'],
    ['NM1', 'PR', '2', short(question.payer.name, 60), '', '', '', '', 'PI', question.payer.code],
    ['HL', '2', '1', '21', '1'],
    [
      'NM1',
      '1P',
      '2',
      short(question.provider.name, 60),
      ...(question.provider.npi ? ['', '', '', '', 'XX', question.provider.npi] : []),
    ],
    ['HL', '3', '2', '22', dependent ? '1' : '0'],
    ...(dependent ? [] : [trace(question)]),
    [...person('IL', question.holder), 'MI', question.memberId],
    ...(question.groupNumber ? [['REF', '6P', short(question.groupNumber, 50)] as const] : []),
    ...born(question.holder),
    ...(dependent ? dependentLines(question, dependent) : asked(question)),
  ]
  return writeInterchange(
    {
      sender: { qualifier: question.senderQualifier, id: question.senderId },
      receiver: { qualifier: question.receiverQualifier, id: question.receiverId },
      group: 'HS',
      version: GUIDE,
      control: question.control,
      isTrial: question.isTrial,
      day: question.day,
      time: question.time,
    },
    '270',
    body,
  )
}

// INS02: 01 spouse, 19 child, 34 any other adult (code list 1069).
const relations = { spouse: '01', child: '19', other: '34' } as const

function dependentLines(question: CoverQuestion, dependent: NonNullable<CoverQuestion['dependent']>): Line[] {
  return [
    ['HL', '4', '3', '23', '0'],
    trace(question),
    person('03', dependent),
    ...born(dependent),
    ['INS', 'N', relations[dependent.relation]],
    ...asked(question),
  ]
}

function trace({ reference, senderId }: CoverQuestion): Line {
  // TRN03 names who made the reference: ten signs, the first a digit.
  return ['TRN', '1', reference, `9${x12Text(senderId).replace(/ /g, '')}000000000`.slice(0, 10)]
}

function person(role: string, { familyName, givenName }: Insured): Line {
  return ['NM1', role, '1', short(familyName, 60), short(givenName, 35), '', '', '']
}

function born({ bornOn, sex }: Insured): Line[] {
  if (!bornOn) return []
  const letter = sex === 'female' ? 'F' : sex === 'male' ? 'M' : ''
  return [['DMG', 'D8', bornOn.replaceAll('-', ''), letter]]
}

function asked({ serviceOn, serviceTypes }: CoverQuestion): Line[] {
  return [
    ['DTP', '291', 'D8', serviceOn.replaceAll('-', '')],
    ['EQ', serviceTypes.length > 0 ? serviceTypes : ['30']],
  ]
}

function short(text: string, most: number): string {
  return x12Text(text).slice(0, most).trim()
}

function requireWritable(text: string, field: string, message: string) {
  if (x12Text(text) === '')
    throw problem(422, 'cover_question_incomplete', message, { fields: [{ field, message }] })
}
