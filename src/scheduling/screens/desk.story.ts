import { expect, expectAccessible, test, type Page } from '../../testing/browser/story.ts'

// A practice in which nobody books online, and Tuesdays of their own: each story finds the day as it left it.
test.use({ house: 'ash-court' })

function tuesday(weeksAhead: number): string {
  const day = new Date(Date.now() + weeksAhead * 7 * 86_400_000)
  day.setUTCDate(day.getUTCDate() + ((2 - day.getUTCDay() + 7) % 7))
  return day.toISOString().slice(0, 10)
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

/** Calls the API as whoever sits there: for what stood in the diary before the story begins. */
async function send(page: Page, method: string, path: string, body?: object) {
  const answer = await page.request.fetch(`/api${path}`, { method, ...(body ? { data: body } : {}) })
  expect(answer.ok(), `${method} ${path}: ${await answer.text()}`).toBe(true)
  return answer.json()
}

interface Named {
  id: string
  name: string
}

/** Ids of the cast by the beginnings of their names. */
async function idsOf(page: Page) {
  const by = (items: Named[]) => (name: string) => items.find((one) => one.name.startsWith(name))!.id
  const [clients, services, staff] = await Promise.all(
    ['/clients?limit=50', '/services', '/staff'].map(async (path) => (await send(page, 'GET', path)).items),
  )
  return { client: by(clients), service: by(services), staff: by(staff) }
}

/** The instant of a wall-clock time in New York; the stories' days lie in no changing week that would matter to them. */
function at(day: string, time: string): string {
  const utc = new Date(`${day}T${time}:00Z`)
  const shown = new Intl.DateTimeFormat('en-US', { timeZone: 'America/New_York', timeZoneName: 'longOffset' })
  const offset = /GMT([+-]\d\d:\d\d)/.exec(shown.format(utc))![1]
  return `${day}T${time}:00${offset}`
}

const visitOf = (page: Page, name: string) => page.locator('[data-visit]', { hasText: name })

async function openDay(page: Page, day: string): Promise<void> {
  await page.goto(`/calendar?date=${day}`)
  await expect(page.getByRole('group', { name: /by therapist/ })).toBeVisible()
}

test('a free time is offered to who waits for it, and claimed by the link of the mail', async ({
  as,
  phone,
  address,
}) => {
  const desk = await as('front_desk')
  const day = tuesday(7)
  const { client, service, staff } = await idsOf(desk)
  const treatment = service('Physiotherapy')
  await send(desk, 'POST', '/appointments', {
    serviceId: treatment,
    clientId: client('Leo'),
    practitionerId: staff('Petra'),
    startsAt: at(day, '09:00'),
  })
  await send(desk, 'POST', '/waitlist', { clientId: client('Ann'), serviceId: treatment, urgency: 'urgent' })

  await openDay(desk, day)
  await visitOf(desk, 'Leo Rossi').focus()
  await desk.keyboard.press('ArrowDown')
  await expect(desk.getByRole('button', { name: /^Free: / })).toBeFocused()
  await desk.keyboard.press('Shift+F10')
  await desk.getByRole('menuitem', { name: 'Who waits for this time?' }).click()
  const fits = desk.getByRole('dialog', { name: 'Waitlist: fits this time' })
  await fits.getByRole('checkbox', { name: 'Ask Ann Whitfield' }).check()
  await expectAccessible(desk)
  await fits.getByRole('button', { name: 'Offer to 1 person' }).click()
  await expect(desk.getByText('1 person was asked.')).toBeVisible()

  // The mail goes out a moment later.
  await expect(async () => {
    await desk.goto('/messages?view=sent')
    await desk.getByRole('row').filter({ hasText: 'Ann Whitfield' }).first().click({ timeout: 3_000 })
  }).toPass()
  const [opened] = await Promise.all([
    desk.context().waitForEvent('page'),
    desk.getByRole('dialog').getByRole('button', { name: 'Open its link' }).click(),
  ])
  await opened.waitForURL(/\/offer\//)
  const link = new URL(opened.url()).pathname
  await opened.close()
  await phone.goto(address + link)
  await expect(phone.getByRole('heading', { name: 'Ann, would this suit you?' })).toBeVisible()
  await expectAccessible(phone)
  await phone.getByRole('button', { name: 'Yes, I take it' }).click()
  await expect(phone.getByRole('heading', { name: 'The time is yours' })).toBeVisible()
  await openDay(desk, day)
  await expect(visitOf(desk, 'Ann Whitfield')).toBeVisible()
})

test('a series is looked at with its conflict, booked, and changed from one visit on', async ({ as }) => {
  const desk = await as('front_desk')
  const day = tuesday(9)
  const { client, service } = await idsOf(desk)
  // On the second date Mia is somewhere else already.
  await send(desk, 'POST', '/appointments', {
    serviceId: service('Initial'),
    clientId: client('Mia'),
    startsAt: at(tuesday(10), '10:00'),
  })
  await desk.goto(`/calendar?date=${day}&new=1&client=${client('Mia')}&service=${service('Physio')}`)
  const dialog = desk.getByRole('dialog', { name: 'New appointment' })
  await dialog.getByText('Repeats', { exact: true }).click()
  await dialog.getByRole('radio', { name: '10:00 AM' }).check({ force: true })
  await dialog.getByRole('textbox', { name: 'Visits', exact: true }).fill('3')
  await dialog.getByRole('button', { name: 'Look at the dates' }).click()
  const decide = dialog.getByRole('button', { name: '1 date still to decide' })
  await expect(decide).toBeDisabled()
  await expectAccessible(desk)
  await dialog.getByRole('radiogroup').getByText('Leave out').click()
  await dialog.getByRole('button', { name: 'Book 2 visits' }).click()
  await expect(desk.getByText('2 visits for Mia Rossi are booked.')).toBeVisible()

  await visitOf(desk, 'Mia Rossi').click()
  const visit = desk.getByRole('dialog', { name: 'Visit' })
  const series = visit.getByRole('region', { name: 'Series' })
  await expect(series).toContainText('1 of 2')
  await series.getByRole('button', { name: 'Change…' }).click()
  const change = desk.getByRole('dialog', { name: 'Change the series' })
  await change.getByLabel('Days later').fill('1')
  await change.getByRole('button', { name: 'Look at the dates' }).click()
  await change.getByRole('button', { name: 'Change 2 visits' }).click()
  await expect(desk.getByText('2 visits are changed.')).toBeVisible()
  // On the Wednesdays now, both of them.
  for (const week of [9, 11]) {
    await openDay(desk, dayAfter(tuesday(week)))
    await expect(visitOf(desk, 'Mia Rossi')).toContainText('10:00')
  }
})

test('a lost day is planned anew, approved in one step and taken back', async ({ as }) => {
  const desk = await as('front_desk')
  const day = tuesday(12)
  const { client, service, staff } = await idsOf(desk)
  for (const [name, time] of [
    ['Mia', '09:00'],
    ['Ann', '11:00'],
  ] as const)
    await send(desk, 'POST', '/appointments', {
      serviceId: service('Initial'),
      clientId: client(name),
      practitionerId: staff('Paul'),
      startsAt: at(day, time),
    })
  const plan = await send(desk, 'POST', '/replannings', {
    practitionerId: staff('Paul'),
    from: at(day, '00:00'),
    to: at(day, '23:59'),
    approach: 'move',
  })
  await desk.goto(`/replannings/${plan.id}`)
  await expect(desk.getByRole('heading', { name: 'Paul Adeyemi: new times' })).toBeVisible()
  await expectAccessible(desk)
  await desk.getByRole('button', { name: 'Approve 2' }).click()
  await desk.getByRole('dialog').getByRole('button', { name: 'Approve 2' }).click()
  await expect(desk.getByRole('cell', { name: /moved/ })).toHaveCount(2)
  await desk.getByRole('button', { name: 'Undo', exact: true }).click()
  await desk.getByRole('dialog').getByRole('button', { name: 'Undo it' }).click()
  await expect(desk.getByText('2 visits are back where they were')).toBeVisible()
  await openDay(desk, day)
  await expect(visitOf(desk, 'Ann Whitfield')).toContainText('11:00')
})

test('a class is scheduled, joined, and moved in the calendar with all who come', async ({ as }) => {
  const desk = await as('manager')
  const day = tuesday(13)
  const { client, staff } = await idsOf(desk)
  const yoga = await send(desk, 'POST', '/services', {
    name: 'Balance class',
    durationMinutes: 60,
    capacity: 6,
    practitioners: [{ id: staff('Petra') }],
  })
  await desk.goto(`/sessions?from=${day}&new=1`)
  const schedule = desk.getByRole('dialog', { name: 'Schedule sessions' })
  await expectAccessible(desk)
  await schedule.getByRole('button', { name: 'Schedule the session' }).click()
  await expect(desk.getByText('Session scheduled')).toBeVisible()
  const { items } = await send(desk, 'GET', `/sessions?from=${at(day, '00:00')}&to=${at(day, '23:59')}&serviceId=${yoga.id}`.replaceAll('+', '%2B')) // prettier-ignore
  await send(desk, 'POST', `/sessions/${items[0].id}/attendees`, { clientId: client('Leo') })

  await openDay(desk, day)
  const session = visitOf(desk, 'Balance class')
  await expect(session).toContainText('1 of 6 seats')
  await session.focus()
  for (let press = 0; press < 4; press += 1) await desk.keyboard.press('Alt+ArrowDown')
  await expect(session).toContainText('11:00')
  await expect(desk.getByText(/Balance class moved to/)).toBeVisible()
  await session.click()
  const drawer = desk.getByRole('dialog', { name: 'Session' })
  await expect(drawer).toContainText('Leo Rossi')
  await expectAccessible(desk)
  const moved = await send(desk, 'GET', `/sessions/${items[0].id}`)
  expect(moved.attendees[0].startsAt).toBe(moved.startsAt)
})
