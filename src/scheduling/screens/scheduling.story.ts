import { expect, expectAccessible, test, type Page } from '../../testing/browser/story.ts'

test.describe.configure({ mode: 'serial' })

/** A Tuesday of its own for each story: both practitioners are at Main Street, and no other story books there. */
function tuesday(weeksAhead: number): string {
  const day = new Date(Date.now() + weeksAhead * 7 * 86_400_000)
  day.setUTCDate(day.getUTCDate() + ((2 - day.getUTCDay() + 7) % 7))
  return day.toISOString().slice(0, 10)
}

const visitOf = (page: Page, name: string) => page.locator('[data-visit]', { hasText: name })

async function openDay(page: Page, day: string): Promise<void> {
  await page.goto(`/calendar?date=${day}`)
  await expect(page.getByRole('group', { name: /by therapist/ })).toBeVisible()
}

test('a visit is booked by keys alone, moved by keys and taken back; the other desk sees it live', async ({
  as,
}) => {
  const [desk, other] = [await as('front_desk'), await as('manager')]
  const day = tuesday(6)
  await Promise.all([openDay(desk, day), openDay(other, day)])
  await expectAccessible(desk)

  await desk.keyboard.press('n')
  await expect(desk.getByRole('combobox', { name: 'Who is coming?' })).toBeFocused()
  await desk.keyboard.type('mia rossi')
  await desk.keyboard.press('Enter')
  const first = desk.getByRole('radio', { name: '9:00 AM' })
  await expect(first).toBeFocused()
  await desk.keyboard.press('Space')
  await desk.keyboard.press('Enter')
  await expect(desk.getByText(/Mia Rossi is booked/)).toBeVisible()
  await expect(visitOf(other, 'Mia Rossi')).toContainText('9:00')

  await visitOf(desk, 'Mia Rossi').focus()
  for (let press = 0; press < 4; press += 1) await desk.keyboard.press('Alt+ArrowDown')
  await expect(visitOf(other, 'Mia Rossi')).toContainText('10:00')
  await desk.getByRole('button', { name: 'Undo' }).click()
  await expect(visitOf(other, 'Mia Rossi')).toContainText('9:00')
})

test('who comes second is told the next free times and takes one', async ({ as }) => {
  const desk = await as('front_desk')
  const day = tuesday(6)
  // There is one treadmill, and Mia has it at nine.
  await desk.goto(`/calendar?date=${day}&new=1&at=${day}T09:00`)
  await desk.getByRole('combobox', { name: 'Who is coming?' }).fill('ann whitfield')
  await desk.getByRole('option', { name: /Ann Whitfield Dec/ }).click()
  await desk.getByRole('button', { name: 'Book', exact: true }).click()
  await expect(desk.getByText('Next free times')).toBeVisible()
  await expectAccessible(desk)
  await desk.getByRole('dialog').getByRole('button', { name: /AM · / }).first().click()
  await desk.getByRole('button', { name: 'Book', exact: true }).click()
  await expect(desk.getByText(/Ann Whitfield is booked/)).toBeVisible()
})

test('a visit is confirmed, cancelled with a reason and brought back', async ({ as }) => {
  const desk = await as('front_desk')
  await openDay(desk, tuesday(6))
  await visitOf(desk, 'Ann Whitfield').click()
  const drawer = desk.getByRole('dialog', { name: 'Visit' })
  await expect(drawer).toContainText('born Dec 24, 1951')
  await drawer.getByRole('button', { name: 'Confirm' }).click()
  await expect(drawer.getByText('Confirmed').first()).toBeVisible()
  await expectAccessible(desk)
  await drawer.getByRole('button', { name: 'Cancel…' }).click()
  const question = desk.getByRole('dialog', { name: 'Cancel this visit?' })
  await question.getByRole('button', { name: 'Ill' }).click()
  await question.getByRole('button', { name: 'Cancel the visit' }).click()
  await expect(drawer.getByText('Cancelled').first()).toBeVisible()
  await desk.getByRole('button', { name: 'Undo' }).click()
  await expect(drawer.getByText('Confirmed').first()).toBeVisible()
})

test('the rooms, the week, the list and the phone show the same day', async ({ as }) => {
  const page = await as('practitioner')
  const day = tuesday(6)
  for (const view of [
    'view=day&by=room',
    'view=day&by=equipment',
    'view=week',
    'view=team',
    'view=month',
    'view=list',
  ]) {
    await page.goto(`/calendar?date=${day}&${view}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0)
    await expectAccessible(page)
  }
  await expect(page.getByRole('row', { name: /Mia Rossi/ })).toBeVisible()
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`/calendar?date=${day}`)
  await expect(page.getByRole('button', { name: /Mia Rossi/ })).toBeVisible()
  await expectAccessible(page)
})

test('a dragged visit moves at the other desk without reload; dropped on a taken time it goes back and says why', async ({
  as,
}) => {
  const [desk, other] = [await as('front_desk'), await as('manager')]
  const day = tuesday(6)
  await Promise.all([openDay(desk, day), openDay(other, day)])
  await other.evaluate(() => ((window as { kept?: boolean }).kept = true))
  const mia = visitOf(desk, 'Mia Rossi')
  await mia.scrollIntoViewIfNeeded()
  const from = (await mia.boundingBox())!
  const hour = 96
  const drag = async (x: number, y: number) => {
    const at = (await mia.boundingBox())!
    await desk.mouse.move(at.x + 40, at.y + 12)
    await desk.mouse.down()
    await desk.mouse.move(at.x + 44, at.y + 24)
    await desk.mouse.move(x, y, { steps: 5 })
    await desk.mouse.up()
  }
  await drag(from.x + 40, from.y + 12 + 4 * hour)
  await expect(visitOf(other, 'Mia Rossi')).toContainText('1:00')
  expect(await other.evaluate(() => (window as { kept?: boolean }).kept)).toBe(true)
  // Ann has the other practitioner or another time of Petra; her visit is where nobody else fits.
  const ann = (await visitOf(desk, 'Ann Whitfield').boundingBox())!
  await drag(ann.x + 40, ann.y + 12)
  const dialog = desk.getByRole('dialog', { name: /does not fit/ })
  await expect(dialog.getByRole('region', { name: 'Why not?' })).toContainText('smallest change')
  await expectAccessible(desk)
  await desk.keyboard.press('Escape')
  await expect(visitOf(desk, 'Mia Rossi')).toContainText('1:00')
})

test('the arrows go through visits and free times; Enter books, a key checks in, the menu has the rest', async ({
  as,
}) => {
  const desk = await as('front_desk')
  await openDay(desk, tuesday(6))
  await visitOf(desk, 'Mia Rossi').focus()
  await desk.keyboard.press('ArrowUp')
  await expect(desk.getByRole('button', { name: /^Free: / })).toBeFocused()
  await desk.keyboard.press('Enter')
  await expect(desk.getByRole('dialog', { name: 'New appointment' })).toBeVisible()
  await desk.keyboard.press('Escape')
  await visitOf(desk, 'Mia Rossi').focus()
  await desk.keyboard.press('c')
  await expect(desk.getByText('Mia Rossi is confirmed.')).toBeVisible()
  await visitOf(desk, 'Mia Rossi').click({ button: 'right' })
  await expect(desk.getByRole('menuitem', { name: /Find the next free time/ })).toBeVisible()
  await expect(desk.getByRole('menuitem', { name: /Cancel/ })).toBeVisible()
})

test('the manager sees what a rule leads to before it is saved', async ({ as }) => {
  const page = await as('manager')
  await page.goto('/services')
  await page.getByRole('row', { name: /Gait analysis/ }).click()
  const preview = page.getByRole('region', { name: 'Resulting free times' })
  await expect(preview).toContainText('more')
  await expectAccessible(page)
  await page.getByRole('textbox', { name: 'Length', exact: true }).fill('900')
  await expect(preview).toContainText('nothing is free')
})
