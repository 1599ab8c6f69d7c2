import { bookVisit, freeTimes, giveUp, only, practice } from './free-times.ts'
import { expect, expectAccessible, test } from './story.ts'

// What can go wrong on a client's phone, and that nothing typed is lost by it. The whole day is told in day.story.ts.

test('two want the same time: who is slower sees the next free times at once, and nothing typed is lost', async ({
  phone,
}) => {
  const { serviceId, items } = await freeTimes(phone.request, 'Physiotherapy treatment')
  const wanted = items[6]!
  const day = wanted.startsAt.slice(0, 10)
  await phone.goto(`/book/${practice}?service=${serviceId}&from=${day}&with=${wanted.practitionerId}&lang=de`)
  await phone.locator('.slot').first().waitFor()
  const time = wanted.startsAt.slice(11, 16)
  // Meanwhile somebody else.
  const faster = await phone.request.post(`/api/public/${practice}/holds`, {
    data: { serviceId, ...only(wanted) },
  })
  expect(faster.status(), await faster.text()).toBe(200)
  const { token } = await faster.json()
  await phone.locator(`#day-${day} .slot`, { hasText: time }).first().click()
  await expect(phone.getByText('Jemand war schneller')).toBeVisible()
  const next = phone.locator('.notice .slot')
  await expect(next).toHaveCount(3)
  await expectAccessible(phone)
  await next.first().click()
  await expect(phone.getByRole('heading', { name: 'Wer kommt?' })).toBeFocused()
  await phone.getByLabel('Für mein Kind').check()
  await phone.getByLabel('Ihr eigener Name').fill('Ada Story')
  await phone.getByLabel('Vorname der Person').fill('Tim')
  await phone.goBack()
  await phone.getByRole('button', { name: 'Mit dieser Zeit weitermachen' }).click()
  await phone.reload()
  await expect(phone.getByLabel('Vorname der Person')).toHaveValue('Tim')
  await phone.getByRole('button', { name: 'Prüfen und buchen' }).click()
  const faults = phone.getByRole('alert').filter({ hasText: 'Angaben fehlen' })
  await expect(faults).toBeFocused()
  await expectAccessible(phone)
  await faults.getByRole('link', { name: 'E-Mail' }).click()
  await expect(phone.getByLabel('E-Mail')).toBeFocused()
  await giveUp(phone, token)
})

test('the ten minutes are over: the same time is kept once more, with all that was typed', async ({
  phone,
}) => {
  const { serviceId, items } = await freeTimes(phone.request, 'Initial assessment')
  const wanted = items.at(-1)!
  await phone.clock.install()
  await phone.goto(`/book/${practice}?service=${serviceId}&from=${wanted.startsAt.slice(0, 10)}`)
  await phone.locator('.slot').last().click()
  await phone.getByLabel('First name').fill('Ada')
  await phone.clock.fastForward('10:05')
  const over = phone.getByRole('alert').filter({ hasText: 'The ten minutes are over' })
  await expect(over).toBeVisible()
  await expectAccessible(phone)
  await over.getByRole('button', { name: 'Keep the same time again' }).click()
  await expect(over).toBeHidden()
  await expect(phone.getByLabel('First name')).toHaveValue('Ada')
  await giveUp(phone)
})

test('a client moves a visit, then cancels it with a reason; the desk sees both', async ({ as, phone }) => {
  const desk = await as('front_desk')
  const { serviceId, items } = await freeTimes(phone.request, 'Gait analysis')
  const token = await bookVisit(phone.request, only(items[3]!), serviceId)
  await phone.goto(`/visit/${token}`)
  await expectAccessible(phone)
  const file = phone.waitForEvent('download')
  await phone.getByRole('button', { name: 'Add to my calendar' }).click()
  expect((await file).suggestedFilename()).toBe('appointment.ics')
  await phone.getByRole('button', { name: 'Move it' }).click()
  await phone.getByRole('button', { name: 'Next week' }).click()
  await phone.waitForURL(/from=/)
  await phone.locator('.slot').last().click()
  await expect(phone.getByRole('heading', { name: 'Move your visit?' })).toBeVisible()
  await phone.getByRole('button', { name: 'Yes, move my visit' }).click()
  await expect(phone.getByText('Your visit has been moved')).toBeVisible()
  await phone.getByRole('button', { name: 'Cancel it' }).click()
  await phone.getByLabel('I am ill').check()
  await expectAccessible(phone)
  await phone.getByRole('button', { name: 'Yes, cancel my visit' }).click()
  await expect(phone.getByRole('heading', { name: 'Your visit is cancelled' })).toBeVisible()
  await expectAccessible(phone)
  const { id } = await (
    await phone.request.get('/api/visit', { headers: { authorization: `Link ${token}` } })
  ).json()
  const seen = await (await desk.request.get(`/api/appointments/${id}`)).text()
  expect(seen).toContain('I am ill')
})
