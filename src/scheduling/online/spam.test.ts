import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Operation } from '../../platform/operation/operation.ts'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'
import { hold as holdOperation, puzzle as puzzleOperation } from './operations.ts'
import { bitsFor, leadingZeros } from './puzzle.ts'

let app: TestApp
let willow: Cast
let count = 0
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.end())
beforeEach(async () => {
  count += 1
  app.clock.set('2026-03-02T14:00:00Z')
  willow = await app.practice(`spam-${count}`)
})

async function asVisitor(operation: unknown, input: object, { cast = willow, address = '10.0.0.1' } = {}) {
  try {
    const { status, body } = await app.perform(operation as Operation, {
      practiceId: cast.practiceId,
      actor: { kind: 'public', name: 'Visitor' },
      input: { practice: cast.slug, ...input },
      address,
    })
    return { status, body: body as any }
  } catch (error) {
    const { status, code, details } = error as { status: number; code: string; details: object }
    return { status, body: { code, ...details } as any }
  }
}
const wish = (startsAt: string, more: object = {}) => ({
  serviceId: willow.assessment.id,
  practitionerId: willow.petra.id,
  startsAt,
  ...more,
})
const hold = (startsAt: string, more: object = {}, from: { cast?: Cast; address?: string } = {}) =>
  asVisitor(holdOperation, wish(startsAt, more), from)
const rules = async (change: object) =>
  app.as(willow.nora).put('/online-booking', {
    ...(await app.as(willow.nora).get('/online-booking')).body.rules,
    ...change,
  })

function solve({ challenge, bits }: { challenge: string; bits: number }) {
  for (let answer = 0; ; answer += 1) {
    const digest = createHash('sha256').update(`${challenge}:${answer}`).digest()
    if (leadingZeros(digest) >= bits) return { challenge, answer: String(answer) }
  }
}

describe('the puzzle', () => {
  test('without its answer no time is kept, and the refusal brings the puzzle along', async () => {
    await rules({ puzzle: 'always' })
    const refused = await hold('2026-03-03T10:00:00-05:00')
    expect(refused).toMatchObject({ status: 428, body: { code: 'puzzle_required', puzzle: { bits: 12 } } })
    const kept = await hold('2026-03-03T10:00:00-05:00', { puzzle: solve(refused.body.puzzle) })
    expect(kept.status).toBe(200)
  })

  test('counts once, for ten minutes, in the practice it was made for, and only if it is ours', async () => {
    await rules({ puzzle: 'always' })
    const { body } = await asVisitor(puzzleOperation, {})
    const solved = solve(body)
    expect((await hold('2026-03-03T10:00:00-05:00', { puzzle: solved })).status).toBe(200)
    const again = await hold('2026-03-03T11:00:00-05:00', { puzzle: solved }, { address: '10.0.0.2' })
    expect(again.body.code).toBe('puzzle_required')

    const late = solve((await asVisitor(puzzleOperation, {})).body)
    app.clock.advance({ minutes: 10 })
    expect((await hold('2026-03-03T12:00:00-05:00', { puzzle: late })).body.code).toBe('puzzle_required')

    const other = await app.practice(`spam-other-${count}`)
    const mine = solve((await asVisitor(puzzleOperation, {})).body)
    await app.sql(
      `update practice set settings = '{"online_booking": {"puzzle": "always"}}' where practice_id = $1`,
      [other.practiceId],
    )
    const elsewhere = await hold(
      '2026-03-03T13:00:00-05:00',
      { puzzle: mine, serviceId: other.assessment.id, practitionerId: other.petra.id },
      { cast: other },
    )
    expect(elsewhere.body.code).toBe('puzzle_required')

    const easier = mine.challenge.replace(/^12/, '01')
    for (const forged of [
      { challenge: easier, answer: '1' },
      { challenge: 'x', answer: '1' },
      { ...mine, answer: '999999999' },
    ])
      expect((await hold('2026-03-03T13:00:00-05:00', { puzzle: forged })).body.code).toBe('puzzle_required')
    expect((await hold('2026-03-03T13:00:00-05:00', { puzzle: { ...mine, answer: 'NaN' } })).body.code).toBe(
      'invalid',
    )
  })

  test('used twice at the same moment it counts once', async () => {
    await rules({ puzzle: 'always' })
    const puzzle = solve((await asVisitor(puzzleOperation, {})).body)
    const times = [10, 11, 12, 13].map((hour) => `2026-03-04T${hour}:00:00-05:00`)
    const all = await Promise.all(times.map((at, nth) => hold(at, { puzzle }, { address: `10.0.1.${nth}` })))
    expect(all.map((each) => each.status).sort()).toEqual([200, 428, 428, 428])
  })

  test('a time that was lost gives the answer back for another one', async () => {
    await rules({ puzzle: 'always' })
    const first = solve((await asVisitor(puzzleOperation, {})).body)
    expect((await hold('2026-03-03T10:00:00-05:00', { puzzle: first })).status).toBe(200)
    const second = solve((await asVisitor(puzzleOperation, {}, { address: '10.0.0.9' })).body)
    const lost = await hold('2026-03-03T10:00:00-05:00', { puzzle: second }, { address: '10.0.0.9' })
    expect(lost.body.code).toBe('slot_taken')
    const kept = await hold('2026-03-03T11:00:00-05:00', { puzzle: second }, { address: '10.0.0.9' })
    expect(kept.status).toBe(200)
  })

  test('a household meets none; whoever asks again and again meets harder and harder ones', async () => {
    expect((await asVisitor(puzzleOperation, {})).body).toMatchObject({ challenge: null, bits: 0 })
    expect(bitsFor('busy', { own: 11, all: 11 })).toBe(0)
    const own = [12, 13, 16, 20, 40].map((times) => bitsFor('busy', { own: times, all: 20 }))
    expect(own).toEqual([13, 14, 17, 20, 20])
    expect(bitsFor('busy', { own: 0, all: 31 })).toBe(14)
    expect(bitsFor('busy', { own: 0, all: 500 })).toBe(20)
    expect(bitsFor('always', { own: 0, all: 0 })).toBe(12)
  })
})

describe('confirmation by mail', () => {
  const who = { givenName: 'Nell', familyName: 'Grant', email: 'nell@grant.example' }
  const linkIn = (purpose: string) =>
    new RegExp(`/${purpose}/([\\w-]{40,})`).exec(app.mails.at(-1)!.text)?.[1] as string
  const clientsNamed = (name: string) =>
    app.sql('select id from client where practice_id = $1 and family_name = $2', [willow.practiceId, name])

  async function asked(startsAt: string, more: object = {}) {
    const { token } = (await hold(startsAt, {}, { address: `10.0.2.${startsAt.slice(11, 13)}` })).body
    const answer = await app.withLink(token).post('/holds/confirmation', { ...who, ...more })
    await app.settle()
    return { token: token as string, ...answer }
  }

  test('an unknown client is nobody, and the time only kept, until the mailed link is used', async () => {
    await rules({ confirmByMail: 'unknown' })
    const { body, token } = await asked('2026-03-03T10:00:00-05:00')
    expect(body).toMatchObject({
      token: null,
      confirmBy: '2026-03-02T14:30:00.000Z',
      visit: { state: 'held' },
    })
    expect(await clientsNamed('Grant')).toHaveLength(0)
    app.clock.advance({ minutes: 20 })
    await app.sweepAll()
    const mail = app.mails.at(-1)!
    expect(mail.to.address).toBe('nell@grant.example')
    // Nothing that was typed goes out: a stranger's box is not a place for somebody's words.
    expect(mail.text + mail.html).not.toMatch(/Nell|Grant\b/)
    const mailed = app.withLink(linkIn('book/confirm'))
    // Mail scanners open links; only the button books.
    expect((await mailed.get('/booking-confirmation')).body.visit.state).toBe('held')
    const booked = await mailed.post('/booking-confirmation')
    expect(booked.body).toMatchObject({ visit: { state: 'booked' } })
    expect(await clientsNamed('Grant')).toHaveLength(1)
    expect((await app.withLink(booked.body.token).get('/visit')).status).toBe(200)
    expect((await mailed.post('/booking-confirmation')).body.code).toBe('wrong_state')
    expect((await app.withLink(token).post('/holds/confirmation', who)).body.code).toBe('wrong_state')
    expect(
      await app.sql('select 1 from booking_to_confirm where practice_id = $1', [willow.practiceId]),
    ).toEqual([])
  })

  test('whoever does not confirm leaves nothing behind', async () => {
    await rules({ confirmByMail: 'unknown' })
    await asked('2026-03-03T11:00:00-05:00')
    const mailed = app.withLink(linkIn('book/confirm'))
    app.clock.advance({ minutes: 31 })
    expect((await mailed.post('/booking-confirmation')).body.code).toBe('hold_expired')
    await app.sweepAll()
    expect(await clientsNamed('Grant')).toHaveLength(0)
    expect(
      await app.sql('select 1 from booking_to_confirm where practice_id = $1', [willow.practiceId]),
    ).toEqual([])
  })

  test('a known client books at once, unless everybody has to confirm', async () => {
    const mia = { givenName: 'Mia', familyName: 'Rossi', email: 'mia@rossi.example', bornOn: '1988-05-04' }
    await rules({ confirmByMail: 'unknown' })
    expect((await asked('2026-03-04T10:00:00-05:00', mia)).body.visit.state).toBe('booked')
    await rules({ confirmByMail: 'always' })
    expect((await asked('2026-03-05T11:00:00-05:00', mia)).body.token).toBeNull()
  })

  test('nobody’s box is flooded through the page', async () => {
    await rules({ confirmByMail: 'unknown' })
    const { token } = await asked('2026-03-03T12:00:00-05:00')
    const again = () => app.withLink(token).post('/holds/confirmation', who)
    expect((await again()).status).toBe(200)
    expect((await again()).status).toBe(200)
    expect(await again()).toMatchObject({ status: 429, body: { code: 'too_many_mails' } })
  })
})

test('a field that only programs see is answered with a clear refusal', async () => {
  const { token } = (await hold('2026-03-03T10:00:00-05:00')).body
  const filled = { givenName: 'B', familyName: 'Ot', email: 'b@ot.example', website: 'http://spam.example' }
  expect((await app.withLink(token).post('/holds/confirmation', filled)).body.code).toBe('looks_automatic')
  const person = { ...filled, website: '' }
  expect((await app.withLink(token).post('/holds/confirmation', person)).status).toBe(200)
})

test('where only known people may book, a stranger is told so and nothing is made of them', async () => {
  await rules({ clients: 'known' })
  const { token } = (await hold('2026-03-03T10:00:00-05:00')).body
  const stranger = {
    givenName: 'Nell',
    familyName: 'Grant',
    email: 'nell@grant.example',
    bornOn: '1990-01-01',
  }
  expect((await app.withLink(token).post('/holds/confirmation', stranger)).body.code).toBe('known_only')
  const mia = { givenName: 'Mia', familyName: 'Rossi', email: 'mia@rossi.example', bornOn: '1988-05-04' }
  expect((await app.withLink(token).post('/holds/confirmation', mia)).status).toBe(200)
})
