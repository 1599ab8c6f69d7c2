import { expect, expectAccessible, test } from '../../testing/browser/story.ts'

// A form of its own, and a client nobody else uses.
const title = 'Knee today'

const form = {
  resourceType: 'Questionnaire',
  status: 'active',
  title,
  item: [
    { linkId: 'hurts', type: 'boolean', text: 'Does it hurt?', required: true },
    {
      linkId: 'how',
      type: 'integer',
      text: 'How strong, from 0 to 10?',
      enableWhen: [{ question: 'hurts', operator: '=', answerBoolean: true }],
    },
    {
      linkId: 'twice',
      type: 'integer',
      text: 'Twice as strong',
      readOnly: true,
      extension: [
        {
          url: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression',
          valueExpression: {
            language: 'text/fhirpath',
            expression: "%resource.descendants().where(linkId = 'how').answer.value * 2",
          },
        },
      ],
    },
  ],
}

test('a form is written, tried out, published, answered by its link, and its answers are in the chart', async ({
  as,
  phone,
}) => {
  const owner = await as('owner')
  await owner.goto('/settings?tab=forms')
  await owner.getByRole('button', { name: 'New form' }).click()
  await owner.getByRole('dialog').getByRole('textbox').fill(title)
  await owner.getByRole('dialog').getByRole('button', { name: 'Begin' }).click()
  await expect(owner).toHaveURL(/form-builder\/knee-today/)
  await expectAccessible(owner)

  // The draft is brought in as it would be typed; then the builder shows it, and publishes it.
  const { draft } = await (await owner.request.get('/api/forms/knee-today/draft')).json()
  const kept = await owner.request.put('/api/forms/knee-today/draft', {
    data: { definition: form, basedOn: null, rowVersion: draft?.rowVersion ?? 0 },
  })
  expect(kept.status(), await kept.text()).toBe(200)
  await owner.reload()
  await expect(owner.getByRole('button', { name: /Does it hurt\?/ }).first()).toBeVisible()
  const frame = owner.frameLocator('iframe')
  await expect(frame.getByText('Does it hurt?')).toBeVisible()
  await expect(frame.getByText('How strong, from 0 to 10?')).toBeHidden()
  await frame.getByLabel('Yes').check()
  await expect(frame.getByText('How strong, from 0 to 10?')).toBeVisible()
  await expectAccessible(owner)
  await owner
    .getByRole('button', { name: /^Publish/ })
    .first()
    .click()
  await owner.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }).click()
  await expect(owner.getByText('Version 1 is in use.')).toBeVisible()

  const made = await owner.request.post('/api/clients', {
    data: { givenName: 'Kim', familyName: 'Kneeling' },
  })
  const clientId = (await made.json()).client.id
  const asked = await owner.request.post(`/api/clients/${clientId}/form-requests`, {
    data: { formKey: 'knee-today' },
  })
  const { id } = await asked.json()
  const { url } = await (await owner.request.post(`/api/form-requests/${id}/link`, { data: {} })).json()
  await phone.goto(new URL(url).pathname)
  await phone.getByLabel('Yes').check()
  await phone.getByLabel(/How strong/).fill('4')
  await expectAccessible(phone)
  await phone.getByRole('button', { name: 'Hand in' }).click()
  await expect(phone.getByRole('heading', { name: /Thank you/ })).toBeVisible()

  await owner.goto(`/form-requests/${id}`)
  await expect(owner.getByText('Does it hurt?')).toBeVisible()
  await expect(owner.getByText('8', { exact: true })).toBeVisible()
  await expectAccessible(owner)
})
