import { expect, expectAccessible } from '../story.ts'
import { linkOfMail, type TheDay } from './the-day.ts'

/** 7: the visit made the charge, the charge the invoice, with its PDF. */
export async function findInvoice({ desk }: TheDay): Promise<void> {
  await desk.getByRole('dialog', { name: 'Visit' }).getByRole('link', { name: 'Invoice 1' }).click()
  await expect(desk.getByRole('heading', { name: /^Invoice 1/ })).toBeVisible()
  await expect(desk.getByRole('table', { name: 'Lines' })).toContainText('Initial assessment')
  await expectAccessible(desk)
  const href = await desk.getByRole('link', { name: 'PDF' }).getAttribute('href')
  const paper = await desk.request.get(href ?? '')
  expect(paper.status()).toBe(200)
  expect((await paper.body()).subarray(0, 5).toString()).toBe('%PDF-')
}

/** 8: the client pays by the link of the mail; the invoice that is open at the manager's says so. */
export async function payByLink(day: TheDay): Promise<void> {
  const { desk, phone, manager, client } = day
  await manager.goto(new URL(desk.url()).pathname)
  await expect(manager.getByRole('heading', { name: /Open/ })).toBeVisible()
  await phone.goto(await linkOfMail(day, client.name, /Invoice/))
  await expectAccessible(phone)
  await phone.getByRole('button', { name: 'Pay $120.00 by card' }).click()
  await expect(phone.getByText('This is a test page')).toBeVisible()
  await expectAccessible(phone)
  await phone.getByRole('button', { name: 'Pay $120.00' }).click()
  await expect(phone.getByRole('heading', { name: 'Thank you, it is paid' })).toBeVisible()
  await expectAccessible(phone)
  await expect(manager.getByRole('heading', { name: /Paid/ })).toBeVisible()
}

/** 8: who walked in leaves, and pays the second invoice in cash. */
export async function payAtDesk({ desk, walkIn }: TheDay): Promise<void> {
  await desk.goto('/today')
  await desk.getByRole('button', { name: `To room: ${walkIn.name}` }).click()
  await desk.getByRole('button', { name: `Visit done: ${walkIn.name}` }).click()
  const done = desk.getByRole('region', { name: /^Done/ })
  await done.getByRole('button', { name: new RegExp(walkIn.name) }).click()
  const drawer = desk.getByRole('dialog', { name: 'Visit' })
  await drawer.getByRole('button', { name: 'Take payment' }).click()
  const dialog = desk.getByRole('dialog', { name: 'Take payment' })
  await dialog.getByRole('radio', { name: 'Cash' }).check()
  await dialog.getByRole('button', { name: 'Take $80.00' }).click()
  await expect(dialog).toBeHidden()
  await expect(drawer.getByText('Paid', { exact: true })).toBeVisible()
}
