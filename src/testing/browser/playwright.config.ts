import { defineConfig } from '@playwright/test'

/** Browser stories: `npx playwright test -c src/testing/browser/playwright.config.ts [name]`, after `npm run build`. */
export default defineConfig({
  testDir: '../..',
  testMatch: '**/*.story.ts',
  outputDir: '../../../test-results/stories',
  globalSetup: './story-house.ts',
  // Also where the machine is busy with something else.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  workers: 2,
  // Stories of one file tell one day, in order; files run beside each other.
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: '../../../test-results/browser.json' }]],
  use: {
    locale: 'en-US',
    timezoneId: 'Europe/Berlin',
    // A button that never comes fails its story instead of waiting for the end of it.
    actionTimeout: 60_000,
    navigationTimeout: 120_000,
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.ATRIUM_TEST_CHROMIUM ?? process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
