import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { projectRoot } from './project-root.ts'
import { secretOf } from './secret.ts'
import { SETTING_NAMES, SettingsError, loadSettings } from './settings.ts'

test('without any setting Atrium runs on this machine alone, with its own database and the demo practice', () => {
  expect(loadSettings({ PATH: '/bin', HOME: '/root' })).toEqual({
    port: 3000,
    host: '127.0.0.1',
    dataDir: resolve('data'),
    databaseUrl: null,
    demo: true,
    publicUrl: 'http://127.0.0.1:3000',
    smtpUrl: null,
    mailFrom: 'Atrium <atrium@localhost>',
    metricsPort: null,
    logLevel: 'info',
    trustProxy: 0,
    sessionIdleMinutes: 60,
    files: null,
    clamdUrl: null,
    pdfPages: 100,
    clearinghouseDir: resolve('data/clearinghouse'),
    stripeApi: 'https://api.stripe.com',
    privateGateways: false,
    secret: '',
  })
})

test('every setting is taken as it is meant', () => {
  const settings = loadSettings({
    PORT: '8080',
    HOST: '0.0.0.0',
    ATRIUM_DATA: '/srv/atrium',
    DATABASE_URL: 'postgres://atrium:p%40ss@db.example:5432/atrium',
    ATRIUM_DEMO: 'off',
    ATRIUM_PUBLIC_URL: 'https://atrium.example/',
    SMTP_URL: 'smtps://user:pass@mail.example:465',
    ATRIUM_MAIL_FROM: 'Willow Lane <hello@willow-lane.example>',
    ATRIUM_METRICS_PORT: '9090',
    ATRIUM_LOG: 'debug',
    ATRIUM_TRUST_PROXY: '1',
    ATRIUM_SESSION_IDLE_MINUTES: '15',
    ATRIUM_SECRET: 's'.repeat(32),
  })
  expect(settings).toMatchObject({
    port: 8080,
    host: '0.0.0.0',
    dataDir: '/srv/atrium',
    demo: false,
    publicUrl: 'https://atrium.example',
  })
  expect(settings).toMatchObject({
    metricsPort: 9090,
    logLevel: 'debug',
    trustProxy: 1,
    sessionIdleMinutes: 15,
    secret: 's'.repeat(32),
  })
})

test('an empty setting counts as left out', () => {
  expect(loadSettings({ PORT: '', DATABASE_URL: ' ' })).toMatchObject({ port: 3000, databaseUrl: null })
})

test.each([
  ['PORT', 'eighty'],
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['PORT', '3000.5'],
  ['HOST', 'http://localhost'],
  ['HOST', 'a b'],
  ['DATABASE_URL', 'mysql://root:hunter2@localhost/atrium'],
  ['DATABASE_URL', 'localhost:5432'],
  ['ATRIUM_DEMO', 'maybe'],
  ['ATRIUM_PUBLIC_URL', 'atrium.example'],
  ['ATRIUM_PUBLIC_URL', 'https://atrium.example/app'],
  ['ATRIUM_PUBLIC_URL', 'javascript:alert(1)'],
  ['SMTP_URL', 'mail.example:25'],
  ['SMTP_URL', 'https://mail.example'],
  ['ATRIUM_MAIL_FROM', 'nobody'],
  ['ATRIUM_MAIL_FROM', 'A <a@example.org>\r\nBcc: b@example.org'],
  ['ATRIUM_METRICS_PORT', '0'],
  ['ATRIUM_METRICS_PORT', '3000'],
  ['ATRIUM_LOG', 'loud'],
  ['ATRIUM_TRUST_PROXY', 'yes'],
  ['ATRIUM_SESSION_IDLE_MINUTES', '0'],
  ['ATRIUM_SECRET', 'short'],
])('%s = %s is refused by name, and its value is not repeated', (name, value) => {
  const load = () => loadSettings({ [name]: value })
  expect(load).toThrow(SettingsError)
  expect(load).toThrow(new RegExp(`^${name} must be .+\\.$`))
  if (value.includes('hunter2')) expect(load).not.toThrow(/hunter2/)
})

test('an unknown setting is refused, and the one that was meant is named', () => {
  expect(() => loadSettings({ ATRIUM_DATA_DIR: '/srv' })).toThrow(
    'ATRIUM_DATA_DIR is not a setting of Atrium.',
  )
  expect(() => loadSettings({ ATRIUM_DEMOS: 'off' })).toThrow('Did you mean ATRIUM_DEMO?')
  expect(() => loadSettings({ ATRIUM_NONSENSE_ALTOGETHER: '1' })).toThrow('docs/operate/settings.md')
})

test('links to this machine name it so that a browser can follow', () => {
  expect(loadSettings({ HOST: '0.0.0.0', PORT: '81' }).publicUrl).toBe('http://localhost:81')
  expect(loadSettings({ HOST: '[::1]' }).publicUrl).toBe('http://[::1]:3000')
})

test('docs/operate/settings.md explains every setting and no other', () => {
  const text = readFileSync(join(projectRoot(), 'docs/operate/settings.md'), 'utf8')
  const explained = [...text.matchAll(/^\| `([A-Z_]+)`/gm)].map(([, name]) => name)
  expect(explained.sort()).toEqual([...SETTING_NAMES].sort())
})

test('the secret is made once, for its owner alone, and a damaged one is told', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'atrium-secret-test-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
  const made = secretOf({ secret: '', dataDir })
  expect(made).toMatch(/^[0-9a-f]{64}$/)
  expect(secretOf({ secret: '', dataDir })).toBe(made)
  expect(statSync(join(dataDir, 'secret')).mode & 0o777).toBe(0o600)
  expect(secretOf({ secret: 'given by the operator', dataDir })).toBe('given by the operator')
  writeFileSync(join(dataDir, 'secret'), 'cut')
  expect(() => secretOf({ secret: '', dataDir })).toThrow(/secret is damaged.*ATRIUM_SECRET/)
  expect(existsSync(join(dataDir, `secret.${process.pid}`))).toBe(false)
})

test('files in a bucket need its address and both keys', () => {
  const place = 's3://atrium-files/willow/?endpoint=http://127.0.0.1:9000&region=eu-central-1'
  const keys = { ATRIUM_FILES_KEY: 'key', ATRIUM_FILES_SECRET: 'secret' }
  expect(loadSettings({ ATRIUM_FILES: place, ...keys }).files).toEqual({
    endpoint: 'http://127.0.0.1:9000',
    name: 'atrium-files',
    prefix: 'willow/',
    region: 'eu-central-1',
    accessKey: 'key',
    secretKey: 'secret',
  })
  expect(() => loadSettings({ ATRIUM_FILES: place })).toThrow(/ATRIUM_FILES_KEY/)
  for (const wrong of [
    'https://example.org',
    's3://key:secret@bucket',
    's3://b',
    's3://bucket?endpoint=ftp://x',
  ])
    expect(() => loadSettings({ ATRIUM_FILES: wrong, ...keys })).toThrow(SettingsError)
})

test('the scanner is reached by TCP or by a socket', () => {
  expect(loadSettings({ CLAMD_URL: 'tcp://127.0.0.1:3310' }).clamdUrl).toBe('tcp://127.0.0.1:3310')
  expect(loadSettings({ CLAMD_URL: 'unix:/run/clamav/clamd.ctl' }).clamdUrl).toBe(
    'unix:/run/clamav/clamd.ctl',
  )
  expect(() => loadSettings({ CLAMD_URL: 'http://x' })).toThrow(SettingsError)
})
