import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { queriesOn } from '../../platform/database/transaction.ts'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'
import { verifyBookings } from '../verify-bookings.ts'

let app: TestApp
let willow: Cast
let count = 0
const MONDAY_NINE = '2026-03-02T14:00:00Z'
beforeAll(async () => {
  app = await testApp({ appPool: 24 })
})
afterAll(() => app.end())
// It is Monday 2 March 2026, 09:00 in New York. Every test has a practice of its own.
beforeEach(async () => {
  count += 1
  app.clock.set(MONDAY_NINE)
  app.mails.length = 0
  willow = await app.practice(`willow-${count}`)
})

const fay = () => app.as(willow.fay)
const tuesday = (time: string) => `2026-03-03T${time}:00-05:00`

async function ok<T>(answer: Promise<{ status: number; body: T }>): Promise<T> {
  const { status, body } = await answer
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}

/** Clients with a mail address each, written straight into the tables. */
async function people(names: string[], more: { zone?: string; language?: string; email?: boolean } = {}) {
  return Promise.all(
    names.map(async (name, index) => {
      const [row] = await app.sql(
        `insert into client (practice_id, id, number, given_name, family_name, search_key, last_key, zone, language, created_at)
         values ($1, gen_random_uuid(), (select coalesce(max(number), 0) + 100 + $3 from client where practice_id = $1), $2, 'Guest', 'guest', 'guest', $4, $5, now()) returning id`,
        [willow.practiceId, name, index, more.zone ?? null, more.language ?? 'en'],
      )
      await app.sql(
        `insert into contact_point (practice_id, id, client_id, kind, value, created_at) values ($1, gen_random_uuid(), $2, $3, $4, now())`,
        more.email === false
          ? [willow.practiceId, row!.id, 'phone', `+1212555${1000 + index}`]
          : [willow.practiceId, row!.id, 'email', `${name.toLowerCase().replace(/\W/g, '')}@guest.example`],
      )
      return row!.id as string
    }),
  )
}

const book = (clientId: string, startsAt: string, more: object = {}) =>
  ok(
    fay().post('/appointments', {
      serviceId: willow.assessment.id,
      practitionerId: willow.petra.id,
      clientId,
      startsAt,
      ...more,
    }),
  )
const waits = (clientId: string, more: object = {}) =>
  ok(fay().post('/waitlist', { clientId, serviceId: willow.assessment.id, ...more }))
const cancel = (id: string) =>
  ok(fay().post(`/appointments/${id}/cancellation`, { by: 'client', reason: 'ill' }))

/** Lets time pass and everything happen that is due then. */
async function after(minutes: number) {
  await app.settle()
  app.clock.advance({ minutes })
  await app.settle()
}
/** Links by the name in the address of whoever got them, the latest last. */
const offersMailed = () =>
  app.mails
    .filter((mail) => /\/offer\//.test(mail.text))
    .map((mail) => ({
      to: mail.to.address.split('@')[0]!,
      token: /\/offer\/([\w-]+)/.exec(mail.text)![1]!,
      text: mail.text,
      subject: mail.subject,
    }))
const linkOf = (name: string) => app.withLink(offersMailed().findLast((each) => each.to === name)!.token)
const slots = async (show = 'recent') => (await ok(fay().get('/waitlist/slots', { show }))).items
const entry = async (id: string) => ok(fay().get(`/waitlist/entries/${id}`))

async function allIsWell() {
  const found = await Promise.all(
    verifyBookings.map((each) =>
      each.run(queriesOn(app.database.steward), willow.practiceId, app.clock.now()),
    ),
  )
  expect(found.flat()).toEqual([])
}

describe('a wish', () => {
  test('is added, changed, listed with filters, withdrawn and put back at its old place', async () => {
    const added = await waits(willow.mia.id, {
      practitionerIds: [willow.petra.id],
      locationIds: [willow.mainStreet.id],
      wantedTimes: [{ weekday: 2, from: '09:00', to: '12:00' }],
      urgency: 'soon',
      note: 'Please call on the mobile.',
      minNoticeMinutes: 120,
      toDay: '2026-04-01',
    })
    expect(added).toMatchObject({
      state: 'waiting',
      client: { name: 'Mia Rossi' },
      practitioners: [{ name: 'Petra Schmidt' }],
      locations: [{ name: 'Main Street' }],
      urgency: 'soon',
      reachableBy: 'email',
      can: { edit: true, withdraw: true, putBack: false },
    })
    await waits(willow.ann.id, { urgency: 'urgent', practitionerIds: [willow.paul.id] })
    const list = (query: object = {}) => ok(fay().get('/waitlist', query as Record<string, unknown>))
    expect((await list()).items.map((each: { client: { name: string } }) => each.client.name)).toEqual([
      'Ann Whitfield',
      'Mia Rossi',
    ])
    expect((await list({ practitionerId: willow.petra.id })).items).toHaveLength(1)
    expect((await list({ urgency: 'routine' })).items).toHaveLength(0)
    const page = await list({ limit: 1 })
    expect((await list({ limit: 1, cursor: page.next })).items[0].id).toBe(added.id)

    const changed = await ok(
      fay().patch(`/waitlist/entries/${added.id}`, {
        rowVersion: added.rowVersion,
        urgency: 'urgent',
        practitionerIds: [],
        note: null,
      }),
    )
    expect(changed).toMatchObject({ urgency: 'urgent', practitioners: [], note: null, toDay: '2026-04-01' })
    expect(
      (await fay().patch(`/waitlist/entries/${added.id}`, { rowVersion: 1, urgency: 'soon' })).body.code,
    ).toBe('changed_meanwhile')
    expect(
      await ok(fay().post(`/waitlist/entries/${added.id}/withdrawal`, { reason: 'moved away' })),
    ).toMatchObject({
      state: 'withdrawn',
      endedBecause: 'moved away',
      can: { putBack: true },
    })
    expect(await ok(fay().post(`/waitlist/entries/${added.id}/return`))).toMatchObject({
      state: 'waiting',
      waitingSince: added.waitingSince,
    })
  })

  test('is refused with the field and the way out, and twice for the same it is refused', async () => {
    const field = async (more: object) => {
      const { status, body } = await fay().post('/waitlist', {
        clientId: willow.mia.id,
        serviceId: willow.assessment.id,
        ...more,
      })
      return [status, body.fields?.[0]?.field ?? body.code]
    }
    expect(await field({ fromDay: '2026-04-02', toDay: '2026-04-01' })).toEqual([422, 'toDay'])
    expect(await field({ toDay: '2026-03-01' })).toEqual([422, 'toDay'])
    expect(await field({ expiresOn: '2026-03-01' })).toEqual([422, 'expiresOn'])
    expect(await field({ wantedTimes: [{ weekday: 8, from: '09:00', to: '10:00' }] })).toEqual([
      422,
      'wantedTimes.0.weekday',
    ])
    expect(await field({ wantedTimes: [{ weekday: 1, from: '10:00', to: '09:00' }] })).toEqual([
      422,
      'wantedTimes.0.to',
    ])
    expect(await field({ practitionerIds: [willow.fay.id] })).toEqual([422, 'practitionerIds'])
    expect(await field({ serviceId: undefined })).toEqual([422, 'serviceId'])
    const both = await Promise.all(
      [1, 2].map(() => fay().post('/waitlist', { clientId: willow.leo.id, serviceId: willow.gait.id })),
    )
    expect(both.map((each) => each.status).sort()).toEqual([200, 409])
    expect(both.find((each) => each.status === 409)!.body.code).toBe('already_waiting')
    const visit = await book(willow.ann.id, tuesday('10:00'))
    expect(
      (await fay().post('/waitlist', { clientId: willow.mia.id, replacesId: visit.id })).body.fields[0].field,
    ).toBe('replacesId')
    await cancel(visit.id)
    expect((await fay().post('/waitlist', { clientId: willow.ann.id, replacesId: visit.id })).body.code).toBe(
      'wrong_state',
    )
    expect(
      (await app.as(willow.rita).post('/waitlist', { clientId: willow.mia.id, serviceId: willow.gait.id }))
        .status,
    ).toBe(403)
  })

  test('knows which free times fit already', async () => {
    const { id } = await waits(willow.mia.id, {
      practitionerIds: [willow.petra.id],
      wantedTimes: [{ weekday: 2, from: '09:00', to: '10:30' }],
    })
    const { items } = await ok(fay().get('/waitlist/free-times', { entryId: id }))
    expect(items).toMatchObject([
      {
        entryId: id,
        count: 6,
        days: 2,
        first: [{ startsAt: '2026-03-03T09:00:00-05:00' }, { startsAt: '2026-03-10T09:00:00-04:00' }],
      },
    ])
  })

  test('ends by itself: booked in another way, its days over, or the visit to be moved up gone', async () => {
    const [guest, late] = (await people(['Otto', 'Lea'])) as [string, string]
    const visit = await book(willow.ann.id, '2026-03-12T10:00:00-04:00')
    const moved = await waits(willow.ann.id, { replacesId: visit.id, serviceId: undefined })
    const booked = await waits(guest)
    const over = await waits(late, { toDay: '2026-03-05' })
    app.clock.advance({ minutes: 1 })
    await book(guest, tuesday('13:00'))
    await app.sweepAll()
    expect(await entry(booked.id)).toMatchObject({ state: 'booked', endedBecause: 'booked_otherwise' })
    app.clock.set('2026-03-06T14:00:00Z')
    await app.sweepAll()
    expect(await entry(over.id)).toMatchObject({ state: 'expired', endedBecause: 'days_passed' })
    await cancel(visit.id)
    await app.settle()
    expect(await entry(moved.id)).toMatchObject({ state: 'withdrawn', endedBecause: 'visit_cancelled' })
  })
})

describe('offers', () => {
  test('go out in groups, the best first, by mail in the client’s language, with the reasons kept', async () => {
    const [ada, bea, cleo] = (await people(['Ada', 'Bea', 'Cleo'])) as [string, string, string]
    const [dora] = (await people(['Dora'], { language: 'de' })) as [string]
    const [emil] = (await people(['Emil'], { email: false })) as [string]
    const visit = await book(willow.mia.id, tuesday('10:00'))
    await waits(cleo)
    await waits(bea, { urgency: 'soon' })
    await waits(ada, { urgency: 'urgent' })
    await waits(emil, { urgency: 'soon', practitionerIds: [willow.petra.id] })
    await waits(dora, { wantedTimes: [{ weekday: 2, from: '00:00', to: '12:00' }] })
    await waits(willow.ann.id, { wantedTimes: [{ weekday: 3, from: '00:00', to: '12:00' }] })
    await cancel(visit.id)
    await after(0)
    // The cancellation may be taken back for two minutes.
    expect(offersMailed()).toEqual([])
    await after(2)
    const first = await slots()
    expect(first).toMatchObject([{ cause: 'cancelled', rounds: 1, nextAt: '2026-03-02T14:17:00.000Z' }])
    expect(first[0].offers.map((each: { client: { name: string } }) => each.client.name)).toEqual([
      'Ada Guest',
      'Emil Guest',
      'Bea Guest',
    ])
    const { score } = first[0].offers[0]
    expect(score.parts.map((part: { key: string }) => part.key)).toEqual([
      'urgency',
      'waiting',
      'fit',
      'chance',
    ])
    expect(score.facts).toMatchObject({ urgency: 'urgent', usedPercent: 100, practitioner: 'any' })
    expect(
      offersMailed()
        .map((each) => each.to)
        .sort(),
    ).toEqual(['ada', 'bea'])
    const calls = await ok(fay().get('/messages', { rule: 'waitlist_offer', channel: 'call' }))
    expect(calls.items).toMatchObject([{ clientName: 'Emil Guest', state: 'planned' }])
    await after(15)
    expect(
      offersMailed()
        .map((each) => each.to)
        .sort(),
    ).toEqual(['ada', 'bea', 'cleo', 'dora'])
    expect(offersMailed().find((each) => each.to === 'dora')!.text).toContain('Warteliste')
    expect(offersMailed()[0]!.subject).not.toMatch(/assessment|Ada/)
    // Nobody is left; Ann's mornings are Wednesdays.
    await after(15)
    expect((await slots())[0]).toMatchObject({ closedBecause: 'nobody' })
    expect((await ok(fay().get('/waitlist', { state: 'offered' }))).items).toHaveLength(5)
  })

  test('a claimed one is booked through the gate; the others learn it kindly and stay on the list', async () => {
    const [ada, bea] = (await people(['Ada', 'Bea'])) as [string, string]
    const visit = await book(willow.mia.id, tuesday('10:00'))
    const [first, second] = [await waits(ada), await waits(bea)]
    await cancel(visit.id)
    await after(2)
    const page = await ok(linkOf('ada').get('/offer'))
    expect(page).toMatchObject({
      state: 'open',
      startsAt: tuesday('10:00'),
      service: { name: 'Initial assessment' },
      practitioner: { name: 'Petra Schmidt' },
      priceMinor: 12_000,
      currency: 'USD',
      replaces: null,
      alternatives: [],
    })
    const claimed = await ok(linkOf('ada').post('/offer/acceptance', {}))
    expect(claimed.visit).toMatchObject({ state: 'booked', startsAt: tuesday('10:00') })
    expect(claimed.manageUrl).toContain('/visit/')
    expect(await entry(first.id)).toMatchObject({ state: 'booked', appointmentId: claimed.visit.id })
    expect(await ok(fay().get(`/appointments/${claimed.visit.id}`))).toMatchObject({ source: 'waitlist' })

    const late = await linkOf('bea').post('/offer/acceptance', {})
    expect([late.status, late.body.code, late.body.why]).toEqual([409, 'offer_gone', 'taken'])
    expect(late.body.alternatives).toHaveLength(3)
    expect(await ok(linkOf('bea').get('/offer'))).toMatchObject({ state: 'lost', isWaiting: true })
    expect(await entry(second.id)).toMatchObject({ state: 'waiting' })
    const again = await linkOf('ada').post('/offer/acceptance', {})
    expect([again.status, again.body.code]).toEqual([409, 'offer_answered'])
    expect((await app.withLink('x'.repeat(43)).post('/offer/acceptance', {})).status).toBe(404)
    expect((await app.withLink(/\/visit\/([\w-]+)/.exec(claimed.manageUrl)![1]!).get('/offer')).status).toBe(
      404,
    )
    expect((await slots())[0]).toMatchObject({ closedBecause: 'filled', filledHow: 'waitlist' })
    await app.settle()
    expect(app.mails.at(-1)!.subject).toContain('is booked')
    await allIsWell()
  })

  test('whoever came too late takes one of the next free times by the same link, by the terms of online booking', async () => {
    const [ada, bea, cleo] = (await people(['Ada', 'Bea', 'Cleo'])) as [string, string, string]
    const visit = await book(willow.mia.id, tuesday('10:00'))
    const later = await book(cleo, '2026-03-12T10:00:00-04:00')
    await waits(ada)
    const second = await waits(bea)
    await waits(cleo, { replacesId: later.id, serviceId: undefined })
    await cancel(visit.id)
    await after(2)
    await ok(linkOf('ada').post('/offer/acceptance', {}))
    const late = await linkOf('bea').post('/offer/acceptance', {})
    const [next, nextButOne] = late.body.alternatives
    expect(next).toMatchObject({ practitionerName: expect.any(String), locationName: 'Main Street' })
    const timeOf = ({ startsAt, practitionerId, locationId }: Record<string, string>) => ({
      startsAt,
      practitionerId,
      locationId,
    })
    // What nobody offered is bound by the notice of the service.
    const tooSoon = await linkOf('bea').post('/offer/other-time', {
      ...timeOf(next),
      startsAt: '2026-03-02T10:00:00-05:00',
    })
    expect([tooSoon.status, tooSoon.body.code]).toEqual([422, 'too_late'])
    const taken = await ok(linkOf('bea').post('/offer/other-time', timeOf(next)))
    expect(taken.visit).toMatchObject({ state: 'booked', startsAt: next.startsAt })
    expect(await entry(second.id)).toMatchObject({
      state: 'booked',
      endedBecause: 'other_time',
      appointmentId: taken.visit.id,
    })
    const again = await linkOf('bea').post('/offer/other-time', timeOf(nextButOne))
    expect([again.status, again.body.code, again.body.why]).toEqual([409, 'offer_gone', 'ended'])
    // The time is gone for the next who wants it, and whoever has a visit already moves that one.
    const third = await linkOf('cleo').post('/offer/other-time', timeOf(next))
    expect([third.status, third.body.code]).toEqual([409, 'slot_taken'])
    const page = await ok(linkOf('cleo').get('/offer'))
    expect(page.state).toBe('lost')
    const moved = await ok(linkOf('cleo').post('/offer/other-time', timeOf(page.alternatives[0])))
    expect(moved.visit).toMatchObject({ id: later.id, startsAt: page.alternatives[0].startsAt })
    await allIsWell()
  })

  test('another time of a service that needs approval is asked for, and the client waits on', async () => {
    const [ada, bea] = (await people(['Ada', 'Bea'])) as [string, string]
    await app.sql(`update service set requires_approval = true where practice_id = $1 and id = $2`, [
      willow.practiceId,
      willow.assessment.id,
    ])
    const visit = await book(willow.mia.id, tuesday('10:00'))
    await waits(ada)
    const second = await waits(bea)
    await cancel(visit.id)
    await after(2)
    await ok(linkOf('ada').post('/offer/acceptance', {}))
    const { alternatives } = await ok(linkOf('bea').get('/offer'))
    const { startsAt, practitionerId, locationId } = alternatives[0]
    const asked = await ok(linkOf('bea').post('/offer/other-time', { startsAt, practitionerId, locationId }))
    expect(asked.visit).toMatchObject({ state: 'requested', startsAt })
    expect(await entry(second.id)).toMatchObject({ state: 'waiting' })
    await allIsWell()
  })

  test('of 20 who claim one time at once exactly one has it, and nobody else loses anything', async () => {
    await ok(app.as(willow.nora).put('/waitlist/settings', { groupSize: 20 }))
    const names = Array.from({ length: 20 }, (_, index) => `Guest${index}`)
    const guests = await people(names)
    const visit = await book(willow.mia.id, tuesday('10:00'))
    for (const guest of guests) await waits(guest)
    await cancel(visit.id)
    await after(2)
    expect(offersMailed()).toHaveLength(20)
    const answers = await Promise.all(
      offersMailed().map(({ token }) => app.withLink(token).post('/offer/acceptance', {})),
    )
    expect(answers.filter((each) => each.status === 200)).toHaveLength(1)
    expect(
      new Set(
        answers.filter((each) => each.status !== 200).map((each) => `${each.status} ${each.body.code}`),
      ),
    ).toEqual(new Set(['409 offer_gone']))
    expect(
      await app.sql(`select 1 from appointment where practice_id = $1 and state = 'booked'`, [
        willow.practiceId,
      ]),
    ).toHaveLength(1)
    const states = await app.sql(
      `select state, count(*)::int from waitlist_entry where practice_id = $1 group by 1 order by 1`,
      [willow.practiceId],
    )
    expect(states).toEqual([
      { state: 'booked', count: 1 },
      { state: 'waiting', count: 19 },
    ])
    expect(
      await app.sql(`select deadlocks from pg_stat_database where datname = current_database()`),
    ).toEqual([{ deadlocks: 0 }])
    await allIsWell()
  })

  test('a freed time in which a session of a group was scheduled is no visit’s, and nobody is asked', async () => {
    const [ada] = (await people(['Ada'])) as [string]
    const visit = await book(willow.mia.id, tuesday('10:00'))
    const yoga = await ok(
      app.as(willow.max).post('/services', {
        name: 'Yoga',
        durationMinutes: 60,
        capacity: 2,
        practitioners: [{ id: willow.petra.id }],
      }),
    )
    await cancel(visit.id)
    await ok(
      fay().post('/sessions', {
        serviceId: yoga.id,
        practitionerId: willow.petra.id,
        startsAt: [tuesday('10:00')],
      }),
    )
    await waits(ada)
    await after(2)
    expect(await slots()).toMatchObject([{ filledAt: null, filledHow: null }])
    expect(offersMailed()).toEqual([])
  })

  test('a time that somebody else booked meanwhile is not offered, and an offer of it is lost', async () => {
    const [ada, bea] = (await people(['Ada', 'Bea'])) as [string, string]
    const visit = await book(willow.mia.id, tuesday('10:00'))
    await waits(ada)
    await cancel(visit.id)
    await after(0)
    const taken = await book(willow.ann.id, tuesday('10:00'))
    await after(2)
    expect(offersMailed()).toEqual([])
    expect((await slots())[0]).toMatchObject({ closedBecause: 'taken' })

    await cancel(taken.id)
    await after(2)
    expect(offersMailed()).toHaveLength(1)
    await book(bea, tuesday('10:30'))
    expect((await linkOf('ada').post('/offer/acceptance', {})).body).toMatchObject({
      code: 'offer_gone',
      why: 'taken',
    })
    await app.sweepAll()
    expect(await ok(linkOf('ada').get('/offer'))).toMatchObject({ state: 'lost' })
    await allIsWell()
  })

  test('whoever withdrew, was booked or has declined this very time gets nothing', async () => {
    const [ada, bea, cleo, dora] = (await people(['Ada', 'Bea', 'Cleo', 'Dora'])) as [
      string,
      string,
      string,
      string,
    ]
    const visit = await book(willow.mia.id, tuesday('10:00'))
    const gone = await waits(ada)
    await waits(bea)
    await waits(cleo)
    await waits(dora, { minNoticeMinutes: 3 * 24 * 60 })
    await cancel(visit.id)
    await after(0)
    await ok(fay().post(`/waitlist/entries/${gone.id}/withdrawal`, {}))
    app.clock.advance({ minutes: 1 })
    await book(bea, tuesday('14:00'))
    await after(1)
    expect(offersMailed().map((each) => each.to)).toEqual(['cleo'])
    await ok(linkOf('cleo').post('/offer/refusal', { never: true }))
    expect(await ok(linkOf('cleo').get('/offer'))).toMatchObject({ state: 'declined', isWaiting: true })
    // The same time frees once more.
    await cancel((await book(willow.mia.id, tuesday('10:00'))).id)
    await after(2)
    expect(offersMailed()).toHaveLength(1)
    await cancel((await book(willow.mia.id, tuesday('11:00'))).id)
    await after(2)
    expect(offersMailed()).toHaveLength(2)
    await ok(linkOf('cleo').post('/offer/withdrawal', {}))
    expect(await ok(linkOf('cleo').get('/offer'))).toMatchObject({ state: 'withdrawn', isWaiting: false })
  })

  test('work that is done again offers nobody the same time twice', async () => {
    const guests = await people(['Ada', 'Bea', 'Cleo', 'Dora'])
    const visit = await book(willow.mia.id, tuesday('10:00'))
    for (const guest of guests) await waits(guest)
    await cancel(visit.id)
    await app.settle()
    app.clock.advance({ minutes: 2 })
    // The process died after the work and before it was ticked off: everything is delivered once more.
    const jobs = await app.sql(
      `select kind, payload from job where practice_id = $1 and kind = 'waitlist.offer'`,
      [willow.practiceId],
    )
    const [freed] = await app.sql(
      `select id from event where practice_id = $1 and name = 'appointment.cancelled'`,
      [willow.practiceId],
    )
    const again = async () => {
      for (const { kind, payload } of jobs)
        await app.sql(
          `insert into job (id, practice_id, kind, payload, run_at, attempts, max_attempts, created_at) values (gen_random_uuid(), $1, $2, $3, $4, 0, 12, $4)`,
          [willow.practiceId, kind, payload, app.clock.now()],
        )
      await app.sql(
        `insert into job (id, practice_id, kind, payload, run_at, attempts, max_attempts, created_at) values (gen_random_uuid(), $1, 'event.deliver', $2, $3, 0, 12, $3)`,
        [willow.practiceId, { eventId: freed!.id, subscriber: 'waitlist.noteFreedTime' }, app.clock.now()],
      )
    }
    await again()
    await app.settle()
    await again()
    await app.settle()
    expect(
      await app.sql('select 1 from waitlist_slot where practice_id = $1', [willow.practiceId]),
    ).toHaveLength(1)
    expect(offersMailed()).toHaveLength(3)
    await after(15)
    expect(offersMailed()).toHaveLength(4)
    expect(new Set(offersMailed().map((each) => each.to)).size).toBe(4)
  })

  test('wait for the morning of each person, also in the night in which the clock changes', async () => {
    // Saturday 7 March, 21:30 in New York: the night loses an hour. It is Sunday afternoon in Auckland.
    const visit = await book(willow.mia.id, '2026-03-10T10:00:00-04:00')
    const [ada] = (await people(['Ada'])) as [string]
    const [bea] = (await people(['Bea'], { zone: 'Pacific/Auckland' })) as [string]
    await waits(ada, { urgency: 'urgent' })
    await waits(bea)
    app.clock.set('2026-03-08T02:30:00Z')
    await cancel(visit.id)
    await after(2)
    expect(offersMailed().map((each) => each.to)).toEqual(['bea'])
    await after(15)
    expect((await slots())[0]).toMatchObject({ closedBecause: null, nextAt: '2026-03-08T12:00:00.000Z' })
    app.clock.set('2026-03-08T11:59:00Z')
    await app.settle()
    expect(offersMailed()).toHaveLength(1)
    app.clock.set('2026-03-08T12:00:00Z')
    await app.settle()
    expect(offersMailed().map((each) => each.to)).toEqual(['bea', 'ada'])
  })

  test('stop so many hours before the start, at so many a day, and where the practice does it by hand', async () => {
    const [ada] = (await people(['Ada'])) as [string]
    await waits(ada)
    await ok(app.as(willow.nora).put('/waitlist/settings', { stopHours: 48 }))
    await cancel((await book(willow.mia.id, tuesday('10:00'))).id)
    await after(2)
    expect((await slots())[0]).toMatchObject({ closedBecause: 'too_late', offers: [] })
    await ok(app.as(willow.nora).put('/waitlist/settings', { stopHours: 2 }))
    for (const time of ['10:00', '12:00', '14:00', '16:00']) {
      await cancel((await book(willow.mia.id, tuesday(time))).id)
      await after(2)
    }
    expect(offersMailed()).toHaveLength(3)
    await ok(app.as(willow.nora).put('/waitlist/settings', { automatic: false }))
    await cancel((await book(willow.mia.id, '2026-03-04T10:00:00-05:00')).id)
    await after(2)
    expect((await slots())[0]).toMatchObject({ closedBecause: 'not_automatic', offers: [] })
    expect(
      (await app.as(willow.nora).put('/waitlist/settings', { writeFrom: '20:00', writeTo: '08:00' })).body
        .fields[0].field,
    ).toBe('writeTo')
    expect((await fay().put('/waitlist/settings', {})).status).toBe(403)
  })

  test('may keep the time from everybody else, who then cannot book it; the claim can', async () => {
    await ok(app.as(willow.nora).put('/waitlist/settings', { hold: true }))
    const [ada, bea] = (await people(['Ada', 'Bea'])) as [string, string]
    const visit = await book(willow.mia.id, tuesday('10:00'))
    await waits(ada)
    await cancel(visit.id)
    await after(2)
    expect((await slots('open'))[0]).toMatchObject({ isKept: true })
    const other = {
      serviceId: willow.assessment.id,
      practitionerId: willow.petra.id,
      clientId: bea,
      startsAt: tuesday('10:00'),
    }
    expect((await fay().post('/appointments', other)).body.code).toBe('slot_taken')
    expect((await ok(linkOf('ada').post('/offer/acceptance', {}))).visit).toMatchObject({
      startsAt: tuesday('10:00'),
    })
    await allIsWell()

    await cancel((await book(willow.mia.id, tuesday('13:00'))).id)
    await waits(bea)
    await after(2)
    await ok(linkOf('bea').post('/offer/refusal', {}))
    await app.settle()
    await app.sweepAll()
    expect(await ok(fay().post('/appointments', { ...other, startsAt: tuesday('13:00') }))).toMatchObject({
      state: 'booked',
    })
    await allIsWell()
  })

  test('a cancellation that is taken back offers nothing, and ends what is out', async () => {
    const [ada] = (await people(['Ada'])) as [string]
    await waits(ada)
    const visit = await book(willow.mia.id, tuesday('10:00'))
    await cancel(visit.id)
    await after(2)
    await ok(fay().post(`/appointments/${visit.id}/restoration`, {}))
    await app.settle()
    const late = await linkOf('ada').post('/offer/acceptance', {})
    expect(late.body).toMatchObject({ code: 'offer_gone', why: 'ended' })
    expect(await slots()).toEqual([])
    expect((await ok(fay().get('/waitlist/report', {}))).total).toMatchObject({ freed: 0 })
  })

  test('visits cancelled because their practitioner is away free no time', async () => {
    const visit = await book(willow.mia.id, tuesday('10:00'))
    await app.sql(
      `insert into time_off (practice_id, id, practitioner_id, starts_at, ends_at, kind) values ($1, gen_random_uuid(), $2, $3, $4, 'sick')`,
      [willow.practiceId, willow.petra.id, tuesday('00:00'), tuesday('23:00')],
    )
    await cancel(visit.id)
    await app.settle()
    expect(await slots()).toEqual([])
  })

  test('added hours are offered to those who wait', async () => {
    const [ada] = (await people(['Ada'])) as [string]
    await waits(ada, { practitionerIds: [willow.petra.id], fromDay: '2026-03-07', toDay: '2026-03-07' })
    await app.sql(
      `insert into opening_hours (practice_id, id, location_id, weekday, opens, closes) values ($1, gen_random_uuid(), $2, 6, '08:00', '18:00')`,
      [willow.practiceId, willow.mainStreet.id],
    )
    await ok(
      app.as(willow.nora).put(`/practitioners/${willow.petra.id}/days/2026-03-07`, {
        hours: [{ locationId: willow.mainStreet.id, starts: '09:00', ends: '12:00' }],
      }),
    )
    await after(2)
    expect((await slots())[0]).toMatchObject({ cause: 'hours', offers: [{ client: { name: 'Ada Guest' } }] })
    expect(offersMailed()[0]!.text).toContain('Saturday')
  })
})

describe('moving up', () => {
  test('cancel, offer, claim: the old time is offered on, to any depth; history and calendar entry stay', async () => {
    const [ada, bea, cleo] = (await people(['Ada', 'Bea', 'Cleo'])) as [string, string, string]
    const freed = await book(willow.mia.id, tuesday('10:00'))
    const adas = await book(ada, '2026-03-10T10:00:00-04:00')
    const beas = await book(bea, '2026-03-17T10:00:00-04:00')
    await waits(ada, { replacesId: adas.id, serviceId: undefined, urgency: 'urgent' })
    await waits(bea, { replacesId: beas.id, serviceId: undefined, fromDay: '2026-03-09' })
    await waits(cleo, { fromDay: '2026-03-16' })
    await cancel(freed.id)
    await after(2)
    expect(offersMailed().map((each) => each.to)).toEqual(['ada'])
    expect(offersMailed()[0]!.text).toContain('we move your present appointment')
    expect(await ok(linkOf('ada').get('/offer'))).toMatchObject({
      replaces: { startsAt: '2026-03-10T10:00:00-04:00' },
    })
    expect((await ok(linkOf('ada').post('/offer/acceptance', {}))).visit).toMatchObject({
      id: adas.id,
      startsAt: tuesday('10:00'),
    })
    expect(
      await app.sql(`select sequence, state, starts_at from appointment where id = $1`, [adas.id]),
    ).toEqual([{ sequence: 1, state: 'booked', starts_at: new Date(tuesday('10:00')) }])
    await after(2)
    await ok(linkOf('bea').post('/offer/acceptance', {}))
    await after(2)
    await ok(linkOf('cleo').post('/offer/acceptance', {}))
    const chain = await app.sql(
      `select cause, depth, filled_how from waitlist_slot where practice_id = $1 order by depth`,
      [willow.practiceId],
    )
    expect(chain).toEqual([
      { cause: 'cancelled', depth: 0, filled_how: 'moved_up' },
      { cause: 'moved', depth: 1, filled_how: 'moved_up' },
      { cause: 'moved', depth: 2, filled_how: 'waitlist' },
    ])
    await app.settle()
    await app.sweepAll()
    // Only the visit that is new brings money that was lost.
    expect(await ok(fay().get('/waitlist/report', { by: 'service' }))).toMatchObject({
      total: {
        freed: 3,
        offered: 3,
        filled: 3,
        filledByWaitlist: 3,
        fillPercent: 100,
        medianMinutes: 2,
        savedMinor: 12_000,
      },
      items: [{ name: 'Initial assessment', freed: 3 }],
    })
    await allIsWell()
  })

  test('a visit moved by hand frees only what it leaves', async () => {
    const [ada] = (await people(['Ada'])) as [string]
    const visit = await book(willow.mia.id, tuesday('10:00'))
    await waits(ada, { durationMinutes: 30 })
    await ok(fay().post(`/appointments/${visit.id}/move`, { startsAt: tuesday('10:30') }))
    await after(2)
    expect((await slots())[0]).toMatchObject({
      cause: 'moved',
      startsAt: '2026-03-03T15:00:00.000Z',
      endsAt: '2026-03-03T15:30:00.000Z',
      offers: [{ client: { name: 'Ada Guest' } }],
    })
  })
})

describe('by hand', () => {
  test('staff see who fits a gap and why, ask whom they choose, and book directly by phone', async () => {
    const [ada, bea] = (await people(['Ada', 'Bea'])) as [string, string]
    const [first, second] = [await waits(ada, { urgency: 'urgent' }), await waits(bea)]
    const gap = {
      practitionerId: willow.petra.id,
      locationId: willow.mainStreet.id,
      startsAt: tuesday('10:00'),
      endsAt: tuesday('11:00'),
    }
    const matches = () => ok(fay().get('/waitlist/matches', gap)).then(({ items }) => items)
    expect(await matches()).toMatchObject([
      {
        entry: { id: first.id },
        startsAt: '2026-03-03T15:00:00.000Z',
        asked: null,
        score: { facts: { urgency: 'urgent' } },
      },
      { entry: { id: second.id } },
    ])
    const { slotId, offered, skipped } = await ok(
      fay().post('/waitlist/offers', { ...gap, entryIds: [second.id, willow.mia.id] }),
    )
    expect([offered.length, skipped]).toEqual([1, [{ entryId: willow.mia.id, because: 'no_fit' }]])
    expect(
      (await ok(fay().post('/waitlist/offers', { ...gap, entryIds: [second.id] }))).skipped,
    ).toMatchObject([{ because: 'asked_before' }])
    expect((await matches())[1]).toMatchObject({ asked: 'open' })
    await app.settle()
    expect(offersMailed().map((each) => each.to)).toEqual(['bea'])
    const booked = await ok(
      fay().post(`/waitlist/entries/${first.id}/booking`, {
        startsAt: gap.startsAt,
        practitionerId: gap.practitionerId,
        locationId: gap.locationId,
      }),
    )
    expect(booked).toMatchObject({ source: 'waitlist', client: { id: ada } })
    expect((await linkOf('bea').post('/offer/acceptance', {})).body).toMatchObject({
      code: 'offer_gone',
      why: 'taken',
    })
    expect((await slots()).find((each: { id: string }) => each.id === slotId)).toMatchObject({
      filledHow: 'waitlist',
    })
    expect(
      (await fay().get('/waitlist/matches', { ...gap, endsAt: gap.startsAt })).body.fields[0].field,
    ).toBe('endsAt')
    expect(await matches()).toEqual([])
  })

  test('an offer can be accepted, declined and taken back for somebody on the phone, and the offering be ended', async () => {
    const [ada, bea, cleo] = (await people(['Ada', 'Bea', 'Cleo'])) as [string, string, string]
    for (const guest of [ada, bea, cleo]) await waits(guest)
    await cancel((await book(willow.mia.id, tuesday('10:00'))).id)
    await after(2)
    const [slot] = await slots('open')
    const idOf = (name: string) =>
      slot.offers.find((each: { client: { name: string } }) => each.client.name === name).id
    await ok(fay().post(`/waitlist/offers/${idOf('Ada Guest')}/refusal`, {}))
    await ok(fay().post(`/waitlist/offers/${idOf('Bea Guest')}/withdrawal`, {}))
    expect((await fay().post(`/waitlist/offers/${idOf('Bea Guest')}/withdrawal`, {})).body.code).toBe(
      'offer_answered',
    )
    expect(await ok(fay().post(`/waitlist/offers/${idOf('Cleo Guest')}/acceptance`, {}))).toMatchObject({
      client: { id: cleo },
    })
    await cancel((await book(willow.mia.id, tuesday('14:00'))).id)
    await after(2)
    const open = (await slots('open'))[0]
    await ok(fay().post(`/waitlist/slots/${open.id}/end`, {}))
    expect(await slots('open')).toEqual([])
    expect((await linkOf('ada').post('/offer/acceptance', {})).body).toMatchObject({ why: 'ended' })
  })
})
