import { pino } from 'pino'
import type { DestinationStream } from 'pino'

/** Ids, codes, counts and times. Never a name, an address, a text or a body: what is not logged cannot leak. */
export type LogData = Record<string, unknown>

/** Where the program says what it does. Interface of our own, so that tests can read what would have been written. */
export interface Log {
  debug(data: LogData | string, message?: string): void
  info(data: LogData | string, message?: string): void
  warn(data: LogData | string, message?: string): void
  error(data: LogData | string, message?: string): void
  /** A log whose lines all carry these facts: log.with({ requestId }). */
  with(facts: LogData): Log
}

const levels = ['silent', 'error', 'warn', 'info', 'debug'] as const
export type LogLevel = (typeof levels)[number]

/** Whether the word is a log level: silent, error, warn, info or debug. */
export function isLogLevel(word: string): word is LogLevel {
  return (levels as readonly string[]).includes(word)
}

/** Structured lines (JSON) on standard error, so that standard output stays free for answers. */
export function createLog(
  level: LogLevel = 'info',
  to: DestinationStream = pino.destination({ fd: 2, sync: true }),
): Log {
  const root = pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: withoutPersonalData,
      },
      // Pino's own serializer would copy every field of an error, the database's `detail` among them.
      serializers: { err: (error: unknown) => error },
    },
    to,
  )
  return over(root)
}

/** A log which keeps its lines: what tests look at. */
export function caughtLog(level: LogLevel = 'debug'): Log & { lines: Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = []
  const log = createLog(level, { write: (line) => void lines.push(JSON.parse(line)) })
  return { ...log, lines }
}

function over(target: pino.Logger): Log {
  const write = (level: 'debug' | 'info' | 'warn' | 'error') => (data: LogData | string, message?: string) =>
    typeof data === 'string' ? target[level](data) : target[level](data, message)
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    // Pino formats a child's facts by itself, so they are cleaned here.
    with: (facts) => over(target.child(withoutPersonalData(facts))),
  }
}

// Whole words of a key, so that `kind`, `code` and `practiceName`-like ids keep apart from `name` and `firstName`.
const personal =
  /^(authorization|cookie|set-cookie|password|secret|token|link|url|to|from|cc|bcc|reply_?to|subject|text|html|body|note|notes|message_?text|answers?|(first|last|given|family|full|client|display|staff|file|user)?_?name|e?_?mail|(e_?mail_?)?address|phone|mobile|street|city|birth_?(day|date)?|born(_?on)?|date_?of_?birth|ssn|iban|card|ip|data|payload|before|after)$/i
const secretEnding = /(password|secret|token|cookie|api_?key|authorization)$/i

function withoutPersonalData(data: LogData): LogData {
  return clean(data, 0) as LogData
}

function clean(value: unknown, depth: number): unknown {
  if (value instanceof Error) return describeError(value)
  if (typeof value === 'string') return value.length > 500 ? `${value.slice(0, 500)}…` : value
  if (typeof value === 'bigint') return value.toString()
  if (value === null || typeof value !== 'object' || value instanceof Date) return value
  if (depth > 3) return '[deep]'
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => clean(item, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const hidden = (personal.test(key) || secretEnding.test(key)) && item !== null && item !== undefined
      return [key, hidden ? '[redacted]' : clean(item, depth + 1)]
    }),
  )
}

/**
 * What may be known of an error. The database quotes values in its messages (and whole keys in `detail`), so quoted
 * words, addresses and long numbers are masked, and only the known harmless fields are kept.
 */
function describeError(error: Error): LogData {
  const { code, status, table, constraint, routine } = error as Error & Record<string, unknown>
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  const cause = error.cause instanceof Error ? describeError(error.cause) : undefined
  return {
    type: error.name,
    message: maskText(error.message),
    code,
    status,
    table,
    constraint,
    routine,
    frames,
    cause,
  }
}

function maskText(text: string): string {
  return text
    .slice(0, 300)
    .replace(/"[^"]*"|'[^']*'|“[^”]*”/g, '"…"')
    .replace(/\([^)]*\)=\([^)]*\)/g, '(…)')
    .replace(/[^\s@<>]+@[^\s@<>]+/g, '…@…')
    .replace(/\+?\d[\d\s().-]{5,}\d/g, '…')
}
