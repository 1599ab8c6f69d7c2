import { createServer } from 'node:http'
import { expect, expectAccessible, test } from '../../testing/browser/story.ts'

/** A practice's own site with our line in it, at another origin than ours. Answers its address. */
async function openSite(snippet: string): Promise<{ site: string; close: () => void }> {
  const server = createServer((_request, answer) => {
    answer.setHeader('content-type', 'text/html')
    answer.end(`<!doctype html><html lang="en"><title>A practice</title><h1>Welcome</h1>${snippet}`)
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const { port } = server.address() as { port: number }
  return { site: `http://localhost:${port}`, close: () => void server.close() }
}

test('a client asks for a time on the practice’s own site, and the desk agrees', async ({
  as,
  phone,
  address,
}) => {
  const snippet = `<script src="${address}/embed.js" data-practice="willow-lane"></script>`
  const { site, close } = await openSite(snippet)
  const owner = await as('owner')
  await owner.goto('/settings?tab=online')
  await expect(owner.getByRole('img', { name: /Code to scan/ })).toBeVisible()
  await expectAccessible(owner)
  // A service of its own, and its own site: what other stories book stays as it is.
  const made = await owner.evaluate(async (site) => {
    const send = async (method: string, path: string, body?: object) => {
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(`/api${path}`, {
        method,
        headers,
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
      return { status: answer.status, body: await answer.json() }
    }
    const staff = await send('GET', '/staff')
    const petra = staff.body.items.find((one: { name: string }) => one.name.startsWith('Petra'))
    const service = await send('POST', '/services', {
      name: 'Second opinion',
      durationMinutes: 30,
      requiresApproval: true,
      practitioners: [{ id: petra.id }],
    })
    const practice = await send('GET', '/practice')
    const { rowVersion } = practice.body
    const named = await send('PATCH', '/practice', { rowVersion, embedHosts: [site] })
    return {
      service: service.status,
      named: named.status,
      detail: JSON.stringify([service.body, named.body]),
    }
  }, site)
  expect([made.service, made.named], made.detail).toEqual([200, 200])

  await phone.goto(`${site}/appointments`)
  const booking = phone.frameLocator('iframe')
  await booking.getByText('Second opinion').click()
  // Weeks ahead, where no other story books.
  for (let week = 0; week < 5; week += 1) await booking.getByRole('button', { name: 'Next week' }).click()
  await booking.locator('section.day:not(.first) .slot').last().click()
  await booking.getByLabel('First name').fill('Ada')
  await booking.getByLabel('Last name').fill('Framed')
  await booking.getByRole('textbox', { name: 'E-mail' }).last().fill('ada@framed.example')
  await booking.getByRole('button', { name: 'Check and book' }).click()
  await booking.getByRole('button', { name: 'Ask for this time' }).click()
  await expect(booking.getByRole('heading', { name: 'We have your request' })).toBeVisible()
  // The frame is as high as what is in it.
  const height = await phone.locator('iframe').evaluate((frame) => frame.clientHeight)
  expect(height).toBeGreaterThan(480)

  const desk = await as('front_desk')
  await desk.goto('/requests')
  const request = desk.getByRole('listitem').filter({ hasText: 'Ada Framed' })
  await expect(request).toContainText('Second opinion')
  await expectAccessible(desk)
  await request.getByRole('button', { name: /^Approve/ }).click()
  await expect(desk.getByText('Booked. Ada Framed gets the confirmation.')).toBeVisible()
  await expect(request).toHaveCount(0)
  close()
})

test('nobody else may put the booking page into a frame', async ({ phone, address }) => {
  const answers = await Promise.all(
    ['/book/willow-lane?embed=1', '/embed/nowhere', '/visit/x', '/embed/..%2f..'].map((path) =>
      phone.request.get(`${address}${path}`, { failOnStatusCode: false }),
    ),
  )
  for (const answer of answers) {
    const policy = answer.headers()['content-security-policy'] ?? ''
    expect(policy).toContain("frame-ancestors 'none'")
  }
})
