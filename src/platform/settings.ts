import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import type { Bucket } from './files/s3.ts'
import { isLogLevel, type LogLevel } from './logging.ts'
import {
  anyText,
  bucketOf,
  clamdUrl,
  distance,
  hostName,
  mailAddress,
  onOrOff,
  origin,
  postgresUrl,
  smtpUrl,
  wholeNumber,
} from './setting-values.ts'

/** What an operator can set; docs/operate/settings.md explains each. */
export interface Settings {
  port: number
  host: string
  /** Absolute path of the folder for the database, the files and the secret. */
  dataDir: string
  /** Null: the PostgreSQL that Atrium brings along. */
  databaseUrl: string | null
  /** Whether an empty database is filled with the demo practice. */
  demo: boolean
  /** Origin without a slash at its end, as clients reach it; links in mails begin with it. */
  publicUrl: string
  /** Null: mails stay in the outbox screen. */
  smtpUrl: string | null
  mailFrom: string
  /** Null: no metrics are served. */
  metricsPort: number | null
  logLevel: LogLevel
  /** How many proxies stand before us and write X-Forwarded-For. */
  trustProxy: number
  sessionIdleMinutes: number
  /** Null: files lie in the data folder. */
  files: Bucket | null
  /** Null: files are not scanned, and say so. */
  clamdUrl: string | null
  /** The most pages of a PDF that a client may send. */
  pdfPages: number
  /** Folder in which each practice has one for its clearinghouse: out and in. */
  clearinghouseDir: string
  /** Whether gateways that practices set may lie in the own network. */
  privateGateways: boolean
  /** Where Stripe's API is asked; another server only for tests. */
  stripeApi: string
  /** Signs cookies and encrypts second factors; empty until `secretOf` has read it from the data folder. */
  secret: string
}

/** A setting that can't be used; the message names it and says what it may be. */
export class SettingsError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'SettingsError'
  }
}

type Env = Record<string, string | undefined>
type Read<T> = (text: string) => T

interface Setting<T> {
  name: string
  /** What it may be, as the end of the sentence "… must be …". */
  mustBe: string
  /** Answers undefined for what it may not be. */
  read: Read<T | undefined>
}

const port = (text: string) => wholeNumber(text, 0, 65_535)
const setting = <T>(name: string, mustBe: string, read: Read<T | undefined>): Setting<T> => ({
  name,
  mustBe,
  read,
})

const PORT = setting('PORT', 'a number from 0 to 65535 (0 takes a free port)', port)
const HOST = setting('HOST', 'an address of this machine, such as 127.0.0.1, 0.0.0.0 or localhost', hostName)
const DATA = setting('ATRIUM_DATA', 'the path of a folder', (text) =>
  text.includes('\0') ? undefined : resolve(text),
)
const DATABASE = setting(
  'DATABASE_URL',
  'a connection string such as postgres://user:password@host:5432/database',
  postgresUrl,
)
const DEMO = setting('ATRIUM_DEMO', 'on or off', onOrOff)
const PUBLIC_URL = setting(
  'ATRIUM_PUBLIC_URL',
  'an address without a path, such as https://atrium.example.org',
  origin,
)
const SMTP = setting('SMTP_URL', 'an address such as smtps://user:password@mail.example.org:465', smtpUrl)
const MAIL_FROM = setting(
  'ATRIUM_MAIL_FROM',
  'a mail address, such as Willow Lane <hello@example.org>',
  mailAddress,
)
const METRICS = setting('ATRIUM_METRICS_PORT', 'a number from 1 to 65535', (text) =>
  wholeNumber(text, 1, 65_535),
)
const LOG = setting('ATRIUM_LOG', 'silent, error, warn, info or debug', (text) =>
  isLogLevel(text) ? text : undefined,
)
const PROXIES = setting('ATRIUM_TRUST_PROXY', 'the number of proxies before Atrium, from 0 to 10', (text) =>
  wholeNumber(text, 0, 10),
)
const IDLE = setting('ATRIUM_SESSION_IDLE_MINUTES', 'a number of minutes from 1 to 1440', (text) =>
  wholeNumber(text, 1, 1440),
)
const FILES = setting(
  'ATRIUM_FILES',
  'an address such as s3://bucket/folder?endpoint=https://s3.example.org&region=eu-central-1',
  bucketOf,
)
const FILES_KEY = setting('ATRIUM_FILES_KEY', 'the access key of the store', anyText)
const FILES_SECRET = setting('ATRIUM_FILES_SECRET', 'the secret of that access key', anyText)
const CLAMD = setting(
  'CLAMD_URL',
  'an address such as tcp://127.0.0.1:3310 or unix:/run/clamav/clamd.ctl',
  clamdUrl,
)
const PDF_PAGES = setting('ATRIUM_PDF_PAGES', 'a number of pages from 1 to 2000', (text) =>
  wholeNumber(text, 1, 2_000),
)
const CLEARINGHOUSE = setting('ATRIUM_CLEARINGHOUSE_DIR', 'the path of a folder', (text) =>
  text.includes('\0') ? undefined : resolve(text),
)
const PRIVATE = setting('ATRIUM_PRIVATE_GATEWAYS', 'on or off', onOrOff)
const STRIPE_API = setting(
  'ATRIUM_STRIPE_API',
  'an address without a path, such as https://api.stripe.com',
  origin,
)
const SECRET = setting(
  'ATRIUM_SECRET',
  'at least 32 random characters, such as "openssl rand -hex 32" prints',
  (text) => (text.length >= 32 ? text : undefined),
)

/** Every setting's name, for the documentation's test. */
export const SETTING_NAMES = [
  PORT,
  HOST,
  DATA,
  DATABASE,
  DEMO,
  PUBLIC_URL,
  SMTP,
  MAIL_FROM,
  METRICS,
  LOG,
  PROXIES,
  IDLE,
  FILES,
  FILES_KEY,
  FILES_SECRET,
  CLAMD,
  PDF_PAGES,
  CLEARINGHOUSE,
  PRIVATE,
  STRIPE_API,
  SECRET,
].map(({ name }) => name)

/** Not an operator's, but seen in the environment of tests and builds. */
const OWN_NAMES = /^ATRIUM_(TEST_\w+|API)$/

/** Reads the settings from the environment. Throws SettingsError, one sentence, for a wrong or unknown one. */
export function loadSettings(env: Env): Settings {
  refuseUnknown(env)
  const host = take(env, HOST) ?? '127.0.0.1'
  const number = take(env, PORT) ?? 3000
  const metricsPort = take(env, METRICS) ?? null
  if (metricsPort !== null && metricsPort === number) {
    throw new SettingsError(`ATRIUM_METRICS_PORT must be another port than PORT (${number}).`)
  }
  const dataDir = take(env, DATA) ?? resolve('data')
  return {
    port: number,
    host,
    dataDir,
    databaseUrl: take(env, DATABASE) ?? null,
    demo: take(env, DEMO) ?? true,
    publicUrl: take(env, PUBLIC_URL) ?? localUrl(host, number),
    smtpUrl: take(env, SMTP) ?? null,
    mailFrom: take(env, MAIL_FROM) ?? 'Atrium <atrium@localhost>',
    metricsPort,
    logLevel: take(env, LOG) ?? 'info',
    trustProxy: take(env, PROXIES) ?? 0,
    sessionIdleMinutes: take(env, IDLE) ?? 60,
    files: takeBucket(env),
    clamdUrl: take(env, CLAMD) ?? null,
    pdfPages: take(env, PDF_PAGES) ?? 100,
    clearinghouseDir: take(env, CLEARINGHOUSE) ?? join(dataDir, 'clearinghouse'),
    privateGateways: take(env, PRIVATE) ?? false,
    stripeApi: take(env, STRIPE_API) ?? 'https://api.stripe.com',
    secret: take(env, SECRET) ?? '',
  }
}

function takeBucket(env: Env): Bucket | null {
  const place = take(env, FILES)
  if (!place) return null
  const accessKey = take(env, FILES_KEY)
  const secretKey = take(env, FILES_SECRET)
  if (!accessKey || !secretKey) {
    throw new SettingsError('ATRIUM_FILES needs ATRIUM_FILES_KEY and ATRIUM_FILES_SECRET. Set both.')
  }
  return { ...place, accessKey, secretKey }
}

/** Where a browser on this machine reaches a server that listens on this host. */
export function localUrl(host: string, number: number): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : isIP(host) === 6 ? `[${host}]` : host
  return `http://${name}:${number}`
}

function take<T>(env: Env, { name, mustBe, read }: Setting<T>): T | undefined {
  const text = env[name]?.trim()
  if (!text) return undefined
  const value = read(text)
  // The value itself may be a password; it is not repeated.
  if (value === undefined) throw new SettingsError(`${name} must be ${mustBe}. Correct it or leave it out.`)
  return value
}

function refuseUnknown(env: Env) {
  for (const name of Object.keys(env)) {
    if (!name.startsWith('ATRIUM_') || SETTING_NAMES.includes(name) || OWN_NAMES.test(name)) continue
    const [nearest] = SETTING_NAMES.filter((known) => distance(known, name) <= 3).sort(
      (a, b) => distance(a, name) - distance(b, name),
    )
    const hint = nearest ? `Did you mean ${nearest}?` : 'See docs/operate/settings.md.'
    throw new SettingsError(`${name} is not a setting of Atrium. ${hint}`)
  }
}
