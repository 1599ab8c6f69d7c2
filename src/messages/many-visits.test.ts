import ICAL from 'ical.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Cast } from '../testing/cast.ts'
import { testApp, type TestApp } from '../testing/harness.ts'

let app: TestApp
let willow: Cast
let series: { id: string; visits: { id: string }[] }
beforeAll(async () => {
  app = await testApp()
  willow = await app.practice()
})
afterAll(() => app.end())

const fay = () => app.as(willow.fay)

test('a series sends one mail with all its visits and one calendar file, and reminds of each', async () => {
  const { body } = await fay().post('/series', {
    serviceId: willow.assessment.id,
    practitionerId: willow.petra.id,
    clientId: willow.mia.id,
    rule: 'FREQ=WEEKLY;COUNT=4',
    start: '2026-03-05T10:00',
    locationId: willow.riverside.id,
  })
  series = body
  await app.settle()
  const mails = app.mails.filter((mail) => mail.to.address === 'mia@rossi.example')
  expect(mails.map(({ subject }) => subject)).toEqual(['Your visits at Willow Lane are booked'])
  const mail = mails[0]!
  expect(mail.ics!.method).toBe('PUBLISH')
  expect(mail.text).toContain('These 4 visits are booked')
  for (const day of ['March 5', 'March 12', 'March 19', 'March 26']) expect(mail.text).toContain(day)
  const events = new ICAL.Component(ICAL.parse(mail.ics!.content)).getAllSubcomponents('vevent')
  expect(events.map((event) => new ICAL.Event(event).startDate.toString())).toEqual([
    '2026-03-05T10:00:00',
    '2026-03-12T10:00:00',
    '2026-03-19T10:00:00',
    '2026-03-26T10:00:00',
  ])
  const reminders = await app.sql(
    `select 1 from message where practice_id = $1 and rule = 'reminder' and state = 'planned'`,
    [willow.practiceId],
  )
  expect(reminders).toHaveLength(4)
})

test('a change of many visits is told once, and so is their end', async () => {
  const sent = async () =>
    (
      await app.sql(
        `select rule, count(*)::int as n from message where practice_id = $1 and rule not in ('reminder', 'form_chase', 'form_request') group by rule order by rule`,
        [willow.practiceId],
      )
    ).map(({ rule, n }) => `${rule} ${n}`)
  const from = series.visits[1]!.id
  await fay().post(`/series/${series.id}/changes`, { from, scope: 'following', change: { time: '13:00' } })
  await app.settle()
  expect(await sent()).toEqual(['visits_booked 1', 'visits_changed 1'])
  await fay().post(`/series/${series.id}/cancellation`, { from, scope: 'following', by: 'practice' })
  await app.settle()
  expect(await sent()).toEqual(['visits_booked 1', 'visits_cancelled 1', 'visits_changed 1'])
  const last = app.mails.at(-1)!
  expect(last.ics!.content.match(/STATUS:CANCELLED/g)).toHaveLength(3)
})
