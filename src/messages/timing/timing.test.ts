import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'
import { bestChannel } from './best-channel.ts'
import { bestHour, shareByHour } from './best-hour.ts'

const NOBODY = Array.from({ length: 24 }, () => 0)
const at = (...pairs: [hour: number, count: number][]) => {
  const hours = [...NOBODY]
  for (const [hour, count] of pairs) hours[hour] = count
  return hours
}
const anyHour = () => true

describe('the hour', () => {
  test.each([
    ['nobody is known', NOBODY, NOBODY, 10, null],
    ['two reactions are chance', at([19, 2]), NOBODY, 10, null],
    ['seven in the evening', at([19, 7]), NOBODY, 10, 19],
    ['already at the best hour', at([19, 7]), NOBODY, 19, null],
    ['next to the best hour is as good as there', at([10, 2], [11, 2]), NOBODY, 10, null],
    [
      'the practice’s pattern decides between two of one’s own',
      at([9, 2], [20, 2]),
      at([20, 90], [9, 10]),
      14,
      20,
    ],
  ])('%s', (_, own, practice, planned, hour) => {
    expect(bestHour({ own, practice }, { planned, isAllowed: anyHour })?.hour ?? null).toBe(hour)
  })

  test('shares are a distribution, and only allowed hours are chosen', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 24, maxLength: 24 })
    fc.assert(
      fc.property(counts, counts, fc.integer({ min: 0, max: 23 }), (own, practice, planned) => {
        const shares = shareByHour(own, practice)
        expect(shares.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 9)
        const isAllowed = (hour: number) => hour >= 8 && hour < 21
        const found = bestHour({ own, practice }, { planned, isAllowed })
        if (found) {
          expect(isAllowed(found.hour)).toBe(true)
          expect(found.share).toBeGreaterThanOrEqual(1.5 * shares[planned]!)
        }
      }),
    )
  })
})

test.each([
  ['one channel alone is no choice', [['email', 9, 1]], null],
  [
    'text messages clearly work better',
    [
      ['email', 6, 1],
      ['sms', 5, 4],
    ],
    'sms',
  ],
  [
    'about the same',
    [
      ['email', 6, 3],
      ['sms', 5, 3],
    ],
    null,
  ],
  [
    'too few to know',
    [
      ['email', 6, 0],
      ['sms', 2, 2],
    ],
    null,
  ],
  [
    'nobody ever reacted',
    [
      ['email', 6, 0],
      ['sms', 9, 0],
    ],
    null,
  ],
] as const)('the channel: %s', (_, records, channel) => {
  const known = records.map(([name, sent, reacted]) => ({ channel: name, sent, reacted }))
  expect(bestChannel(known)?.channel ?? null).toBe(channel)
})

describe('in the practice', () => {
  let app: TestApp
  let willow: Cast
  let count = 0
  beforeAll(async () => {
    app = await testApp()
  })
  afterAll(() => app.end())
  beforeEach(async () => {
    count += 1
    willow = await app.practice(`willow-${count}`)
  })
  const fay = () => app.as(willow.fay)
  const day = (number: number, time: string) => `2026-03-${String(number).padStart(2, '0')}T${time}:00-05:00`

  /** Ann has used her links so often around seven in the evening (New York). */
  async function reacted(times: number) {
    for (let nth = 1; nth <= times; nth += 1)
      await app.sql(
        `insert into event (practice_id, id, name, subject_type, subject_id, client_id, operation, actor_kind, actor_name, at)
         values ($1, gen_random_uuid(), 'appointment.confirmed', 'appointment', gen_random_uuid(), $2, 'x', 'link', 'Ann', $3)`,
        [willow.practiceId, willow.ann.id, `2026-02-${String(nth).padStart(2, '0')}T19:20:00-05:00`],
      )
  }
  async function book(startsAt = day(6, '10:00')) {
    const answer = await fay().post('/appointments', {
      serviceId: willow.treatment.id,
      practitionerId: willow.petra.id,
      clientId: willow.ann.id,
      startsAt,
    })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    await app.settle()
    return answer.body.id as string
  }
  const reminders = (id: string) =>
    app.sql(
      `select channel, state, why, to_char(send_at at time zone 'America/New_York', 'YYYY-MM-DD HH24:MI') as at from message
       where practice_id = $1 and subject_id = $2 and rule = 'reminder' order by send_at`,
      [willow.practiceId, id],
    )

  test('without a history reminders go out as the service plans them', async () => {
    const sent = await reminders(await book())
    expect(sent.map(({ at: when }) => when)).toContain('2026-03-05 10:00')
    expect(sent[0]!.why).toMatch(/^Reminder \d+ h before the visit\.$/)
  })

  test('who reacts in the evening is reminded then, and the message says why; a service may be left out', async () => {
    await reacted(7)
    const [one] = await reminders(await book())
    expect(one).toMatchObject({ at: '2026-03-05 19:00' })
    expect(one!.why).toContain('At 19:00 rather than 10:00: the person reacted 7 times')
    const { body } = await fay().get(`/clients/${willow.ann.id}/reminder-pattern`)
    expect(body).toMatchObject({ reactions: 7, bestHour: 19, pin: null })

    const timing = (await app.as(willow.nora).get('/reminder-timing')).body
    expect((await fay().put('/reminder-timing', timing)).status).toBe(403)
    await app.as(willow.nora).put('/reminder-timing', { ...timing, exceptServiceIds: [willow.treatment.id] })
    const [plain] = await reminders(await book(day(6, '12:00')))
    expect(plain).toMatchObject({ at: '2026-03-05 12:00' })
  })

  test('what staff chose goes before the history, but never into the quiet hours', async () => {
    await reacted(7)
    const pin = (hour: number | null) =>
      fay().put(`/clients/${willow.ann.id}/reminder-pattern`, { hour, channel: 'call' })
    expect((await pin(8)).body.pin).toMatchObject({ hour: 8, channel: 'call', pinnedBy: willow.fay.name })
    const [one] = await reminders(await book())
    expect(one).toMatchObject({ at: '2026-03-05 08:00', channel: 'call' })
    expect(one!.why).toContain(`chosen by ${willow.fay.name}`)
    await pin(23)
    const [night] = await reminders(await book(day(6, '12:00')))
    expect(night).toMatchObject({ at: '2026-03-05 12:00' })
    const gone = await fay().put(`/clients/${willow.ann.id}/reminder-pattern`, { hour: null, channel: null })
    expect(gone.body.pin).toBeNull()
  })
})
