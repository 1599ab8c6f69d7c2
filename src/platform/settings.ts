import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { isLogLevel, type LogLevel } from './logging.ts'

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
  return {
    port: number,
    host,
    dataDir: take(env, DATA) ?? resolve('data'),
    databaseUrl: take(env, DATABASE) ?? null,
    demo: take(env, DEMO) ?? true,
    publicUrl: take(env, PUBLIC_URL) ?? localUrl(host, number),
    smtpUrl: take(env, SMTP) ?? null,
    mailFrom: take(env, MAIL_FROM) ?? 'Atrium <atrium@localhost>',
    metricsPort,
    logLevel: take(env, LOG) ?? 'info',
    trustProxy: take(env, PROXIES) ?? 0,
    sessionIdleMinutes: take(env, IDLE) ?? 60,
    secret: take(env, SECRET) ?? '',
  }
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

function wholeNumber(text: string, least: number, most: number): number | undefined {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN
  return value >= least && value <= most ? value : undefined
}

function onOrOff(text: string): boolean | undefined {
  const word = text.toLowerCase()
  if (['on', 'true', 'yes', '1'].includes(word)) return true
  if (['off', 'false', 'no', '0'].includes(word)) return false
  return undefined
}

function hostName(text: string): string | undefined {
  const bare = text.replace(/^\[(.*)\]$/, '$1')
  return isIP(bare) || /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i.test(bare) ? bare : undefined
}

function parse(text: string, protocols: string[]): URL | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  return protocols.includes(url.protocol) && !/\s/.test(text) ? url : undefined
}

function postgresUrl(text: string): string | undefined {
  return parse(text, ['postgres:', 'postgresql:']) && text
}

function smtpUrl(text: string): string | undefined {
  return parse(text, ['smtp:', 'smtps:'])?.hostname ? text : undefined
}

function origin(text: string): string | undefined {
  const url = parse(text, ['http:', 'https:'])
  return url && url.pathname === '/' && !url.search && !url.hash && !url.username ? url.origin : undefined
}

function mailAddress(text: string): string | undefined {
  return /^([^<>\r\n]{0,200}<[^<>@\s]{1,64}@[^<>@\s]{1,190}>|[^<>@\s]{1,64}@[^<>@\s]{1,190})$/.test(text)
    ? text
    : undefined
}

/** How many letters have to be changed, added or left out (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const swap = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, swap))
    }
    row = next
  }
  return row[b.length]!
}
