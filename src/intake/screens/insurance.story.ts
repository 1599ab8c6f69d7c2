import sharp from 'sharp'
import { expect, expectAccessible, test } from '../../testing/browser/story.ts'
import { answerAsPractice, readQuestion } from '../insurance/eligibility/practice-clearinghouse.ts'

test.use({ house: 'ash-court' })

/** Something like a card: stripes that are neither dark nor blurred. */
const cardPhoto = () =>
  sharp({ create: { width: 1400, height: 900, channels: 3, background: '#f2f0ea' } })
    .composite([
      {
        input: Buffer.from(
          `<svg width="1400" height="900">${Array.from({ length: 30 }, (_none, at) => `<rect x="60" y="${30 + at * 28}" width="${500 + ((at * 137) % 700)}" height="9" fill="#222"/>`).join('')}</svg>`,
        ),
      },
    ])
    .jpeg()
    .toBuffer()

test('a client photographs the card, the desk takes the policy over, and a file of answers says what is covered', async ({
  as,
  phone,
}) => {
  const owner = await as('owner')
  const { rowVersion } = await (await owner.request.get('/api/clearinghouse')).json()
  const house = { kind: 'folder', senderId: 'ASHCOURT', receiverId: 'CLEARING', npi: '1234567893' }
  const shared = { url: null, userName: null, senderQualifier: 'ZZ', receiverQualifier: 'ZZ', isTrial: true }
  const rest = { providerName: '', serviceTypes: ['PT'], staleDays: 30, aheadDays: 3, rowVersion }
  const saved = await owner.request.put('/api/clearinghouse', { data: { ...shared, ...house, ...rest } })
  expect(saved.status(), await saved.text()).toBe(200)
  await owner.request.post('/api/payers/demo', { data: {} })
  const family = `Cover${Date.now().toString(36)}`
  const made = await owner.request.post('/api/clients', {
    data: { givenName: 'Ida', familyName: family, bornOn: '1990-04-01' },
  })
  const { id } = (await made.json()).client
  const asked = await owner.request.post(`/api/clients/${id}/card-requests`, {
    data: { kinds: ['insurance_front'], asksPolicy: true, tell: false },
  })
  const opened = await owner.request.post(`/api/card-requests/${(await asked.json()).id}/link`, { data: {} })

  await phone.goto(new URL((await opened.json()).url).pathname)
  await phone
    .locator('input[type=file]')
    .setInputFiles({ name: 'card.jpg', mimeType: 'image/jpeg', buffer: await cardPhoto() })
  await expect(phone.getByText(/^Sent/)).toBeVisible()
  await phone.getByLabel('Insurance', { exact: true }).fill('Cedar Health')
  await phone.getByLabel('Member number').fill('W445511')
  await expectAccessible(phone)
  await phone.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(phone.getByRole('heading', { name: 'Thank you' })).toBeVisible()

  const desk = await as('front_desk')
  await desk.goto(`/clients/${id}?tab=insurance`)
  await expect(desk.getByRole('img', { name: /front/ })).toBeVisible()
  await desk.getByRole('button', { name: 'It is right' }).click()
  await desk.getByRole('button', { name: 'Check cover' }).click()
  await expect(desk.getByRole('table')).toBeVisible()

  const checks = async () => (await (await owner.request.get(`/api/clients/${id}/cover-checks`)).json()).items
  await expect.poll(async () => (await checks())[0]?.state).toBe('sent')
  const [check] = await checks()
  const { request } = await (await owner.request.get(`/api/cover-checks/${check.id}`)).json()
  const answer = answerAsPractice(readQuestion(request)!, { day: check.serviceOn, time: '10:00' })
  await owner.goto('/insurance')
  await owner.getByRole('button', { name: 'Take in answers' }).click()
  const chooser = owner.waitForEvent('filechooser')
  await owner.getByRole('dialog').getByRole('button', { name: /File/ }).click()
  await (await chooser).setFiles({ name: 'answers.271', mimeType: 'text/plain', buffer: Buffer.from(answer) })
  await owner.getByRole('button', { name: 'Read the file' }).click()
  await expect(owner.getByText('One answer was taken in.')).toBeVisible()
  await expectAccessible(owner)

  await desk.goto(`/clients/${id}?tab=insurance&check=${check.id}`)
  await expect(desk.getByRole('dialog').getByRole('table')).toBeVisible()
  await expectAccessible(desk)
})
