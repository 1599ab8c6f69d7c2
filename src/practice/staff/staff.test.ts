import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'

let app: TestApp
let count = 0
let willow: Cast
let oak: Cast
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.end())
beforeEach(async () => {
  count += 1
  willow = await app.practice(`willow-${count}`)
  oak = await app.practice(`oak-${count}`)
})

const owner = () => app.as(willow.nora)
const manager = () => app.as(willow.max)
const tokenOf = (link: string) => link.split('/').at(-1)!
const password = 'a long sentence about willows'

describe('adding people', () => {
  const wish = () => ({
    name: 'Ines Costa',
    role: 'practitioner',
    email: `Ines@${willow.slug}.example`,
    title: 'Physiotherapist',
  })

  test('an invited person chooses a password by the link of the mail, once, and signs in', async () => {
    const made = await owner().post('/staff', wish())
    expect(made.body.staff).toMatchObject({
      name: 'Ines Costa',
      email: `ines@${willow.slug}.example`,
      isPractitioner: true,
      signsIn: true,
    })
    await app.settle()
    const mail = app.mails.at(-1)!
    expect(mail.to.address).toBe(`ines@${willow.slug}.example`)
    const mailed = /http:\/\/atrium\.test\/welcome\/(\S+)/.exec(mail.text)![1]!
    const invited = app.withLink(mailed)
    expect((await invited.get('/invitation')).body).toMatchObject({
      name: 'Ines Costa',
      practice: 'Willow Lane',
    })
    expect((await invited.post('/invitation/acceptance', { password: 'short' })).status).toBe(422)
    expect((await invited.post('/invitation/acceptance', { password })).body).toEqual({
      email: `ines@${willow.slug}.example`,
    })
    expect((await invited.post('/invitation/acceptance', { password: 'another long sentence' })).status).toBe(
      404,
    )
    expect((await app.withLink(tokenOf(made.body.invitation)).get('/invitation')).status).toBe(404)
    const signedIn = await app.fetch(
      new Request('http://atrium.test/api/auth/sign-in/email', {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: 'http://atrium.test' },
        body: JSON.stringify({ email: `ines@${willow.slug}.example`, password }),
      }),
    )
    expect(signedIn.status).toBe(200)
  })

  test('a link shown once is nowhere in the database, also not behind an idempotency key', async () => {
    const headers = { 'idempotency-key': `invite-${count}` }
    const first = await owner().post('/staff', wish(), headers)
    expect(first.status).toBe(200)
    expect(await owner().post('/staff', wish(), headers)).toMatchObject({
      status: 409,
      body: { code: 'answer_not_kept' },
    })
    const kept = JSON.stringify(
      await app.sql('select * from idempotency union all select * from idempotency'),
    )
    expect(kept).not.toContain(tokenOf(first.body.invitation))
    expect(JSON.stringify(await app.sql('select * from job'))).not.toContain(tokenOf(first.body.invitation))
  })

  test('somebody with a calendar but no sign-in needs no address', async () => {
    const made = await owner().post('/staff', { name: 'Locum', role: 'practitioner' })
    expect(made.body).toMatchObject({ staff: { signsIn: false, email: null }, invitation: null })
  })

  test('a manager adds staff, but no owner; the front desk adds nobody', async () => {
    expect((await manager().post('/staff', { ...wish(), role: 'owner' })).status).toBe(403)
    expect((await manager().post('/staff', wish())).status).toBe(200)
    expect((await app.as(willow.fay).post('/staff', { name: 'X', role: 'read_only' })).status).toBe(403)
  })

  test('two people of one practice cannot share a sign-in', async () => {
    await owner().post('/staff', wish())
    expect(await owner().post('/staff', { ...wish(), name: 'Somebody else' })).toMatchObject({
      status: 409,
      body: { code: 'email_taken' },
    })
  })

  test('who signs in elsewhere keeps their password: the new practice gets no link', async () => {
    await owner().post('/staff', wish())
    const there = await app.as(oak.nora).post('/staff', { ...wish(), role: 'read_only' })
    expect(there.body).toMatchObject({ staff: { signsIn: true }, invitation: null })
    const id = there.body.staff.id
    expect((await app.as(oak.nora).put(`/staff/${id}/email`, { email: 'thief@oak.example' })).body.code).toBe(
      'works_elsewhere',
    )
    expect((await app.as(oak.nora).delete(`/staff/${id}/second-factor`)).body.code).toBe('works_elsewhere')
  })
})

describe('roles and denials', () => {
  test('a changed role acts on the next request of the same session', async () => {
    const fay = app.as(willow.fay)
    expect((await fay.get('/leads')).status).toBe(200)
    expect(
      (
        await owner().put(`/staff/${willow.fay.id}/access`, {
          role: 'practitioner',
          reason: 'changes profession',
        })
      ).body.role,
    ).toBe('practitioner')
    expect((await fay.get('/leads')).status).toBe(403)
  })

  test('a denial beats the role', async () => {
    const fay = app.as(willow.fay)
    expect((await fay.get('/clients')).status).toBe(200)
    await owner().put(`/staff/${willow.fay.id}/access`, { role: 'front_desk', denies: ['clients.see'] })
    expect((await fay.get('/clients')).status).toBe(403)
    expect((await fay.get('/me')).body.permissions).not.toContain('clients.see')
    expect(
      (await owner().put(`/staff/${willow.fay.id}/access`, { role: 'front_desk', denies: ['no.such.word'] }))
        .status,
    ).toBe(422)
  })

  test('nobody changes their own access, no manager an owner’s, and an owner remains', async () => {
    const access = (who: ReturnType<typeof owner>, id: string, role: string) =>
      who.put(`/staff/${id}/access`, { role })
    expect((await access(owner(), willow.nora.id, 'manager')).status).toBe(403)
    expect((await access(manager(), willow.nora.id, 'read_only')).status).toBe(403)
    expect((await access(manager(), willow.fay.id, 'owner')).status).toBe(403)
    const key = await app.makeKey(willow, 'owner')
    await app.as(willow.nora).get('/me')
    expect((await access(app.withKey(key), willow.nora.id, 'manager')).body.code).toBe('last_owner')
    expect((await app.withKey(key).post(`/staff/${willow.nora.id}/disabling`)).body.code).toBe('last_owner')
  })

  test('two owners who remove each other at once leave one', async () => {
    await app.as(willow.max).get('/me')
    await owner().put(`/staff/${willow.max.id}/access`, { role: 'owner' })
    const both = await Promise.all([
      owner().put(`/staff/${willow.max.id}/access`, { role: 'manager' }),
      manager().put(`/staff/${willow.nora.id}/access`, { role: 'manager' }),
    ])
    // The slower one is told that nobody else would be left, or was not an owner any more when they asked.
    expect(both.filter((each) => each.status === 200)).toHaveLength(1)
    const owners = await app.sql(`select name from staff where practice_id = $1 and role = 'owner'`, [
      willow.practiceId,
    ])
    expect(owners).toHaveLength(1)
  })

  test('steps about access ask for a fresh password', async () => {
    // At work all the time, in the same session: only the password grows old.
    await owner().get('/me')
    app.clock.advance({ minutes: 6 })
    await owner().get('/me')
    app.clock.advance({ minutes: 6 })
    const late = await owner().put(`/staff/${willow.fay.id}/access`, { role: 'billing' })
    expect(late).toMatchObject({ status: 403, body: { code: 'confirm_password' } })
    const headers = { 'idempotency-key': `late-${count}` }
    const add = () => owner().post('/staff', { name: 'X', role: 'read_only' }, headers)
    expect((await add()).body.code).toBe('confirm_password')
    expect((await owner().post('/api-keys', { name: 'x', role: 'read_only' })).body.code).toBe(
      'confirm_password',
    )
    expect((await owner().put(`/staff/${willow.fay.id}/email`, { email: 'a@b.example' })).body.code).toBe(
      'confirm_password',
    )
    await owner().post('/auth/verify-password', { password: 'correct horse battery staple' })
    expect((await add()).status).toBe(200)
  })

  test('the matrix is data, and names every role of every permission', async () => {
    const { body } = await app.as(willow.rita).get('/roles')
    expect(body.roles.map((each: { role: string }) => each.role)).toEqual([
      'owner',
      'manager',
      'practitioner',
      'front_desk',
      'billing',
      'read_only',
    ])
    const edit = body.permissions.find((each: { word: string }) => each.word === 'clients.edit')
    expect(edit.roles).toEqual(['owner', 'manager', 'practitioner', 'front_desk'])
  })
})

describe('leaving', () => {
  test('ends sessions and sign-in; coming back opens them again', async () => {
    const fay = app.as(willow.fay)
    expect((await fay.get('/me')).status).toBe(200)
    expect(
      (await owner().post(`/staff/${willow.fay.id}/disabling`, { reason: 'left' })).body.disabledAt,
    ).not.toBeNull()
    expect((await fay.get('/me')).status).toBe(401)
    const names = async (query = {}) =>
      (await owner().get('/staff', query)).body.items.map((each: { name: string }) => each.name)
    expect(await names()).not.toContain('Fay Moreau')
    expect(await names({ show: 'all' })).toContain('Fay Moreau')
    expect((await owner().post(`/staff/${willow.fay.id}/invitation`)).body.code).toBe('disabled')
    expect((await owner().post(`/staff/${willow.fay.id}/restoration`)).body.disabledAt).toBeNull()
    expect((await fay.get('/me')).status).toBe(401)
  })

  test('an owner sees and ends the sessions of anybody; a manager not those of an owner', async () => {
    const petra = app.as(willow.petra)
    await petra.get('/me')
    await owner().get('/me')
    const listed = await owner().get(`/staff/${willow.petra.id}/sessions`)
    expect(listed.body.items).toHaveLength(1)
    expect((await manager().delete(`/staff/${willow.nora.id}/sessions`)).status).toBe(403)
    expect((await app.as(willow.fay).get(`/staff/${willow.petra.id}/sessions`)).status).toBe(403)
    const other = '01900000-0000-7000-8000-000000000000'
    expect((await owner().delete(`/staff/${willow.petra.id}/sessions/${other}`)).status).toBe(404)
    expect(
      (await owner().delete(`/staff/${willow.petra.id}/sessions/${listed.body.items[0].sessionId}`)).body,
    ).toEqual({ ended: 1 })
    expect((await petra.get('/me')).status).toBe(401)
  })
})

describe('what is shown of people', () => {
  test('colleagues see names and callings; addresses and denials only who manages staff', async () => {
    const seen = async (who: ReturnType<typeof owner>) => (await who.get(`/staff/${willow.petra.id}`)).body
    expect(await seen(app.as(willow.rita))).toMatchObject({
      name: 'Petra Schmidt',
      title: 'Physiotherapist',
      email: null,
    })
    expect(await seen(owner())).toMatchObject({ email: `petra@${willow.slug}.example` })
  })

  test('is changed by one person at a time, and not by another practice', async () => {
    const path = `/staff/${willow.petra.id}`
    const before = (await owner().get(path)).body
    expect(
      (await owner().patch(path, { rowVersion: before.rowVersion, title: 'Head of therapy', color: 'grape' }))
        .body,
    ).toMatchObject({ title: 'Head of therapy', color: 'grape' })
    expect((await manager().patch(path, { rowVersion: before.rowVersion, title: 'Late' })).body.code).toBe(
      'changed_meanwhile',
    )
    for (const attempt of [
      app.as(oak.nora).get(path),
      app.as(oak.nora).patch(path, { rowVersion: 1, name: 'Stolen' }),
      app.as(oak.nora).put(`${path}/access`, { role: 'owner' }),
      app.as(oak.nora).post(`${path}/disabling`),
      app.as(oak.nora).post(`${path}/invitation`, { email: 'thief@oak.example' }),
      app.as(oak.nora).get(`${path}/sessions`),
      app.as(oak.nora).delete(`${path}/sessions`),
    ]) {
      expect((await attempt).status).toBe(404)
    }
  })
})
