import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../platform/project-root.ts'
import type { Cast } from '../testing/cast.ts'
import { testApp, type TestApp } from '../testing/harness.ts'
import { startGateway, twilioAnswer } from '../testing/text-gateway.ts'
import { postAsTwilio, setChannels, settingsWithGateways, twilioOf } from '../testing/text-practice.ts'

let app: TestApp
let willow: Cast
let twilio: Awaited<ReturnType<typeof startGateway>>
beforeAll(async () => {
  app = await testApp({ services: { settings: settingsWithGateways } })
  willow = await app.practice()
  twilio = await startGateway(twilioAnswer)
  await setChannels(app, willow, twilioOf(twilio.url))
})
afterAll(async () => {
  twilio.close()
  await app.end()
})

const data = join(projectRoot(), '../shared/data/text')
const isThere = existsSync(data)
const rename = (given: string, family: string) =>
  app.sql(`update client set given_name = $2, family_name = $3, preferred_name = null where id = $1`, [
    willow.mia.id,
    given,
    family,
  ])
const write = async (text: string) => {
  const answer = await app.as(willow.fay).post(`/clients/${willow.mia.id}/messages`, { text })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  await app.settle()
  return answer.body.id as string
}
const book = async (startsAt: string) => {
  const answer = await app.as(willow.fay).post('/appointments', {
    serviceId: willow.treatment.id,
    clientId: willow.mia.id,
    practitionerId: willow.petra.id,
    startsAt,
  })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  await app.settle()
}

describe.skipIf(!isThere)('whatever people are called or write', () => {
  test('names of many scripts stand in the mail as they are', async () => {
    const lines = readFileSync(join(data, 'names_many_scripts.tsv'), 'utf8').trim().split('\n').slice(1)
    const people = lines.map((each) => each.split('\t'))
    const some = people.filter((row, nth) => row[1] !== people[nth - 1]?.[1]).slice(0, 12)
    expect(some.length).toBeGreaterThan(5)
    for (const [nth, [, , given = '', family = '']] of some.entries()) {
      await rename(given, family)
      await book(`2026-03-${String(3 + (nth % 3)).padStart(2, '0')}T${14 + Math.floor(nth / 3)}:00:00Z`)
      const mail = app.mails.at(-1)!
      expect(mail.to.name).toBe(given)
      expect(mail.text).toContain(given)
    }
    await rename('Mia', 'Rossi')
  })

  test('naughty strings go out by mail, come in by text message and stand in the thread, unchanged', async () => {
    const sections = JSON.parse(readFileSync(join(data, 'naughty_strings.json'), 'utf8')) as {
      strings: string[]
    }[]
    // A text of several lines says the same in one message; what JSON or SQL cannot hold is refused elsewhere.
    const all = sections
      .flatMap(({ strings }) => strings)
      .map((each) => each.trim())
      .filter((each) => each !== '' && !/\p{Cc}/u.test(each) && each.isWellFormed())
    expect(all.length).toBeGreaterThan(200)
    for (let at = 0; at < all.length; at += 60) {
      const chunk = all.slice(at, at + 60)
      const text = chunk.map((each) => `> ${each}`).join('\n')
      if (text.length > 5_000) continue
      await write(text)
      expect(chunk.filter((each) => !app.mails.at(-1)!.text.includes(each))).toEqual([])
      await postAsTwilio(app, {
        path: '/willow-lane/text-messages/twilio/inbound',
        form: { MessageSid: `SMnaughty${at}`, From: '+12125550111', To: '+12125550199', Body: text },
      })
      const { body } = await app.as(willow.fay).post(`/clients/${willow.mia.id}/conversation`)
      const { items } = (await app.as(willow.fay).get(`/conversations/${body.id}/entries`)).body
      expect(items.filter((each: { text: string }) => each.text === text)).toHaveLength(2)
    }
  })
})

test('a name made of template marks, markup and signs that turn the text round stays a name, and the mail goes', async () => {
  await rename('{{ practice_phone }}<script>{% raw %}\u202e', 'Rossi')
  await book('2026-03-09T15:00:00Z')
  const mail = app.mails.at(-1)!
  expect(mail.text).toContain('{{ practice_phone }}<script>{% raw %}')
  expect(mail.html).toContain('{{ practice_phone }}&lt;script&gt;{% raw %}')
  expect(mail.to.name).toBe('{{ practice_phone }}<script>{% raw %}')
  await rename('Mia', 'Rossi')
})

describe('the coming days', () => {
  const german = { 'accept-language': 'de' }
  const ledgerOf = async (view: 'going' | 'not') => {
    const key = await app.makeKey(willow)
    const answer = await app.fetch(
      new Request(`http://atrium.test/api/message-ledger?view=${view}&days=30`, {
        headers: { authorization: `Bearer ${key}`, ...german },
      }),
    )
    return ((await answer.json()) as { items: { why: string }[] }).items
  }

  test('say in the reader’s language why a message goes out, and why not', async () => {
    await book('2026-03-10T15:00:00Z')
    await book('2026-03-02T18:00:00Z')
    const going = (await ledgerOf('going')).map(({ why }) => why)
    expect(going).toContain('Erinnerung 24 h vor dem Termin.')
    await app.as(willow.fay).put(`/clients/${willow.mia.id}/contact-consent`, {
      answers: [{ channel: 'any', purpose: 'reminder', allowed: false }],
      note: 'on the phone',
    })
    const not = (await ledgerOf('not')).map(({ why }) => why)
    expect(not.join('\n')).not.toMatch(/[a-z] (the|visit|client|was|not|before) /)
  })

  test('with the reminders switched off, a changed service ends what no longer fits and plans nothing anew', async () => {
    const desk = app.as(willow.nora)
    await app.as(willow.fay).post('/appointments', {
      serviceId: willow.treatment.id,
      clientId: willow.leo.id,
      practitionerId: willow.paul.id,
      startsAt: '2026-03-12T15:00:00Z',
    })
    await app.settle()
    const remindersOf = async () =>
      (await desk.get('/messages', { clientId: willow.leo.id, rule: 'reminder' })).body.items.map(
        ({ state }: { state: string }) => state,
      )
    expect(await remindersOf()).toEqual(['planned'])
    const { items } = (await desk.get('/automations')).body
    const rule = items.find(({ key }: { key: string }) => key === 'workflow-reminders')
    const off = await desk.post(`/automations/${rule.id}/state`, {
      state: 'off',
      rowVersion: rule.rowVersion,
    })
    expect(off.status, JSON.stringify(off.body)).toBe(200)
    await app.sql(`update service set reminder_minutes = '{2880}' where id = $1`, [willow.treatment.id])
    await app.inPractice(
      { practiceId: willow.practiceId, actor: { kind: 'system', name: 'tests' }, name: 'tests' },
      async (ctx) => ctx.record('service.updated', { subject: ['service', willow.treatment.id] }),
    )
    await app.settle()
    expect(await remindersOf()).toEqual(['cancelled'])
  })
})
