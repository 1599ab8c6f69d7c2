import pg from 'pg'
import { expect, expectAccessible, test, type Page } from '../../testing/browser/story.ts'

// A practice where nobody else checks in; the visit is put at this very minute behind the program's back.
test.use({ house: 'ash-court' })

async function visitNow(owner: Page, slug: string): Promise<{ family: string; locationId: string }> {
  const family = `Door${Date.now().toString(36)}`
  const booking = await (await owner.request.get(`/api/public/${slug}/booking`)).json()
  const service = booking.services.find((one: { name: string }) => one.name.startsWith('Physiotherapy'))
  const from = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10)
  const times = await owner.request.get(
    `/api/public/${slug}/availability?serviceId=${service.id}&from=${from}&days=14`,
  )
  const { items } = await times.json()
  const slot = items[0]
  const booked = await owner.request.post('/api/appointments', {
    data: {
      serviceId: service.id,
      newClient: { givenName: 'Nell', familyName: family, bornOn: '1984-05-17' },
      practitionerId: slot.practitionerId,
      locationId: slot.locationId,
      startsAt: slot.startsAt,
    },
  })
  expect(booked.status(), await booked.text()).toBe(200)
  const { id } = await booked.json()
  const client = new pg.Client({ connectionString: process.env.ATRIUM_TEST_STORY_DATABASE! })
  client.on('error', () => {})
  await client.connect()
  await client
    .query(
      `update appointment set starts_at = now(), ends_at = now() + interval '45 minutes', row_version = row_version + 1,
        practitioner_id = (select s.id from staff s where s.practice_id = appointment.practice_id and s.name like 'Petra%') where id = $1`,
      [id],
    )
    .finally(() => client.end())
  return { family, locationId: slot.locationId }
}

test('checking in on a tablet is seen at once in the waiting room, and whoever the client comes to is told', async ({
  as,
  visitor,
  house,
}) => {
  const owner = await as('owner')
  const { family, locationId } = await visitNow(owner, house)
  const paired = await owner.request.post('/api/kiosks', { data: { name: 'Door', locationId } })
  expect(paired.status(), await paired.text()).toBe(200)

  const petra = await as('practitioner')
  await petra.goto('/clients')
  const desk = await as('front_desk')
  await desk.goto('/waiting-room')
  await expect(desk.getByRole('region', { name: /^Expected/ })).toContainText(family)

  const { pathname, hash } = new URL((await paired.json()).url)
  await visitor.goto(pathname + hash)
  await expect(visitor.getByRole('img', { name: /opens the check-in on your phone/ })).toBeVisible()
  await expectAccessible(visitor)
  await visitor.getByLabel('Last name').last().fill(family)
  await visitor.getByLabel('Day').fill('17')
  await visitor.getByLabel('Month').fill('5')
  await visitor.getByLabel('Year').fill('1984')
  await visitor.getByRole('button', { name: 'Continue' }).click()
  await expect(visitor.getByRole('heading', { name: 'Good to see you, Nell' })).toBeVisible()
  await expectAccessible(visitor)
  await visitor.getByRole('button', { name: 'I am here' }).click()
  await expect(visitor.getByRole('heading', { name: 'Thank you, Nell. Please wait' })).toBeVisible()

  await expect(desk.getByRole('region', { name: /^Waiting/ })).toContainText(family)
  await expect(desk.getByText('at the entrance')).toBeVisible()
  await expectAccessible(desk)
  await expect(petra.getByText(new RegExp(`${family} is here`))).toBeVisible()
})
