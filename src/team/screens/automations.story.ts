import { expect, expectAccessible, test } from '../../testing/browser/story.ts'

test('an owner makes a rule, tries it on the past, and it makes a task live', async ({ as }) => {
  const page = await as('owner')
  await page.goto('/automations/new')
  await page.getByRole('textbox', { name: 'Name' }).fill('Enquiry by hand')
  await page.getByRole('combobox', { name: 'One of these happens' }).fill('Enquired')
  await page.getByRole('option', { name: 'Enquired', exact: true }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Add a group' }).click()
  await page.getByRole('combobox', { name: 'What', exact: true }).click()
  await page.getByRole('option', { name: 'the enquiry: source' }).click()
  await page.getByRole('textbox', { name: 'With' }).fill('telephone')
  await page.getByRole('combobox', { name: 'Add an action' }).click()
  await page.getByRole('option', { name: 'make a task' }).click()
  await page.getByRole('textbox', { name: 'What is to be done' }).fill('Answer the story’s enquiry')
  await expect(
    page.getByText(
      /When Enquired if the enquiry: source is telephone, then make a task “Answer the story’s enquiry”./,
    ),
  ).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Try on the last 30 days' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'it would have run' })).toBeVisible()
  await page.getByRole('button', { name: 'Save (off at first)' }).click()
  await page.getByRole('button', { name: 'Switch on' }).click()
  await expect(page.getByRole('button', { name: 'Switch off' })).toBeVisible()

  const desk = await as('front_desk')
  await desk.goto('/tasks?view=queues')
  const answer = await desk.request.post('/api/leads', {
    data: { name: 'Story Enquirer', source: 'telephone' },
    headers: { origin: new URL(desk.url()).origin },
  })
  expect(answer.ok(), await answer.text()).toBe(true)
  await expect(desk.getByText('Answer the story’s enquiry').first()).toBeVisible({ timeout: 60_000 })
  await expectAccessible(desk)
  await desk.getByRole('button', { name: 'Mark “Answer the story’s enquiry” as done' }).first().click()
  await expect(desk.getByText('Answer the story’s enquiry')).toHaveCount(0)

  await page.getByRole('tab', { name: 'Log' }).click()
  const log = page.getByRole('table', { name: 'Log' })
  await expect(log.getByText('Done').first()).toBeVisible()
  await expectAccessible(page)
})
