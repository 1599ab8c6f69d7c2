import { expect, expectAccessible } from '../story.ts'
import { openCalendar, visitOf, type TheDay } from './the-day.ts'

/** 1: somebody asks on the public page; the board of enquiries is open at the desk. */
export async function enquire({ slug, phone, desk }: TheDay): Promise<void> {
  await desk.goto('/leads')
  await expect(desk.getByRole('heading', { name: 'Enquiries', level: 1 })).toBeVisible()
  await phone.goto(`/enquiry/${slug}?utm_source=google`)
  await expectAccessible(phone)
  await phone.getByLabel(/^Your name/).fill('Ivo Asking')
  await phone.getByLabel(/^E-mail/).fill('ivo@asking.example')
  await phone.getByLabel(/^What is it about/).fill('Do you treat runners?')
  await phone.getByRole('button', { name: 'Send' }).click()
  await expect(phone.getByRole('heading', { name: 'Thank you, your message is with us' })).toBeVisible()
  const column = desk.getByRole('region', { name: 'New' })
  await expect(column.getByRole('listitem').filter({ hasText: 'Ivo Asking' })).toContainText('Google')
  await expectAccessible(desk)
}

/** 2: a client books on the phone; the desk has the calendar of that day open. */
export async function bookOnline(day: TheDay): Promise<void> {
  await chooseTime(day)
  const { phone, desk, client } = day
  await expect(phone.getByRole('heading', { name: 'Who is coming?' })).toBeVisible()
  await openCalendar(day, desk)
  await expect(visitOf(desk, 'Held online')).toHaveCount(1)
  await phone.getByLabel(/^First name/).fill(client.given)
  await phone.getByLabel(/^Last name/).fill(client.family)
  await phone.getByLabel(/^Date of birth/).fill('1990-05-17')
  await phone.getByLabel(/^E-mail/).fill(client.email)
  await phone.getByLabel(/^Phone/).fill('+12125550199')
  await expectAccessible(phone)
  await phone.getByRole('button', { name: 'Check and book' }).click()
  await expect(phone.getByRole('heading', { name: 'Is everything right?' })).toBeVisible()
  await expect(phone.getByText('This time is kept for you')).toBeVisible()
  await expectAccessible(phone)
  await phone.getByRole('button', { name: 'Book now' }).click()
  await expect(phone.getByRole('heading', { name: 'Your visit is booked' })).toBeVisible()
  await expect(phone.getByText('Please fill in before you come')).toBeVisible()
  await expect(visitOf(desk, client.name)).toHaveCount(1)
  await expect(visitOf(desk, 'Held online')).toHaveCount(0)
  await expectAccessible(phone)
}

/** Service, person, a week from now, the first free time: it is held from then on. */
async function chooseTime(day: TheDay): Promise<void> {
  const { slug, phone } = day
  await phone.goto(`/book/${slug}`)
  await expect(phone.getByRole('heading', { name: 'What can we do for you?' })).toBeVisible()
  await expectAccessible(phone)
  await phone.getByRole('link', { name: /Initial assessment/ }).click()
  await phone.getByText('With whom:').click()
  await phone.getByRole('radio', { name: /Petra Schmidt, Physiotherapist/ }).check()
  await phone.getByRole('button', { name: 'Next week' }).click()
  await phone.waitForURL(/from=\d{4}-\d\d-\d\d/)
  const from = new URL(phone.url()).searchParams.get('from') ?? ''
  const week = Array.from({ length: 7 }, (_none, index) => daysAfter(from, index))
  const first = phone.locator(week.map((one) => `#day-${one} .slot`).join(', ')).first()
  await first.waitFor()
  await expectAccessible(phone)
  day.visitDay = await dayOf(first)
  await first.click()
}

const dayOf = async (slot: { evaluate: (read: (node: Element) => string) => Promise<string> }) =>
  slot.evaluate((node) => node.closest('section.day')?.id.replace('day-', '') ?? '')

function daysAfter(day: string, count: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10)
}
