import { expect, type Page, type StoryRole } from '../story.ts'

/** Who and what the day is about. Every page stays open through it, as at a real desk. */
export interface TheDay {
  slug: string
  phone: Page
  desk: Page
  practitioner: Page
  manager: Page
  owner: Page
  /** Who books online. */
  client: { given: string; family: string; name: string; email: string }
  /** Who walks in. */
  walkIn: { name: string; email: string }
  /** The local day of the visit that is booked online; known once a time is chosen. */
  visitDay: string
}

const intake = {
  resourceType: 'Questionnaire',
  status: 'active',
  title: 'Health history',
  extension: [
    {
      url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-signatureRequired',
      valueCodeableConcept: { coding: [{ code: '1.2.840.10065.1.12.1.7' }] },
    },
  ],
  item: [
    { linkId: 'story', text: 'What brings you here?', type: 'text', required: true },
    { linkId: 'since', text: 'For how many weeks?', type: 'integer' },
  ],
}

/** Opens the pages of everybody, and gives the practice what the cast lacks: a form, and cards online for trying. */
export async function openTheDay({
  as,
  phone,
  slug,
}: {
  as: (role: StoryRole) => Promise<Page>
  phone: Page
  slug: string
}): Promise<TheDay> {
  const owner = await as('owner')
  const form = await owner.request.put('/api/forms/intake', { data: { definition: intake } })
  expect(form.status(), await form.text()).toBe(200)
  const { rowVersion, ...settings } = await (await owner.request.get('/api/billing/settings')).json()
  const billing = await owner.request.put('/api/billing/settings', {
    data: { ...settings, onlineProvider: 'test', rowVersion },
  })
  expect(billing.status(), await billing.text()).toBe(200)
  return {
    slug,
    phone,
    owner,
    desk: await as('front_desk'),
    practitioner: await as('practitioner'),
    manager: await as('manager'),
    client: { given: 'Joy', family: 'Dayton', name: 'Joy Dayton', email: 'joy@dayton.example' },
    walkIn: { name: 'Wanda Winter', email: 'wanda@winter.example' },
    visitDay: '',
  }
}

/** Opens the calendar of the day of the online visit. */
export async function openCalendar({ visitDay }: TheDay, page: Page): Promise<void> {
  await page.goto(`/calendar?date=${visitDay}`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
}

/** A visit as it stands in the calendar's grid. */
export const visitOf = (page: Page, name: string) => page.locator('.at-ev').filter({ hasText: name })

/** A sent mail in Messages: opens it and answers the address that its link leads to. */
export async function linkOfMail({ desk }: TheDay, name: string, what: RegExp): Promise<string> {
  await desk.goto('/messages?view=sent')
  await desk.getByRole('row').filter({ hasText: name }).filter({ hasText: what }).click()
  const drawer = desk.getByRole('dialog')
  await expect(drawer.getByRole('article', { name: 'The message as it is read' })).toBeVisible()
  const [opened] = await Promise.all([
    desk.context().waitForEvent('page'),
    drawer.getByRole('button', { name: 'Open its link' }).click(),
  ])
  await opened.waitForURL(/\/(forms|pay|visit)\//)
  const { pathname } = new URL(opened.url())
  await opened.close()
  return pathname
}
