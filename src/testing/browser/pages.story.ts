import { expect, expectAccessible, test } from './story.ts'

test('the start is the first page of the menu', async ({ as }) => {
  const page = await as('front_desk')
  await page.goto('/')
  await expect(page.locator('#main-menu [aria-current="page"]')).toBeVisible()
  expect(new URL(page.url()).pathname).not.toBe('/')
})

// In two halves, so that they can be looked at side by side.
for (const half of [0, 1]) {
  test(`every page of the menu opens, complains of nothing and can be used by everybody (${half + 1} of 2)`, async ({
    as,
  }) => {
    test.slow()
    const page = await as('owner')
    await page.goto('/')
    const links = page.locator('#main-menu a')
    await expect(links.first()).toBeVisible()
    const paths = await links.evaluateAll((found) => found.map((link) => link.getAttribute('href') ?? ''))
    expect(paths.length).toBeGreaterThan(8)
    for (const path of paths.filter((_, place) => place % 2 === half)) {
      await test.step(path, async () => {
        await page.goto(path)
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0)
        await expect(page.getByText('This screen could not be shown')).toHaveCount(0)
        await expectAccessible(page)
      })
    }
  })
}

test('nobody sees pages in the menu that their role would be refused', async ({ as }) => {
  const page = await as('practitioner')
  await page.goto('/')
  const links = page.locator('#main-menu a')
  await expect(links.first()).toBeVisible()
  const paths = await links.evaluateAll((found) => found.map((link) => link.getAttribute('href') ?? ''))
  for (const path of paths) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByText('Not for your role')).toHaveCount(0)
  }
})
