import { backTest, casesOf, isTelling, testOn } from '../../scheduling/index.ts'
import type { BackTest, Case, NoShowVisit } from '../../scheduling/index.ts'
import { systemClock } from '../../platform/clock.ts'
import type { Call } from '../command.ts'
import { UsageError, defineCommand } from '../command.ts'
import { answerOf, linesOf } from '../noshow/report.ts'
import type { VisitsOfFile } from '../noshow/visits-of-file.ts'
import { readMapOption, visitsOfFile } from '../noshow/visits-of-file.ts'

export const command = defineCommand({
  summary: 'How well absences of a CSV of visits can be foretold: AUC, Brier, calibration',
  usage: 'FILE [--map MAP] [--test FILE] [--without-age] [--without-reminders] [--json]',
  help: `Learns from the earlier visits of a file and is judged by the later visits of other people (docs/guide/noshow.md).
Nothing is kept, and no database is needed.

--map                how the file is to be read (docs/guide/import.md); left out: docs/guide/noshow-map.json
--test               judge by the later visits of another file of the same layout instead
--without-age        leave the age out, as a practice does unless it decides otherwise
--without-reminders  leave out whether a reminder was sent (the fact that the mapping calls sms)

Exit code 1 when there are too few visits to learn or to judge.`,
  words: [1, 1],
  options: {
    map: { type: 'string' },
    test: { type: 'string' },
    'without-age': { type: 'boolean' },
    'without-reminders': { type: 'boolean' },
  },
  run: async (call) => {
    const map = readMapOption(call.options['map'])
    const now = systemClock.now()
    const file = await visitsOfFile(call.words[0]!, map, now)
    const other =
      typeof call.options['test'] === 'string' ? await visitsOfFile(call.options['test'], map, now) : null
    if (call.words[0] === call.options['test'])
      throw new UsageError('--test wants another file: leave it out to judge by later visits of the same.')
    return tell(call, file, await test(call, file, other))
  },
})

async function test(call: Call, file: VisitsOfFile, other: VisitsOfFile | null): Promise<BackTest | null> {
  const training = {
    usesAge: call.options['without-age'] !== true,
    usesReminder: call.options['without-reminders'] !== true,
  }
  const learn = asBooked(file.visits)
  if (learn.length === 0) return null
  return other ? testOn({ learn, judge: asBooked(other.visits) }, training) : backTest(learn, training)
}

/** Every visit with what was known when it was booked. */
function asBooked(visits: readonly NoShowVisit[]): Case[] {
  return casesOf(visits, ({ bookedAt }) => bookedAt)
}

function tell({ print, answer }: Call, file: VisitsOfFile, found: BackTest | null): 0 | 1 {
  const used = file.visits.filter(isTelling)
  const facts = {
    rows: file.rows,
    refused: file.refused,
    visits_used: used.length,
    left_out: file.visits.length + file.notBooked - used.length,
    people: new Set(used.map(({ personId }) => personId)).size,
  }
  print(
    `${facts.rows} rows, ${facts.visits_used} visits of ${facts.people} people used; ${facts.refused} refused, ${facts.left_out} left out (not over, or booked after their day).`,
  )
  if (!found) {
    print('Too few visits: there must be some of both endings before and after the cut.')
    answer({ ...facts, result: null })
    return 1
  }
  for (const line of linesOf(found)) print(line)
  answer({ ...facts, ...answerOf(found) })
  return 0
}
