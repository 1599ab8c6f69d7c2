import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, expectAccessible, test } from '../../testing/browser/story.ts'

test.use({ house: 'ash-court' })

test('a text message comes in live, is answered, and the answer shows that it was delivered', async ({
  as,
  address,
}) => {
  const sent: string[] = []
  const gateway = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => (body += part))
    request.on('end', () => {
      sent.push(body)
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"G1"}')
    })
  })
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
  const { port } = gateway.address() as AddressInfo

  const owner = await as('owner')
  const headers = { origin: new URL(address).origin }
  const known = await (await owner.request.get('/api/message-channels')).json()
  const saved = await owner.request.put('/api/message-channels', {
    headers,
    data: {
      undoSeconds: 0,
      smsKind: 'http',
      smsFrom: 'Ash Court',
      smsConfig: {
        url: `http://127.0.0.1:${port}/send`,
        method: 'POST',
        headers: {},
        body: '{"to":"{{to}}","text":"{{text}}","id":"{{id}}"}',
        idPath: 'id',
      },
      replyDomain: null,
      quietHours: [],
      rowVersion: known.rowVersion,
    },
  })
  expect(saved.ok(), await saved.text()).toBe(true)
  const secret = (
    await (await owner.request.post('/api/message-channels/inbound-secret', { headers })).json()
  ).secret
  const post = (path: string, data: object) => {
    const body = JSON.stringify(data)
    const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
    return owner.request.post(`/api/public/ash-court/text-messages/http/${path}`, {
      data: body,
      headers: { 'content-type': 'application/json', 'x-signature': signature },
    })
  }

  const desk = await as('front_desk')
  await desk.goto('/conversations')
  const came = await post('inbound', { id: 'story-1', from: '+12125550122', text: 'May I bring my dog?' })
  expect(came.ok(), await came.text()).toBe(true)
  await desk.getByRole('button', { name: /Ann Whitfield/ }).click()
  await expect(desk.getByRole('log').getByText('May I bring my dog?')).toBeVisible()
  await desk.getByRole('textbox', { name: 'Answer' }).fill('Of course, if he is calm.')
  await desk.getByRole('button', { name: 'Send' }).click()
  const answer = desk.getByRole('article').filter({ hasText: 'Of course, if he is calm.' })
  await expect(answer.getByText('Sent', { exact: true })).toBeVisible()
  await expectAccessible(desk)
  const { id } = JSON.parse(sent[0]!) as { id: string }
  await post('reports', { id, state: 'delivered' })
  await expect(answer.getByText('Delivered')).toBeVisible()
  gateway.close()
})
