import { answerAsPractice, readQuestion } from '../src/intake/insurance/eligibility/practice-clearinghouse.ts'
import { read271 } from '../src/intake/insurance/eligibility/read-271.ts'
import { statementOf } from '../src/intake/insurance/eligibility/statement.ts'
import { write270 } from '../src/intake/insurance/eligibility/write-270.ts'
import { readX12 } from '../src/platform/x12/x12.ts'
import type { Bench } from './bench.ts'

const FILES = 400
const ROUNDS = 12
/** Reading envelopes, placing each segment and explaining may cost seven times the mere cutting of the text. */
const TARGET = 0.15

/** Answers of payers read into statements, beside splitting the same texts into segments and elements. */
const bench: Bench = async () => {
  const texts = Array.from({ length: FILES }, (_, nth) => answer(nth))
  let best = 0
  let bare = 0
  // Turn and turn about; processor time, because others work on the machine as well.
  for (let round = 0; round < ROUNDS; round += 1) {
    bare = Math.max(
      bare,
      rate(() => texts.reduce((sum, text) => sum + split(text), 0)),
    )
    best = Math.max(
      best,
      rate(() => texts.reduce((sum, text) => sum + explain(text), 0)),
    )
  }
  const ratio = best / bare
  return [
    {
      name: `answers of payers (271) read into statements, against splitting the text; ${texts[0]!.length} bytes each`,
      value: Math.round(best),
      unit: 'files/s of processor time',
      limit: Math.round(bare),
      ratio,
      target: TARGET,
      ok: ratio >= TARGET,
    },
  ]
}

export default bench

function answer(nth: number): string {
  const question = write270({
    reference: `BENCH${nth}`,
    control: nth + 1,
    isTrial: true,
    senderQualifier: 'ZZ',
    senderId: 'WILLOWLANE',
    receiverQualifier: 'ZZ',
    receiverId: 'CLEARING',
    payer: { name: 'Cedar Health', code: 'CEDAR' },
    provider: { name: 'Willow Lane', npi: '1234567893' },
    memberId: `W1234567${String(10 + (nth % 60))}`,
    groupNumber: null,
    holder: { givenName: 'Mia', familyName: `Moore${nth}`, bornOn: '1990-04-01', sex: 'female' },
    dependent: null,
    serviceOn: '2026-03-09',
    serviceTypes: ['PT'],
    day: '2026-03-02',
    time: '09:00',
  })
  return answerAsPractice(readQuestion(question)!, { day: '2026-03-02', time: '09:00' })
}

function split(text: string): number {
  return text.split('~').reduce((sum, segment) => sum + segment.split('*').length, 0)
}

function explain(text: string): number {
  const transactions = readX12(text).interchanges.flatMap(({ groups }) =>
    groups.flatMap((group) => group.transactions),
  )
  return transactions.reduce((sum, each) => sum + statementOf(read271(each)).lines.length, 0)
}

function rate(work: () => number): number {
  const before = process.cpuUsage()
  if (work() === 0) throw new Error('Nothing was read.')
  const { user, system } = process.cpuUsage(before)
  return FILES / ((user + system) / 1_000_000)
}
