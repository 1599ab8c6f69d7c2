import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Operation } from '../../platform/operation/operation.ts'
import { queriesOn } from '../../platform/database/transaction.ts'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'
import { hold as holdOperation } from '../online/operations.ts'
import { verifyBookings } from '../verify-bookings.ts'

let app: TestApp
let willow: Cast
beforeAll(async () => {
  app = await testApp({ appPool: 24 })
  willow = await app.practice()
})
afterAll(() => app.end())

interface Outcome {
  way: string
  slot: string
  status: number
  body: any
}

const HOURS = ['09', '10', '11', '13', '14']
const DAYS = ['03', '04', '05', '06']
/** Twenty hours of one practitioner, Tuesday to Friday. */
const slots = DAYS.flatMap((day) => HOURS.map((hour) => `2026-03-${day}T${hour}:00:00-05:00`))

const fay = () => app.as(willow.fay)
const wishFor = (startsAt: string) => ({
  serviceId: willow.assessment.id,
  practitionerId: willow.petra.id,
  startsAt,
})

/** So many clients, each with a mail address, written straight into the tables. */
async function people(number: number): Promise<string[]> {
  const rows = await app.sql(
    `insert into client (practice_id, id, number, given_name, family_name, search_key, last_key, created_at)
     select $1, gen_random_uuid(), 100 + n, 'Guest', 'No ' || n, 'guest', 'guest', now() from generate_series(1, $2::int) n returning id`,
    [willow.practiceId, number],
  )
  await app.sql(
    `insert into contact_point (practice_id, id, client_id, kind, value, created_at)
     select $1, gen_random_uuid(), c, 'email', 'guest' || n || '@guest.example', now() from unnest($2::uuid[]) with ordinality x (c, n)`,
    [willow.practiceId, rows.map((row) => row.id)],
  )
  return rows.map((row) => row.id)
}

async function bookAll(guests: string[], wishes: object[]) {
  const booked = []
  for (const [index, wish] of wishes.entries()) {
    const { status, body } = await fay().post('/appointments', { ...wish, clientId: guests[index] })
    expect(status, JSON.stringify(body)).toBe(200)
    booked.push(body.id as string)
  }
  return booked
}

async function holdAs(address: string, startsAt: string) {
  const input = { practice: willow.slug, ...wishFor(startsAt) }
  const actor = { kind: 'public', name: 'Visitor' } as const
  try {
    return await app.perform(holdOperation as unknown as Operation, {
      practiceId: willow.practiceId,
      actor,
      input,
      address,
    })
  } catch (error) {
    const { status, code, details } = error as { status: number; code: string; details: object }
    return { status, body: { code, ...details } }
  }
}

test('a thousand want twenty times at once, in every way there is: twenty have one, all others learn what is free', async () => {
  const guests = await people(1_000)
  const next = () => guests.shift()!
  // Twenty visits were cancelled: they may be restored, and who waits for their times has been written to.
  const cancelled = await bookAll(slots.map(next), slots.map(wishFor))
  // Twenty stand elsewhere and want to move here.
  const elsewhere = await bookAll(
    slots.map(next),
    slots.map((startsAt) => ({ ...wishFor(startsAt), practitionerId: willow.paul.id })),
  )
  for (const _slot of slots) {
    const wish = { clientId: next(), serviceId: willow.assessment.id, practitionerIds: [willow.petra.id] }
    expect((await fay().post('/waitlist', wish)).status).toBe(200)
  }
  for (const id of cancelled)
    expect(
      (await fay().post(`/appointments/${id}/cancellation`, { by: 'client', reason: 'ill' })).status,
    ).toBe(200)
  await app.settle()
  app.clock.advance({ minutes: 2 })
  await app.settle()
  const tokens = app.mails.flatMap((mail) => /\/offer\/([\w-]+)/.exec(mail.text)?.[1] ?? [])
  // Three are asked for each freed time.
  expect(tokens).toHaveLength(60)
  // Several at the desk: nobody alone may ask so often.
  const desks = await Promise.all([1, 2, 3, 4].map(() => app.makeKey(willow)))
  const desk = (turn: number) => app.withKey(desks[turn % desks.length]!)
  const ways: (() => Promise<Outcome>)[] = []
  const add = (way: string, slot: string, act: () => Promise<{ status: number; body?: any }>) =>
    ways.push(async () => ({ way, slot, body: null, ...(await act()) }))
  for (const token of tokens) add('claim', '', () => app.withLink(token).post('/offer/acceptance', {}))
  slots.forEach((slot, nth) => {
    add('restore', slot, () => desk(nth).post(`/appointments/${cancelled[nth]}/restoration`, {}))
    add('move', slot, () =>
      desk(nth).post(`/appointments/${elsewhere[nth]}/move`, {
        startsAt: slot,
        practitionerId: willow.petra.id,
      }),
    )
    for (let turn = 0; turn < 8; turn += 1) add('hold', slot, () => holdAs(`10.1.${nth}.${turn}`, slot))
  })
  for (let turn = 0; ways.length < 1_000; turn += 1) {
    const [slot, clientId] = [slots[turn % slots.length]!, next()]
    add('book', slot, () => desk(turn).post('/appointments', { ...wishFor(slot), clientId }))
  }
  const outcomes = await inLanes(100, shuffled(ways))
  const winners = outcomes.filter(({ status }) => status === 200)
  const taken = await app.sql(
    `select starts_at from appointment where practice_id = $1 and practitioner_id = $2 and state in ('booked', 'held') order by 1`,
    [willow.practiceId, willow.petra.id],
  )
  expect(outcomes).toHaveLength(1_000)
  expect(winners).toHaveLength(20)
  expect(taken.map((row) => row.starts_at.getTime())).toEqual(slots.map((slot) => Date.parse(slot)))
  for (const { way, status, body } of outcomes) {
    if (status === 200) continue
    expect([way, status, body.code]).toEqual([way, 409, way === 'claim' ? 'offer_gone' : 'slot_taken'])
    expect(body.alternatives, way).toHaveLength(3)
  }
  const found = await Promise.all(
    verifyBookings.map((each) =>
      each.run(queriesOn(app.database.steward), willow.practiceId, app.clock.now()),
    ),
  )
  expect(found.flat()).toEqual([])
}, 180_000)

/** The same order in every run, but the ways mixed. */
function shuffled<T>(all: T[]): T[] {
  return all
    .map((one, index) => [(index * 7919) % 1009, one] as const)
    .toSorted((a, b) => a[0] - b[0])
    .map(([, one]) => one)
}

async function inLanes<T>(lanes: number, acts: (() => Promise<T>)[]): Promise<T[]> {
  const answers: T[] = []
  const lane = async () => {
    for (let act = acts.shift(); act; act = acts.shift()) answers.push(await act())
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return answers
}
