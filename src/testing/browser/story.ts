/* oxlint-disable no-empty-pattern -- Playwright reads from this pattern what a fixture needs, also when it is nothing. */
import { AxeBuilder } from '@axe-core/playwright'
import { test as base, expect, type BrowserContext, type Page } from '@playwright/test'
import { emailOf, password, type House } from './story-house.ts'

export { expect, password }
export type { Page }

/** Who works at Willow Lane (seed-cast.ts): first names, by what they do. */
const people = {
  owner: 'Nora',
  manager: 'Max',
  front_desk: 'Fay',
  billing: 'Bill',
  read_only: 'Rita',
  practitioner: 'Petra',
  other_practitioner: 'Paul',
} as const

export type StoryRole = keyof typeof people

interface Story {
  /** The address of the running program. */
  address: string
  /** The practice of the story: `test.use({ house: 'elm-yard' })` for one that nobody else changes. */
  house: House
  /** A signed-in page of a role, 1440 px wide: `const page = await as('front_desk')`. */
  as: (role: StoryRole) => Promise<Page>
  /** A page of a visitor on a phone, 390 px wide. */
  phone: Page
  /** A page of nobody at a desk. */
  visitor: Page
}

const desk = { width: 1440, height: 900 }
const inHand = { width: 390, height: 844 }

export function addressOfStories(): string {
  const address = process.env.ATRIUM_TEST_STORY_URL
  if (!address) throw new Error('Stories run through playwright.config.ts, which starts the program.')
  return address
}

export function signInOf(role: StoryRole, house: House = 'willow-lane'): { email: string; password: string } {
  return { email: emailOf(people[role], house), password }
}

/** Every page of a story fails it by an error in the console, an uncaught one or a broken content policy. */
function watch(page: Page, complaints: string[]): void {
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`))
  page.on('console', (message) => {
    // A refused call is part of many stories; what it says on the screen is what counts.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      complaints.push(`console: ${message.text()}`)
    }
  })
}

export const test = base.extend<Story & { complaints: string[]; contexts: BrowserContext[] }>({
  address: async ({}, use) => use(addressOfStories()),
  house: ['willow-lane', { option: true }],
  complaints: async ({}, use) => {
    const complaints: string[] = []
    await use(complaints)
    expect(complaints, 'what the browser complained about').toEqual([])
  },
  contexts: async ({}, use) => {
    const contexts: BrowserContext[] = []
    await use(contexts)
    await Promise.all(contexts.map((context) => context.close()))
  },
  as: async ({ browser, address, house, complaints, contexts }, use) => {
    await use(async (role) => {
      const context = await browser.newContext({ baseURL: address, viewport: desk })
      contexts.push(context)
      const answer = await context.request.post('/api/auth/sign-in/email', { data: signInOf(role, house) })
      expect(answer.status(), `${people[role]} signs in`).toBe(200)
      const page = await context.newPage()
      watch(page, complaints)
      return page
    })
  },
  phone: async ({ browser, address, complaints, contexts }, use) => {
    const context = await browser.newContext({
      baseURL: address,
      viewport: inHand,
      hasTouch: true,
      isMobile: true,
    })
    contexts.push(context)
    const page = await context.newPage()
    watch(page, complaints)
    await use(page)
  },
  visitor: async ({ browser, address, complaints, contexts }, use) => {
    const context = await browser.newContext({ baseURL: address, viewport: desk })
    contexts.push(context)
    const page = await context.newPage()
    watch(page, complaints)
    await use(page)
  },
})

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const darkRules = ['color-contrast', 'link-in-text-block']

/** No rule of WCAG 2.2 A and AA that a program can check is broken, in light and in dark. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor({ state: 'attached' })
    // Colours fade over; measured in between they are neither.
    await page.waitForTimeout(250)
    const axe = new AxeBuilder({ page })
    // In the dark only the colours are others.
    const { violations } = await (
      colorScheme === 'light' ? axe.withTags(rules) : axe.withRules(darkRules)
    ).analyze()
    const found = violations.flatMap((one) =>
      one.nodes.map(
        (node) => `${colorScheme}: ${one.id} at ${node.target.join(' ')}: ${node.html.slice(0, 120)}`,
      ),
    )
    expect(found).toEqual([])
  }
  await page.emulateMedia({ colorScheme: 'light' })
  // axe opens a page of its own, which takes the focus away.
  await page.bringToFront()
}
