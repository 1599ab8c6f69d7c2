import { bookVisit, freeTimes, only, practice } from './free-times.ts'
import { expect, expectAccessible, test, type Page, type StoryRole } from './story.ts'

// What can go wrong on a client's phone, and that nothing typed is lost by it. The whole day is told in day.story.ts.

const history = {
  resourceType: 'Questionnaire',
  status: 'active',
  title: 'About your knee',
  extension: [
    {
      url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-signatureRequired',
      valueCodeableConcept: { text: 'x' },
    },
  ],
  item: [
    {
      linkId: 'pain',
      type: 'group',
      text: 'Your pain',
      item: [
        { linkId: 'has', type: 'boolean', text: 'Are you in pain?', required: true },
        {
          linkId: 'now',
          type: 'integer',
          text: 'How strong is it?',
          required: true,
          enableWhen: [{ question: 'has', operator: '=', answerBoolean: true }],
          extension: [
            { url: 'http://hl7.org/fhir/StructureDefinition/minValue', valueInteger: 0 },
            { url: 'http://hl7.org/fhir/StructureDefinition/maxValue', valueInteger: 10 },
          ],
        },
      ],
    },
    {
      linkId: 'more',
      type: 'group',
      text: 'In your words',
      item: [{ linkId: 'story', type: 'text', text: 'Tell us more' }],
    },
  ],
}

async function prepare(as: (role: StoryRole) => Promise<Page>): Promise<Page> {
  const owner = await as('owner')
  const form = await owner.request.put('/api/forms/intake', { data: { definition: history } })
  expect(form.status(), await form.text()).toBe(200)
  return owner
}

test('a form on two devices: both answers are shown; signed by typing, with the keyboard alone', async ({
  as,
  phone,
  visitor,
}) => {
  await prepare(as)
  const { serviceId, items } = await freeTimes(phone.request, 'Initial assessment')
  const token = await bookVisit(phone.request, only(items[2]!), serviceId)
  await phone.goto(`/visit/${token}`)
  await phone.getByRole('link', { name: /About your knee/ }).click()
  await expect(phone.getByRole('heading', { name: 'Your pain' })).toBeVisible()
  await phone.getByRole('button', { name: 'Continue' }).click()
  await expect(phone.getByRole('alert')).toContainText('Are you in pain?')
  await expect(phone.getByText('How strong is it?')).toBeHidden()
  await phone.getByLabel('Yes').check()
  await phone.getByRole('radio', { name: '7', exact: true }).check()
  await expectAccessible(phone)
  await phone.getByRole('button', { name: 'Continue' }).click()
  await phone.getByLabel('Tell us more').fill('On the phone.')
  await expect(phone.getByText('Saved', { exact: true })).toBeVisible()

  // The same form at a desk goes on where the phone was.
  await visitor.goto(phone.url())
  await expect(visitor.getByLabel('Tell us more')).toHaveValue('On the phone.')
  await visitor.getByLabel('Tell us more').fill('At the desk.')
  await expect(visitor.getByText('Saving')).toBeVisible()
  await expect(visitor.getByText('Saved', { exact: true })).toBeVisible()
  await phone.getByLabel('Tell us more').fill('On the phone, later.')
  await expect(phone.getByText('There it says: At the desk.')).toBeVisible()
  await expectAccessible(phone)
  await phone.getByRole('button', { name: 'Take the other' }).click()
  await expect(phone.getByLabel('Tell us more')).toHaveValue('At the desk.')

  await phone.getByRole('button', { name: 'Hand in' }).click()
  await expect(phone.getByRole('alert')).toContainText('sign')
  await phone.getByLabel('Name of who signs').focus()
  await phone.keyboard.type('Ada Story')
  await phone.keyboard.press('Tab')
  await phone.keyboard.press('Tab')
  await phone.keyboard.press('ArrowDown')
  await expect(phone.getByText('Ada Story', { exact: true })).toBeVisible()
  await phone.getByRole('button', { name: 'Hand in' }).press('Enter')
  await expect(phone.getByRole('heading', { name: 'Thank you, that is everything' })).toBeVisible()
  await expectAccessible(phone)
  await visitor.reload()
  await expect(visitor.getByRole('heading', { name: 'Thank you, that is everything' })).toBeVisible()
})

test('an invoice is paid in parts: a declined card costs nothing, the rest stays open until it is paid', async ({
  as,
  phone,
}) => {
  const owner = await as('owner')
  const { rowVersion, ...settings } = await (await owner.request.get('/api/billing/settings')).json()
  await owner.request.put('/api/billing/settings', {
    data: { ...settings, onlineProvider: 'test', rowVersion },
  })
  const { items } = await (await owner.request.get('/api/clients?q=Whitfield')).json()
  const { practitioners, locations } = await (
    await owner.request.get(`/api/public/${practice}/booking`)
  ).json()
  const line = {
    description: 'Treatment',
    unitPriceMinor: 8_000,
    practitionerId: practitioners[0].id,
    locationId: locations[0].id,
  }
  const made = await owner.request.post('/api/invoices', {
    data: { clientId: items[0].id, lines: [line], approve: true },
  })
  expect(made.status(), await made.text()).toBe(200)
  const { url } = await (
    await owner.request.post(`/api/invoices/${(await made.json()).id}/payment-link`, { data: {} })
  ).json()
  await phone.goto(new URL(url).pathname)
  await expectAccessible(phone)
  await phone.getByLabel('A part of it').check()
  await phone.getByRole('button', { name: 'Pay by card' }).click()
  await expect(phone.getByLabel('Amount in USD')).toBeFocused()
  await phone.getByLabel('Amount in USD').fill('30')
  await phone.getByRole('button', { name: 'Pay $30.00 by card' }).click()
  await phone.getByRole('button', { name: 'The card is declined' }).click()
  await expect(phone.getByText('Nothing was charged')).toBeVisible()
  await phone.getByLabel('A part of it').check()
  await phone.getByLabel('Amount in USD').fill('30.00')
  await phone.getByRole('button', { name: 'Pay $30.00 by card' }).click()
  await phone.getByRole('button', { name: 'Pay $30.00' }).click()
  await expect(phone.getByText('$50.00 are still open.')).toBeVisible()
  await expectAccessible(phone)
  await phone.getByRole('button', { name: 'Pay $50.00 by card' }).click()
  await phone.getByRole('button', { name: 'Pay $50.00' }).click()
  await expect(phone.getByRole('heading', { name: 'Thank you, it is paid' })).toBeVisible()
  const receipt = phone.waitForEvent('download')
  await phone.getByRole('button', { name: 'Receipt as PDF' }).click()
  expect((await receipt).suggestedFilename()).toMatch(/^receipt-\d+\.pdf$/)
})

test('an enquiry without name or way to answer is told so in the reader’s language, and survives a reload', async ({
  phone,
}) => {
  await phone.goto(`/enquiry/${practice}?lang=de`)
  await phone.getByLabel('Worum geht es?').fill('Behandeln Sie Läufer?')
  await phone.getByRole('button', { name: 'Absenden' }).click()
  await expect(phone.getByRole('alert')).toContainText('Bitte sagen Sie uns Ihren Namen.')
  await expectAccessible(phone)
  await phone.reload()
  await expect(phone.getByLabel('Worum geht es?')).toHaveValue('Behandeln Sie Läufer?')
  await phone.getByLabel('Ihr Name').fill('Otto Berg')
  await phone.getByLabel('Telefon').fill('+49 30 1234567')
  await phone.getByRole('button', { name: 'Absenden' }).click()
  await expect(phone.getByRole('heading', { name: 'Danke, Ihre Nachricht ist bei uns' })).toBeVisible()
  await expectAccessible(phone)
})
