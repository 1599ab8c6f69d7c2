import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../../platform/project-root.ts'
import { casesOf, foldOf, isTelling, testOn } from '../../scheduling/index.ts'
import { answerOf, linesOf } from './report.ts'
import { readMapOption, visitsOfFile } from './visits-of-file.ts'

const folder = process.env['ATRIUM_SHARED_DATA'] ?? join(projectRoot(), '..', 'shared', 'data')
const file = join(folder, 'noshow', 'appointments_part_a.csv')
const now = new Date('2026-03-02T14:00:00Z')

test('rows are read as the mapping says: absent means Yes, odd ages are unknown, a booking after the day teaches nothing', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'noshow-')), 'small.csv')
  writeFileSync(
    path,
    `PatientId,AppointmentID,Gender,ScheduledDay,AppointmentDay,Age,Neighbourhood,Scholarship,Hipertension,Diabetes,Alcoholism,Handcap,SMS_received,No-show
9377952927E-5,1,F,2016-05-02T23:30:00Z,2016-05-10T00:00:00Z,-1,CENTRO,0,0,0,0,0,1,Yes
77,2,M,2016-05-11T08:00:00Z,2016-05-10T00:00:00Z,40,CENTRO,0,0,0,0,0,0,No
77,3,M,2016-05-10T08:00:00Z,2016-05-10T00:00:00Z,40,CENTRO,0,0,0,0,0,0,No
`,
  )
  const { visits, rows, refused } = await visitsOfFile(path, readMapOption(undefined), now)
  expect({ rows, refused }).toEqual({ rows: 3, refused: 0 })
  expect(visits[0]).toMatchObject({ ending: 'absent', age: null, hour: null })
  expect(visits[0]!.day - visits[0]!.bookedDay).toBe(8)
  expect(visits.map(isTelling)).toEqual([true, false, true])
  expect(visits[1]!.personId).toBe(visits[2]!.personId)
})

if (!existsSync(file)) console.warn(`Skipped: the public no-show file is not at ${file}.`)
test.skipIf(!existsSync(file))(
  'on the public file, later visits of other people are foretold well enough',
  async () => {
    const { visits, rows, refused } = await visitsOfFile(file, readMapOption(undefined), now)
    expect({ rows, refused }).toEqual({ rows: 55_253, refused: 0 })
    const cases = casesOf(visits, ({ bookedAt }) => bookedAt)
    const half = (which: number) => cases.filter(({ visit }) => foldOf(visit.personId, 2) === which)
    const found = (await testOn({ learn: half(0), judge: half(1) }, { usesAge: true, usesReminder: true }))!
    const answer = answerOf(found)
    expect(answer.auc).toBeGreaterThanOrEqual(0.72)
    expect(answer.brier).toBeLessThanOrEqual(0.145)
    expect(answer.baselines.lead_time_alone.auc).toBeLessThan(answer.auc! - 0.02)
    expect(answer.calibration_error).toBeLessThan(0.04)
    expect(linesOf(found).join('\n')).toContain('lead time alone')
  },
  120_000,
)
