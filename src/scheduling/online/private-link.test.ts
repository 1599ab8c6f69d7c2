import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'

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
  willow = await app.practice(`willow-${count}`)
})

const TEN = '2026-03-03T10:00:00-05:00'
const visitor = (path: string, query: Record<string, unknown> = {}) =>
  app.visitor().get(`/public/${willow.slug}${path}`, query)
const hold = (more: object = {}) =>
  app.visitor().post(`/public/${willow.slug}/holds`, {
    serviceId: willow.assessment.id,
    practitionerId: willow.petra.id,
    startsAt: TEN,
    ...more,
  })
const invite = (more: object = {}) =>
  app.as(willow.fay).post('/booking-links', { clientId: willow.mia.id, ...more })
const tokenIn = (url: string) => url.split('/').at(-1)!
const openLink = async (url: string) => (await app.withLink(tokenIn(url)).post('/booking-invitations')).body
const confirmAs = (held: string, token: string, clientId = willow.mia.id) =>
  app.withLink(held).post('/holds/confirmation', { person: { token, clientId } })

/** Makes the assessment bookable by its link alone; answers the end of the link. */
async function hide(): Promise<string> {
  const { body } = await app.as(willow.max).get(`/services/${willow.assessment.id}`)
  const { id, rowVersion } = body
  const edited = await app.as(willow.max).patch(`/services/${id}`, { rowVersion, linkOnly: true })
  expect(edited.status, JSON.stringify(edited.body)).toBe(200)
  return edited.body.linkKey
}

test('a service by private link is listed for nobody, and found, held and booked by whoever has the link', async () => {
  const link = await hide()
  const listed = async (query = {}) =>
    (await visitor('/booking', query)).body.services.some(
      ({ id }: { id: string }) => id === willow.assessment.id,
    )
  const serviceId = willow.assessment.id
  expect(await listed()).toBe(false)
  expect(await listed({ link: 'guessed-and-wrong' })).toBe(false)
  expect(await listed({ link })).toBe(true)
  expect((await visitor('/availability', { serviceId })).body.code).toBe('not_offered')
  expect((await visitor('/availability', { serviceId, link })).body.items.length).toBeGreaterThan(0)
  expect((await visitor('/availability', { serviceId: willow.treatment.id, also: serviceId })).status).toBe(
    422,
  )
  expect((await hold()).body.code).toBe('not_offered')
  expect((await hold({ link })).status).toBe(200)
  expect((await app.as(willow.fay).get(`/services/${serviceId}`)).body.linkKey).toBe(link)
})

test('a renewed link opens what the old one opened, and the old one nothing', async () => {
  const old = await hide()
  const path = `/services/${willow.assessment.id}/link-renewal`
  expect((await app.as(willow.fay).post(path)).status).toBe(403)
  const { linkKey } = (await app.as(willow.max).post(path)).body
  expect(linkKey).not.toBe(old)
  expect((await hold({ link: old })).body.code).toBe('not_offered')
  expect((await hold({ link: linkKey })).status).toBe(200)
})

test('a link for one client books without typing, once, what it is for and nothing else', async () => {
  const link = await hide()
  const made = await invite({ serviceId: willow.assessment.id, practitionerId: willow.petra.id })
  expect(made.status, JSON.stringify(made.body)).toBe(200)
  const opened = await openLink(made.body.url)
  expect(opened).toMatchObject({
    practice: willow.slug,
    people: [{ id: willow.mia.id }],
    serviceId: willow.assessment.id,
    practitionerId: willow.petra.id,
    link,
  })
  const other = await hold({ serviceId: willow.treatment.id })
  expect((await confirmAs(other.body.token, opened.token)).body.code).toBe('invitation_other')
  const held = await hold({ link, startsAt: '2026-03-03T11:00:00-05:00' })
  const second = await hold({ link, startsAt: '2026-03-04T11:00:00-05:00' })
  const booked = await confirmAs(held.body.token, opened.token)
  expect(booked.status, JSON.stringify(booked.body)).toBe(200)
  const owner = await app.sql('select client_id from appointment where id = $1', [booked.body.visit.id])
  expect(owner[0]!.client_id).toBe(willow.mia.id)
  expect((await confirmAs(second.body.token, opened.token)).body.code).toBe('link_used')
  expect((await openLink(made.body.url)).code).toBe('link_used')
})

test('two tabs with one single-use link book once', async () => {
  const { token } = await openLink((await invite()).body.url)
  const [one, two] = await Promise.all([hold(), hold({ startsAt: '2026-03-04T10:00:00-05:00' })])
  const answers = await Promise.all([confirmAs(one.body.token, token), confirmAs(two.body.token, token)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 410])
})

test('a link until a day may be used until it ends, by its day or by the desk; it is mailed on wish', async () => {
  const made = await invite({ singleUse: false, until: '2026-03-05', mail: true })
  await app.settle()
  const mail = app.mails.findLast(({ text }) => text.includes('/book/for/'))!
  expect(mail.subject).toContain('Willow Lane')
  const mailed = /\/book\/for\/([\w-]{40,})/.exec(mail.text)![1]!
  for (const startsAt of [TEN, '2026-03-04T10:00:00-05:00']) {
    const { token } = await openLink(mailed)
    expect((await confirmAs((await hold({ startsAt })).body.token, token)).status).toBe(200)
  }
  const before = await app.as(willow.fay).get('/booking-links', { clientId: willow.mia.id })
  expect(before.body.items).toMatchObject([{ uses: 2, singleUse: false, revokedAt: null }])
  const { token } = await openLink(mailed)
  await app.as(willow.fay).post(`/booking-links/${made.body.id}/ending`)
  expect((await openLink(mailed)).code).toBe('link_used')
  const held = await hold({ startsAt: '2026-03-05T10:00:00-05:00' })
  expect((await confirmAs(held.body.token, token)).body.code).toBe('link_used')
  const later = await invite({ singleUse: false, until: '2026-03-05' })
  app.clock.set('2026-03-06T05:00:01Z')
  expect((await app.withLink(tokenIn(later.body.url)).post('/booking-invitations')).status).toBe(410)
})

test('a link that could book nothing is refused at its field', async () => {
  const fieldOf = async (more: object) => (await invite(more)).body.fields?.[0].field
  expect(await fieldOf({ until: '2026-03-01' })).toBe('until')
  const other = await app.practice('elsewhere')
  expect((await invite({ clientId: other.mia.id })).status).toBe(404)
  expect((await invite({ serviceId: other.assessment.id })).status).toBe(404)
  await app.sql('update service set bookable_online = false where id = $1', [willow.gait.id])
  expect(await fieldOf({ serviceId: willow.gait.id })).toBe('serviceId')
  expect(await fieldOf({ serviceId: willow.assessment.id, practitionerId: willow.fay.id })).toBe(
    'practitionerId',
  )
})
