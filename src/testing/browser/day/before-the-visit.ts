import { expect, expectAccessible, type Page } from '../story.ts'
import { linkOfMail, openCalendar, visitOf, type TheDay } from './the-day.ts'

/** 3: the confirmation and the form went out by themselves; the form comes back while the desk looks at the visit. */
export async function fillTheForm(day: TheDay): Promise<void> {
  const { desk, phone, client } = day
  await desk.goto('/messages?view=sent')
  const mail = (what: RegExp) =>
    desk.getByRole('row').filter({ hasText: client.name }).filter({ hasText: what })
  await expect(mail(/Form/)).toHaveCount(1)
  await mail(/Confirmation/).click()
  await expect(desk.getByRole('dialog')).toContainText('Calendar entry')
  await expectAccessible(desk)
  const form = await linkOfMail(day, client.name, /Form/)

  await openCalendar(day, desk)
  await visitOf(desk, client.name).click()
  const forms = desk.getByRole('dialog').getByRole('region', { name: 'Forms' })
  await expect(forms).toContainText('Asked for')
  await expectAccessible(desk)

  await phone.goto(form)
  const story = phone.getByLabel(/^What brings you here/)
  await story.fill('My knee hurts when I run.')
  await expect(phone.getByText('Saved', { exact: true })).toBeVisible()
  await phone.reload()
  await expect(story).toHaveValue('My knee hurts when I run.')
  await phone.getByLabel(/^Name of who signs/).fill(client.name)
  await draw(phone)
  await expectAccessible(phone)
  await phone.getByRole('button', { name: 'Hand in' }).click()
  await expect(phone.getByRole('heading', { name: 'Thank you, that is everything' })).toBeVisible()
  await expect(forms).toContainText('Complete')
}

/** A signature of two lines. */
async function draw(phone: Page): Promise<void> {
  const pad = phone.locator('#signature-strokes')
  await pad.scrollIntoViewIfNeeded()
  const box = await pad.boundingBox()
  if (!box) throw new Error('There is no field to sign in.')
  for (const start of [0.2, 0.5]) {
    await phone.mouse.move(box.x + box.width * start, box.y + box.height * 0.3)
    await phone.mouse.down()
    await phone.mouse.move(box.x + box.width * (start + 0.1), box.y + box.height * 0.7, { steps: 6 })
    await phone.mouse.move(box.x + box.width * (start + 0.2), box.y + box.height * 0.4, { steps: 6 })
    await phone.mouse.up()
  }
  await expect(pad).toHaveAccessibleName('Your drawn signature')
}

/** 4: the reminder stands under Messages; when the desk moves the visit, it is another one. */
export async function moveTheVisit({ desk, manager, client }: TheDay): Promise<void> {
  await manager.goto('/messages?view=planned')
  const reminder = manager.getByRole('row').filter({ hasText: client.name }).filter({ hasText: 'Reminder' })
  await expect(reminder).toHaveCount(1)
  const before = await reminder.innerText()

  const drawer = desk.getByRole('dialog', { name: 'Visit' })
  // A form that was chased stands there as cancelled, too: only the reminder's own lines count.
  const messages = drawer.getByRole('region', { name: 'Messages' })
  const reminders = messages.getByRole('listitem').filter({ hasText: 'Your appointment is near' })
  await expect(reminders).toHaveCount(1)
  await expect(reminders).toContainText('Planned')
  await drawer.getByRole('button', { name: 'Move…' }).click()
  const dialog = desk.getByRole('dialog', { name: `Move ${client.name}` })
  const last = dialog.getByRole('radiogroup', { name: 'Free times' }).locator('label').last()
  await expectAccessible(desk)
  await last.click()
  await dialog.getByRole('button', { name: 'Move', exact: true }).click()
  await expect(dialog).toBeHidden()

  await expect(reminders.filter({ hasText: 'Cancelled' })).toHaveCount(1)
  await expect(reminders.filter({ hasText: 'Planned' })).toHaveCount(1)
  await expect(reminder).toHaveCount(1)
  await expect.poll(() => reminder.innerText()).not.toBe(before)
}
