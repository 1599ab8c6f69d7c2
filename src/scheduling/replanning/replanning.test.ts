import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { queriesOn } from '../../platform/database/transaction.ts'
import type { Cast, ClientPerson } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'
import { verifyBookings } from '../verify-bookings.ts'

let app: TestApp
let willow: Cast
let count = 0
beforeAll(async () => {
  app = await testApp({ appPool: 12 })
})
afterAll(() => app.end())
beforeEach(async () => {
  count += 1
  willow = await app.practice(`willow-${count}`)
})

const fay = () => app.as(willow.fay)
/** Tuesday 3 March 2026, in New York. */
const tuesday = (time: string) => `2026-03-03T${time}:00-05:00`

async function book(client: ClientPerson, startsAt: string, more: object = {}) {
  const answer = await fay().post('/appointments', {
    serviceId: willow.treatment.id,
    practitionerId: willow.petra.id,
    clientId: client.id,
    startsAt,
    ...more,
  })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body as { id: string; startsAt: string; room: { id: string } }
}

/** Petra falls ill on Tuesday. */
async function ill(more: object = {}) {
  const answer = await fay().post('/replannings', {
    practitionerId: willow.petra.id,
    from: tuesday('00:00'),
    to: '2026-03-04T00:00:00-05:00',
    ...more,
  })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body
}
const visit = async (id: string) => (await fay().get(`/appointments/${id}`)).body
const open = async (id: string) => (await fay().get(`/replannings/${id}`)).body
const act = async (id: string, what: string, body: object = {}) => {
  const answer = await fay().post(`/replannings/${id}/${what}`, body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  await app.settle()
  return open(id)
}
const rowOf = (plan: { rows: { appointmentId: string }[] }, { id }: { id: string }) =>
  // The tests look into answers of every shape.
  // oxlint-disable-next-line no-explicit-any
  plan.rows.find((row) => row.appointmentId === id) as any
// The confirmation of a visit comes by its automation and may come after the offer.
const REPLAN = /\/replan\/([\w-]{40,})/
const offerLink = (to: string) =>
  REPLAN.exec(app.mails.filter((mail) => mail.to.address === to && REPLAN.test(mail.text)).at(-1)!.text)![1]!
const when = (instant: string) => new Date(instant).toISOString()

async function allIsWell() {
  const found = await Promise.all(
    verifyBookings.map((each) =>
      each.run(queriesOn(app.database.steward), willow.practiceId, app.clock.now()),
    ),
  )
  expect(found.flat()).toEqual([])
}

describe('a lost day', () => {
  test('proposes a new time for every visit ahead, with what it costs the client, and touches nothing yet', async () => {
    const morning = await book(willow.mia, tuesday('10:00'))
    const noon = await book(willow.ann, tuesday('13:00'))
    const arrived = await book(willow.leo, tuesday('15:00'))
    await app.sql(`update appointment set state = 'arrived', arrived_at = created_at where id = $1`, [
      arrived.id,
    ])
    const plan = await ill({ reason: 'Flu' })
    expect(plan).toMatchObject({
      kind: 'lost',
      state: 'draft',
      reason: 'Flu',
      what: { type: 'practitioner', name: 'Petra Schmidt' },
      totals: { visits: 2, placed: 2 },
    })
    for (const row of plan.rows) {
      const { proposal, terms, cost } = row
      const loses = proposal.practitioner.id === willow.petra.id && proposal.startsAt.startsWith('2026-03-03')
      expect(loses).toBe(false)
      expect(terms.reduce((sum: number, each: { points: number }) => sum + each.points, 0)).toBe(cost)
    }
    expect(plan.totals.cost).toBe(plan.rows[0].cost + plan.rows[1].cost)
    expect((await visit(morning.id)).startsAt).toBe(when(tuesday('10:00')))
    expect((await visit(noon.id)).startsAt).toBe(when(tuesday('13:00')))
  })

  test('whoever only helps at a visit is replaced where the visit stands; all helpers are tried, and undo brings them back', async () => {
    const tina = await app
      .as(willow.nora)
      .post('/staff', { name: 'Tina Berg', role: 'practitioner', isPractitioner: true })
    const tinaId = tina.body.staff.id as string
    await app.sql(
      `insert into working_hours select (jsonb_populate_record(w, jsonb_build_object('id', gen_random_uuid(), 'practitioner_id', $2::uuid))).*
       from working_hours w where w.practice_id = $1 and w.practitioner_id = $3`,
      [willow.practiceId, tinaId, willow.paul.id],
    )
    const surgery = await app.as(willow.max).post('/services', {
      name: 'Surgery',
      durationMinutes: 30,
      practitioners: [{ id: willow.petra.id }],
      assistantIds: [willow.paul.id, tinaId],
    })
    const made = await book(willow.mia, tuesday('10:00'), { serviceId: surgery.body.id })
    const helper = (await visit(made.id)).assistant.id as string
    const other = helper === tinaId ? willow.paul.id : tinaId
    const plan = await ill({ practitionerId: helper, approach: 'move', markAway: false })
    expect(rowOf(plan, made)).toMatchObject({
      proposal: { practitioner: { id: willow.petra.id }, startsAt: tuesday('10:00') },
      terms: [{ code: 'other_assistant' }],
    })
    expect(rowOf(await act(plan.id, 'approval'), made)).toMatchObject({ state: 'moved' })
    expect((await visit(made.id)).assistant.id).toBe(other)
    await act(plan.id, 'undo')
    expect((await visit(made.id)).assistant.id).toBe(helper)
    // With both away the visit goes to a time at which somebody is there to help.
    const away = { startsAt: tuesday('00:00'), endsAt: '2026-03-04T00:00:00-05:00', kind: 'sick' }
    expect((await app.as(willow.max).post('/time-off', { practitionerId: other, ...away })).status).toBe(200)
    const both = await ill({ practitionerId: helper })
    const { proposal } = rowOf(both, made)
    expect(proposal.startsAt.slice(0, 10)).not.toBe('2026-03-03')
    await allIsWell()
  })

  test('a client who usually sees her is kept with her, a day later; one who knows both goes to the colleague at once', async () => {
    await app.sql(`update client set usual_practitioner_id = $1 where id = $2`, [
      willow.petra.id,
      willow.mia.id,
    ])
    const loyal = await book(willow.mia, tuesday('10:00'))
    await book(willow.ann, '2026-03-02T15:00:00-05:00', { practitionerId: willow.paul.id })
    const easy = await book(willow.ann, tuesday('13:00'))
    const plan = await ill()
    expect(rowOf(plan, loyal)).toMatchObject({
      proposal: { practitioner: { id: willow.petra.id }, startsAt: '2026-03-04T10:00:00-05:00' },
      terms: [{ code: 'later', points: 10, values: { days: 1 } }],
    })
    expect(rowOf(plan, easy)).toMatchObject({
      proposal: { practitioner: { id: willow.paul.id }, startsAt: tuesday('13:00') },
      terms: [{ code: 'other_practitioner', points: 8 }],
    })
    expect(plan.totals).toMatchObject({ samePractitioner: 1, averageDays: 0.5 })
  })

  test('approved in bulk moves every visit and tells the client; one undo puts all back, ill or not', async () => {
    const first = await book(willow.mia, tuesday('10:00'))
    const second = await book(willow.ann, tuesday('13:00'))
    const plan = await ill({ approach: 'move', markAway: false })
    const approved = await act(plan.id, 'approval')
    expect(approved).toMatchObject({ state: 'done', counts: { moved: 2 } })
    expect((await visit(first.id)).startsAt).toBe(when(rowOf(approved, first).proposal.startsAt))
    expect(app.mails.filter((mail) => /has moved/.test(mail.subject)).length).toBeGreaterThanOrEqual(2)
    await app.as(willow.max).post('/time-off', {
      practitionerId: willow.petra.id,
      startsAt: tuesday('00:00'),
      endsAt: '2026-03-04T00:00:00-05:00',
      kind: 'sick',
    })
    const undone = await act(plan.id, 'undo')
    expect(undone).toMatchObject({ state: 'undone', counts: { undone: 2 }, can: { undo: false } })
    expect(await visit(first.id)).toMatchObject({
      startsAt: when(tuesday('10:00')),
      practitioner: { id: willow.petra.id },
      overlapReason: null,
    })
    expect((await visit(second.id)).startsAt).toBe(when(tuesday('13:00')))
    expect((await fay().post(`/replannings/${plan.id}/undo`)).body.code).toBe('wrong_state')
    await allIsWell()
  })

  test('an undo says what could not go back: the old time was given away, or the visit was moved on', async () => {
    const first = await book(willow.mia, tuesday('10:00'))
    const second = await book(willow.ann, tuesday('13:00'))
    const plan = await ill({ approach: 'move' })
    await act(plan.id, 'approval')
    await book(willow.leo, tuesday('10:15'))
    await fay().post(`/appointments/${second.id}/move`, { startsAt: '2026-03-12T11:00:00-04:00' })
    const undone = await act(plan.id, 'undo')
    expect(rowOf(undone, first)).toMatchObject({ state: 'not_undone', why: 'slot_taken' })
    expect(rowOf(undone, second)).toMatchObject({ state: 'not_undone', why: 'changed' })
    expect((await visit(first.id)).overlapReason).toBeNull()
    await allIsWell()
  })

  test('a row can get another time, stay, be cancelled or called; what is pinned is not proposed anew', async () => {
    const [a, b, c] = [
      await book(willow.mia, tuesday('10:00')),
      await book(willow.ann, tuesday('13:00')),
      await book(willow.leo, tuesday('15:00')),
    ]
    const plan = await ill({ approach: 'move' })
    const path = (one: { id: string }) => `/replannings/${plan.id}/rows/${rowOf(plan, one).id}`
    const times = (await fay().get(`${path(a)}/times`)).body.items
    const chosen = times.find((each: { startsAt: string }) => each.startsAt === '2026-03-06T10:00:00-05:00')
    const time = { startsAt: chosen.startsAt, practitionerId: chosen.practitionerId }
    expect((await fay().patch(path(a), { time })).body.rows[0]).toMatchObject({
      pinned: true,
      proposal: { startsAt: chosen.startsAt },
    })
    const taken = { startsAt: tuesday('12:05'), practitionerId: willow.petra.id }
    expect((await fay().patch(path(a), { time: taken })).body).toMatchObject({ code: 'slot_taken' })
    await fay().patch(path(b), { choice: 'leave' })
    await fay().patch(path(c), { choice: 'cancel' })
    const again = (await fay().post(`/replannings/${plan.id}/proposals`)).body
    expect(rowOf(again, a).proposal.startsAt).toBe(chosen.startsAt)
    const done = await act(plan.id, 'approval')
    expect(done.counts).toEqual({ moved: 1, left: 1, cancelled: 1 })
    expect((await visit(c.id)).state).toBe('cancelled')
    const undone = await act(plan.id, 'undo')
    expect((await visit(c.id)).state).toBe('booked')
    expect(undone.counts).toEqual({ undone: 2, left: 1 })
  })

  test('keeps the visits of a plan between their neighbours', async () => {
    const planId = '019c0000-0000-7000-8000-000000000001'
    const visits = [
      await book(willow.mia, '2026-03-02T16:00:00-05:00'),
      await book(willow.mia, tuesday('10:00')),
      await book(willow.mia, '2026-03-05T10:00:00-05:00', { practitionerId: willow.paul.id }),
    ]
    await app.sql(`update appointment set plan_id = $1 where id = any($2::uuid[])`, [
      planId,
      visits.map((each) => each.id),
    ])
    const row = rowOf(await ill(), visits[1]!)
    expect(new Date(row.proposal.startsAt).getTime()).toBeLessThan(Date.parse('2026-03-05T10:00:00-05:00'))
  })

  test('what can’t be planned is refused with the field: two losses, none, an end before the start, the past', async () => {
    const base = { from: tuesday('00:00'), to: tuesday('18:00') }
    const post = async (body: object) => (await fay().post('/replannings', body)).body
    expect(await post(base)).toMatchObject({ code: 'invalid', fields: [{ field: 'practitionerId' }] })
    expect(await post({ ...base, practitionerId: willow.petra.id, roomId: willow.room1.id })).toMatchObject({
      code: 'invalid',
      fields: [{ field: 'practitionerId' }],
    })
    expect(await post({ practitionerId: willow.petra.id, from: base.to, to: base.from })).toMatchObject({
      fields: [{ field: 'to' }],
    })
    expect(
      await post({
        practitionerId: willow.petra.id,
        from: '2026-02-02T09:00:00Z',
        to: '2026-02-03T09:00:00Z',
      }),
    ).toMatchObject({ fields: [{ field: 'to' }] })
    const other = await app.practice(`oak-${count}`)
    expect(await post({ ...base, practitionerId: other.petra.id })).toMatchObject({ code: 'not_found' })
    expect(await post({ ...base, from: 'Tuesday', practitionerId: willow.petra.id })).toMatchObject({
      code: 'invalid',
    })
  })

  test('a lost room costs nobody their hour when another is free, and no mail', async () => {
    const first = await book(willow.mia, tuesday('10:00'))
    const before = app.mails.length
    await app.settle()
    const mails = app.mails.length
    expect(mails).toBeGreaterThan(before)
    const answer = await fay().post('/replannings', {
      roomId: first.room.id,
      from: tuesday('08:00'),
      to: tuesday('18:00'),
      approach: 'move',
    })
    expect(rowOf(answer.body, first)).toMatchObject({
      proposal: { startsAt: tuesday('10:00') },
      terms: [{ code: 'other_room', points: 1 }],
    })
    const done = await act(answer.body.id, 'approval')
    expect(done.counts).toEqual({ moved: 1 })
    expect((await visit(first.id)).room.id).not.toBe(first.room.id)
    expect(app.mails.length).toBe(mails)
  })

  test('time off that is entered names the visits it concerns', async () => {
    const first = await book(willow.mia, tuesday('10:00'))
    const { body } = await app.as(willow.max).post('/time-off', {
      practitionerId: willow.petra.id,
      startsAt: tuesday('00:00'),
      endsAt: tuesday('18:00'),
      kind: 'sick',
    })
    const answer = await fay().get(`/time-off/${body.timeOff.id}/affected`)
    expect(answer.body).toMatchObject({ kind: 'sick', visits: [{ appointmentId: first.id }] })
  })
})

describe('an offer', () => {
  test('goes out by mail, the visit stays meanwhile; one tap moves it, a second tap changes nothing, an undo leaves it', async () => {
    const first = await book(willow.ann, tuesday('10:00'))
    const plan = await act((await ill()).id, 'approval')
    const { proposal } = rowOf(plan, first)
    expect(rowOf(plan, first)).toMatchObject({ state: 'offered', answerBy: '2026-03-03T14:00:00.000Z' })
    expect((await visit(first.id)).startsAt).toBe(when(tuesday('10:00')))
    const page = app.withLink(offerLink('ann@whitfield.example'))
    expect((await page.get('/replan')).body).toMatchObject({
      state: 'open',
      service: 'Physiotherapy treatment',
      old: { startsAt: tuesday('10:00') },
      proposal: { startsAt: proposal.startsAt },
    })
    const accepted = await page.post('/replan/acceptance', { seen: proposal.startsAt })
    expect(accepted.body).toMatchObject({ state: 'accepted', outcome: 'accepted' })
    expect((await page.post('/replan/acceptance')).body).toMatchObject({ state: 'accepted' })
    expect((await visit(first.id)).startsAt).toBe(when(proposal.startsAt))
    const undone = await act(plan.id, 'undo')
    expect(undone.counts).toEqual({ accepted: 1 })
    expect((await visit(first.id)).startsAt).toBe(when(proposal.startsAt))
  })

  test('whose time was taken meanwhile is answered with another one, which can be taken as well', async () => {
    const first = await book(willow.ann, tuesday('10:00'))
    const plan = await act((await ill()).id, 'approval')
    const { proposal } = rowOf(plan, first)
    await book(willow.leo, proposal.startsAt, { practitionerId: proposal.practitioner.id })
    const page = app.withLink(offerLink('ann@whitfield.example'))
    const second = await page.post('/replan/acceptance')
    expect(second.body).toMatchObject({ state: 'open', outcome: 'taken', isSecond: true })
    expect(second.body.proposal.startsAt).not.toBe(proposal.startsAt)
    expect((await visit(first.id)).startsAt).toBe(when(tuesday('10:00')))
    const unseen = await page.post('/replan/acceptance', { seen: proposal.startsAt })
    expect(unseen.body).toMatchObject({ state: 'open', outcome: 'taken' })
    const done = await page.post('/replan/acceptance', { seen: second.body.proposal.startsAt })
    expect(done.body).toMatchObject({ state: 'accepted' })
    await allIsWell()
  })

  test('can be answered with another time; a time nobody offered is refused', async () => {
    const first = await book(willow.ann, tuesday('10:00'))
    await act((await ill()).id, 'approval')
    const page = app.withLink(offerLink('ann@whitfield.example'))
    const { items } = (await page.get('/replan/times')).body
    const time = { startsAt: items[8].startsAt, practitionerId: items[8].practitioner.id }
    const sunday = { startsAt: '2026-03-08T10:00:00-04:00', practitionerId: willow.paul.id }
    expect((await page.post('/replan/acceptance', { time: sunday })).body.code).toBe('slot_taken')
    expect((await page.post('/replan/acceptance', { time })).body.state).toBe('accepted')
    expect((await visit(first.id)).startsAt).toBe(when(time.startsAt))
  })

  test('without an answer in time, or without an address, it is a call to make, for somebody, until reached', async () => {
    const first = await book(willow.ann, tuesday('15:00'))
    const silent = await book(willow.mia, tuesday('13:00'))
    await app.sql(`delete from contact_point where client_id = $1 and kind = 'email'`, [willow.mia.id])
    let plan = await act((await ill({ answerHours: 4 })).id, 'approval')
    expect(rowOf(plan, silent)).toMatchObject({ state: 'todo', why: 'no_email' })
    expect(rowOf(plan, first).state).toBe('offered')
    app.clock.advance({ hours: 5 })
    await app.sweepAll()
    plan = await open(plan.id)
    const row = rowOf(plan, first)
    expect(row).toMatchObject({ state: 'todo', why: 'no_answer' })
    const call = (body: object) => fay().post(`/replannings/${plan.id}/rows/${row.id}/call`, body)
    await call({ staffId: willow.fay.id })
    expect(rowOf((await call({ outcome: 'not_reached', note: 'Voicemail' })).body, first)).toMatchObject({
      state: 'todo',
      tries: 1,
      note: 'Voicemail',
      assignee: { id: willow.fay.id },
    })
    const page = app.withLink(offerLink('ann@whitfield.example'))
    expect((await page.post('/replan/acceptance')).body.code).toBe('offer_over')
    expect(rowOf((await call({ outcome: 'reached' })).body, first).state).toBe('settled')
    expect((await call({ outcome: 'reached' })).body.code).toBe('wrong_state')
    app.clock.advance({ hours: -5 })
  })

  test('a guessed link opens nothing, and the link of one client says nothing of another', async () => {
    await book(willow.ann, tuesday('10:00'))
    await book(willow.mia, tuesday('13:00'))
    await act((await ill()).id, 'approval')
    expect((await app.withLink('x'.repeat(43)).get('/replan')).status).toBe(404)
    const page = app.withLink(offerLink('ann@whitfield.example'))
    const text = JSON.stringify((await page.get('/replan')).body)
    expect(text).not.toContain('Mia')
    expect(text).not.toContain('Rossi')
  })
})

describe('while proposals are open', () => {
  /** Sixteen clients of Petra over two days, written straight into the table. */
  async function fullDays() {
    const ids = await app.sql(
      `insert into client (practice_id, id, number, given_name, family_name, search_key, last_key, created_at)
       select $1, gen_random_uuid(), 100 + n, 'Guest', 'No ' || n, 'guest', 'guest', now() from generate_series(1, 12) n returning id`,
      [willow.practiceId],
    )
    const hours = ['09', '10', '11', '13', '14', '15'].map((hour) => `${hour}:00`)
    const starts = [...hours.map(tuesday), ...hours.map((hour) => `2026-03-04T${hour}:00-05:00`)]
    await Promise.all(
      starts.map((startsAt, nth) => book({ ...willow.mia, id: ids[nth]!.id as string }, startsAt)),
    )
    return starts.length
  }

  test('somebody books into them while all are approved at once: nobody is in two places, and the report says what is proposed anew', async () => {
    const visits = await fullDays()
    const plan = await ill({ to: '2026-03-05T00:00:00-05:00', approach: 'move' })
    expect(plan.totals).toMatchObject({ visits, placed: visits })
    const rivals = plan.rows
      .slice(0, 5)
      .map((row: { proposal: { startsAt: string; practitioner: { id: string } } }) => ({
        serviceId: willow.treatment.id,
        clientId: willow.ann.id,
        startsAt: row.proposal.startsAt,
        practitionerId: row.proposal.practitioner.id,
      }))
    const approval = fay().post(`/replannings/${plan.id}/approval`)
    const [, , ...booked] = await Promise.all([
      approval,
      approval.then(() => app.settle()),
      ...rivals.map((wish: object) => app.as(willow.max).post('/appointments', wish)),
    ])
    const won = booked.filter((each) => each.status === 200).length
    await app.settle()
    const after = await open(plan.id)
    const anew = after.rows.filter((row: { state: string }) => row.state === 'proposed')
    expect(after.counts.moved + anew.length).toBe(visits)
    // Whoever lost has a new proposal; a rival may also have taken only the room, of which there is another.
    expect(anew.length).toBeLessThanOrEqual(won)
    for (const row of anew) expect(row.reproposedAt).not.toBeNull()
    await allIsWell()
    if (anew.length > 0) expect((await act(plan.id, 'approval')).counts.moved).toBe(visits)
    await allIsWell()
  })

  test('one who books an approved time first has it, and the visit gets another proposal', async () => {
    const first = await book(willow.mia, tuesday('10:00'))
    const plan = await ill({ approach: 'move' })
    const { proposal } = rowOf(plan, first)
    await book(willow.ann, proposal.startsAt, { practitionerId: proposal.practitioner.id })
    const after = await act(plan.id, 'approval')
    expect(rowOf(after, first)).toMatchObject({ state: 'proposed' })
    expect(rowOf(after, first).reproposedAt).not.toBeNull()
    expect(rowOf(after, first).proposal.startsAt).not.toBe(proposal.startsAt)
    expect((await visit(first.id)).startsAt).toBe(when(tuesday('10:00')))
    expect((await act(plan.id, 'approval')).counts).toEqual({ moved: 1 })
  })
})
