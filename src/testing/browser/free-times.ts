import type { APIRequestContext } from '@playwright/test'
import { expect, type Page } from './story.ts'

export const practice = 'willow-lane'

export interface Slot {
  startsAt: string
  practitionerId: string
  locationId: string
}

/** A service of the practice and its free times three weeks ahead, where no other story books. */
export async function freeTimes(
  request: APIRequestContext,
  name: string,
): Promise<{ serviceId: string; items: Slot[] }> {
  const { services } = await (await request.get(`/api/public/${practice}/booking`)).json()
  const serviceId = services.find((one: { name: string }) => one.name === name).id
  const from = new Date(Date.now() + 21 * 86_400_000).toISOString().slice(0, 10)
  const answer = await request.get(
    `/api/public/${practice}/availability?serviceId=${serviceId}&from=${from}&days=7`,
  )
  return { serviceId, items: (await answer.json()).items }
}

/** Books as a visitor; answers the token of the visit's page. */
export async function bookVisit(request: APIRequestContext, slot: Slot, serviceId: string): Promise<string> {
  const held = await request.post(`/api/public/${practice}/holds`, { data: { serviceId, ...slot } })
  expect(held.status(), await held.text()).toBe(200)
  const { token } = await held.json()
  const booked = await request.post('/api/holds/confirmation', {
    headers: { authorization: `Link ${token}` },
    data: { givenName: 'Ada', familyName: 'Story', email: 'ada@story.example' },
  })
  expect(booked.status(), await booked.text()).toBe(200)
  return (await booked.json()).token
}

/** What a story keeps it gives back: one address may keep three times at once. */
export async function giveUp(page: Page, ...tokens: string[]): Promise<void> {
  const own = await page.evaluate(
    () => JSON.parse(sessionStorage.getItem('atrium.booking.willow-lane') ?? '{}').hold?.token,
  )
  for (const token of [...tokens, own]) {
    const answer = await page.request.delete('/api/holds/current', {
      headers: { authorization: `Link ${token}` },
    })
    expect(answer.status(), await answer.text()).toBe(200)
  }
}

export const only = ({ startsAt, practitionerId, locationId }: Slot): Slot => ({
  startsAt,
  practitionerId,
  locationId,
})
