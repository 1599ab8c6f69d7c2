import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { expect, onTestFinished, test } from 'vitest'
import { loadSettings } from '../../platform/settings.ts'
import { testAppForTest } from '../../testing/harness.ts'

interface Heard {
  headers: Record<string, string>
  body: string
}

/** A receiver as other programs have it; `answers` are the statuses of its first calls, then 200. */
async function receiver(answers: number[] = []) {
  const heard: Heard[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += part.toString()))
    request.on('end', () => {
      heard.push({ headers: request.headers as Record<string, string>, body })
      const status = answers.shift() ?? 200
      response.writeHead(status, status === 302 ? { location: 'http://127.0.0.1:1/' } : {}).end('ok')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return { heard, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` }
}

async function practiceWith(url: string, { allowsLoopback }: { allowsLoopback: boolean }) {
  const now = new Date().toISOString()
  const own = await testAppForTest({ now })
  const { settings } = own.house.services
  Object.assign(settings, { ...loadSettings({}), ...settings, privateGateways: true })
  const oak = await own.practice('oak')
  const made = await own.as(oak.nora).post('/webhooks', { name: 'Books', url })
  expect(made.status, JSON.stringify(made.body)).toBe(200)
  settings.privateGateways = allowsLoopback
  const automation = await own.as(oak.nora).post('/automations', {
    name: 'Tell the books',
    on: true,
    definition: {
      events: ['client.tag_added'],
      steps: [{ kind: 'do', action: 'team.call_webhook', settings: { webhook: made.body.id } }],
    },
  })
  expect(automation.status, JSON.stringify(automation.body)).toBe(200)
  const tag = async (word: string) => {
    await own.as(oak.fay).post(`/clients/${oak.mia.id}/tags`, { tag: word })
    await own.settle()
  }
  const deliveries = async () =>
    (await own.as(oak.nora).get(`/webhooks/${made.body.id}/deliveries`)).body.items
  return { own, oak, secret: made.body.secret as string, tag, deliveries }
}

test('a webhook is signed so that the receiver can prove it, tried again with the same id, and can be replayed', async () => {
  const { heard, url } = await receiver([503])
  const { own, oak, secret, tag, deliveries } = await practiceWith(url, { allowsLoopback: true })
  await tag('Told')
  expect(await deliveries()).toMatchObject([
    { state: 'planned', tries: 1, answer: expect.stringContaining('503') },
  ])
  own.clock.set(new Date(own.clock.now().getTime() + 5_000).toISOString())
  await own.settle()
  expect(await deliveries()).toMatchObject([{ state: 'sent', tries: 2 }])
  expect(heard).toHaveLength(2)
  expect(heard[0]!.headers['webhook-id']).toBe(heard[1]!.headers['webhook-id'])
  const told = new Webhook(secret).verify(heard[1]!.body, heard[1]!.headers) as Record<string, unknown>
  expect(told).toMatchObject({
    type: 'client.tag_added',
    data: { facts: { tag: 'Told' }, refs: { client: oak.mia.id } },
  })
  expect(() => new Webhook(secret).verify(`${heard[1]!.body} `, heard[1]!.headers)).toThrow('signature')
  const [{ id }] = await deliveries()
  expect((await own.as(oak.nora).post(`/webhook-deliveries/${id}/replay`)).status).toBe(200)
  await own.settle()
  expect(heard).toHaveLength(3)
  const rows = await own.sql('select sealed_secret from webhook')
  expect(JSON.stringify(rows)).not.toContain(secret)
})

test('no address of the own network is called, and no redirect leads there', async () => {
  const inside = await receiver()
  const closed = await practiceWith(inside.url, { allowsLoopback: false })
  await closed.tag('Inside')
  expect(await closed.deliveries()).toMatchObject([
    { state: 'failed', answer: expect.stringContaining('own network') },
  ])
  expect(inside.heard).toHaveLength(0)
  const sends = await receiver([302])
  const open = await practiceWith(sends.url, { allowsLoopback: true })
  await open.tag('Sent on')
  expect(await open.deliveries()).toMatchObject([{ state: 'failed', answer: expect.stringContaining('302') }])
  expect(sends.heard).toHaveLength(1)
})
