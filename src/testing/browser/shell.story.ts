import { expect, expectAccessible, signInOf, test } from './story.ts'

test('who is not signed in comes to the door, and through it to where they wanted to go', async ({
  visitor,
}) => {
  await visitor.goto('/account')
  await expect(visitor.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await expectAccessible(visitor)
  await visitor.getByLabel('E-mail').fill(signInOf('owner').email)
  await visitor.getByLabel(/^Password( \*)?$/).fill('not the password')
  await visitor.getByRole('button', { name: 'Sign in' }).click()
  await expect(visitor.getByRole('alert')).toContainText('not right')
  await visitor.getByLabel(/^Password( \*)?$/).fill(signInOf('owner').password)
  await visitor.getByRole('button', { name: 'Sign in' }).click()
  await expect(visitor.getByRole('heading', { name: 'My account' })).toBeVisible()
  expect(new URL(visitor.url()).pathname).toBe('/account')
})

test('the address to come back to is never another site', async ({ visitor, address }) => {
  await visitor.goto('/sign-in?to=//evil.example/')
  await visitor.getByLabel('E-mail').fill(signInOf('owner').email)
  await visitor.getByLabel(/^Password( \*)?$/).fill(signInOf('owner').password)
  await visitor.getByRole('button', { name: 'Sign in' }).click()
  await expect(visitor.getByRole('navigation', { name: 'Main menu' })).toBeVisible()
  expect(visitor.url().startsWith(address)).toBe(true)
})

test.describe('sessions', () => {
  // Whoever nobody else signs in as there: the sessions are counted.
  test.use({ house: 'ash-court' })

  test('one sees where one is signed in and ends the other sessions', async ({ as }) => {
    const page = await as('read_only')
    const elsewhere = await as('read_only')
    await page.goto('/account')
    await expectAccessible(page)
    const rows = page.getByRole('table', { name: 'Where you are signed in' }).getByRole('row')
    await expect(rows).toHaveCount(3)
    await page.getByRole('button', { name: 'End all others' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'End all others' }).click()
    await expect(rows).toHaveCount(2)
    await elsewhere.goto('/account')
    await expect(elsewhere.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  })
})

test('the second factor is explained with a picture, a key and backup codes', async ({ as }) => {
  const page = await as('read_only')
  await page.goto('/account')
  await page.getByRole('button', { name: 'Set up the second factor' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Current password').fill(signInOf('read_only').password)
  await dialog.getByRole('button', { name: 'Next' }).click()
  await expect(dialog.getByRole('img', { name: 'QR code' })).toBeVisible()
  await expect(dialog.getByText('Your backup codes')).toBeVisible()
  await expectAccessible(page)
})

test('when the session ends under the hands, nothing typed is lost and the act goes on', async ({ as }) => {
  const page = await as('front_desk')
  await page.goto('/account')
  await page.getByLabel(/^New password( \*)?$/).fill('a sentence that I was typing')
  await page.context().clearCookies()
  // The next thing that asks the server meets a closed door.
  await page.getByRole('button', { name: 'Language' }).click()
  await page.getByRole('menuitem', { name: 'Deutsch' }).click()
  const dialog = page.getByRole('dialog', { name: 'Bitte melden Sie sich erneut an' })
  await expect(dialog).toBeVisible()
  await expectAccessible(page)
  await dialog.getByLabel(/^Passwort( \*)?$/).fill(signInOf('front_desk').password)
  await dialog.getByRole('button', { name: 'Anmelden', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByLabel(/^Neues Passwort( \*)?$/)).toHaveValue('a sentence that I was typing')
})

test('the keyboard opens the help, the palette and nothing while typing', async ({ as }) => {
  const page = await as('owner')
  await page.goto('/account')
  await expect(page.getByRole('heading', { name: 'My account' })).toBeVisible()
  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(help).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(help).toBeHidden()
  await page.getByLabel('Current password').fill('')
  await page.keyboard.type('?')
  await expect(page.getByLabel('Current password')).toHaveValue('?')
  await expect(help).toBeHidden()
  await page.keyboard.press('Control+k')
  await expect(page.getByPlaceholder('Search people, pages and actions')).toBeFocused()
  await page.keyboard.type('mia')
  await expect(page.getByRole('dialog').getByText('Mia Rossi')).toBeVisible()
  await expectAccessible(page)
})

test('the appearance and the language stay chosen', async ({ as }) => {
  const page = await as('billing')
  await page.goto('/account')
  await page.getByRole('button', { name: 'Appearance' }).click()
  await page.getByRole('menuitem', { name: 'Dark' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  await page.getByRole('button', { name: 'Language' }).click()
  await page.getByRole('menuitem', { name: 'Deutsch' }).click()
  await expect(page.getByRole('heading', { name: 'Mein Konto' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Mein Konto' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
})

test('an address without a screen leads back, for staff and for visitors', async ({ as, phone }) => {
  const page = await as('practitioner')
  await page.goto('/no/such/screen')
  await expect(page.getByText('There is no page at this address')).toBeVisible()
  await expectAccessible(page)
  await phone.goto('/pay/x/y/z')
  await expect(phone.getByRole('heading', { name: 'This page is not here' })).toBeVisible()
  await expectAccessible(phone)
})

test('on a phone the menu is at the thumb and opens as a drawer', async ({ as }) => {
  const page = await as('front_desk')
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/account')
  await expect(page.getByRole('heading', { name: 'My account' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await expect(page.locator('#main-menu a').first()).toBeFocused()
  await expect(page.getByText('Willow Lane')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'More', exact: true })).toBeFocused()
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await expectAccessible(page)
  // Beside the drawer.
  await page.getByRole('button', { name: 'Close' }).click({ position: { x: 350, y: 400 } })
  await expect(page.locator('#main-menu')).toBeHidden()
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(width).toBeLessThanOrEqual(390)
})

test('the page brings a strict policy: no inline script, no style without this answer’s nonce', async ({
  visitor,
  address,
}) => {
  const [first, second] = await Promise.all([visitor.request.get(address), visitor.request.get(address)])
  const policy = first.headers()['content-security-policy'] ?? ''
  expect(policy).toContain("script-src 'self'")
  expect(policy).not.toContain('unsafe-eval')
  expect(policy.split(';').find((part) => part.trim().startsWith('style-src '))).not.toContain(
    'unsafe-inline',
  )
  expect(second.headers()['content-security-policy']).not.toBe(policy)
  expect(await first.text()).not.toContain('__NONCE__')
})
