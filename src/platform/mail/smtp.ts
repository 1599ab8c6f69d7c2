import { createTransport } from 'nodemailer'
import type { Carrier, PlainMail } from './carried.ts'
import { createCarrier } from './carried.ts'
import { checkMessage } from './message.ts'
import type { MailAddress, MailMessage } from './message.ts'

/** Why a mail did not leave: `permanent` will fail again (unknown recipient), `temporary` may be tried later. */
export class MailError extends Error {
  readonly kind: 'permanent' | 'temporary'
  readonly code: string

  constructor(kind: 'permanent' | 'temporary', code: string, message: string) {
    super(message)
    this.name = 'MailError'
    this.kind = kind
    this.code = code
  }
}

/** `smtp`: handed to the mail server, whose answer is `answer`. `outbox`: no server is set, the message log is all. */
export interface MailReceipt {
  by: 'smtp' | 'outbox'
  messageId: string | null
  answer: string
  /** It had left before, by what was written down; nothing was sent now. */
  earlier?: boolean
}

/** What carries mail out of the house; tests and the simulation put their own in its place. */
export interface Mail {
  /** Sends one message. Throws Problem `mail_refused` for an unsafe message, MailError when it did not leave. */
  send(message: MailMessage): Promise<MailReceipt>
  close(): Promise<void>
}

export interface SmtpOptions {
  /** smtp://user:password@host:587 or smtps://…; unset: mail stays in the outbox. */
  url: string | null
  from: MailAddress
  /**
   * Where answers of the mail server are written down. Set: a process of its own hands mails over, and one Message-ID
   * leaves once even when this process is killed. Unset: they are handed over here.
   */
  folder?: string
}

/** Mail by SMTP_URL; without it the message log of the practice is the outbox and nothing leaves the house. */
export function createMail(options: SmtpOptions): Mail {
  return options.url === null ? outboxMail() : smtpMail({ ...options, url: options.url })
}

function outboxMail(): Mail {
  return {
    async send(message) {
      checkMessage(message)
      const answer = 'Kept in the outbox: SMTP_URL is not set.'
      return { by: 'outbox', messageId: message.messageId ?? null, answer }
    },
    async close() {},
  }
}

function smtpMail({ url, from, folder }: SmtpOptions & { url: string }): Mail {
  const smtp = {
    url,
    pool: true,
    maxConnections: 3,
    maxMessages: 100,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    // Templates and clients never name files or addresses to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  }
  const carrier = folder ? createCarrier({ smtp, folder }) : hereCarrier(smtp)
  return {
    async send(message) {
      checkMessage(message)
      const receipt = await carrier.send(plainMail(message, from)).catch((error: unknown) => {
        throw classify(error as NodemailerError)
      })
      const { messageId = null, response, earlier } = receipt
      return { by: 'smtp', messageId, answer: response.slice(0, 200), ...(earlier ? { earlier } : {}) }
    },
    close: () => carrier.close(),
  }
}

function hereCarrier(smtp: object): Carrier {
  const transport = createTransport(smtp as Parameters<typeof createTransport>[0])
  transport.on('error', () => {})
  return {
    async send(mail) {
      const info = (await transport.sendMail(mail)) as { messageId?: string; response?: string }
      return { messageId: info.messageId, response: info.response ?? '' }
    },
    close: async () => transport.close(),
  }
}

function plainMail(message: MailMessage, from: MailAddress): PlainMail {
  return {
    from: toNodemailer(message.from ?? from),
    to: toNodemailer(message.to),
    replyTo: message.replyTo && toNodemailer(message.replyTo),
    subject: message.subject,
    text: message.text,
    html: message.html,
    icalEvent: message.ics && {
      method: message.ics.method,
      content: message.ics.content,
      filename: 'appointment.ics',
    },
    attachments: message.attachments?.map(({ filename, type, bytes }) => ({
      filename,
      contentType: type,
      content: Buffer.from(bytes),
    })),
    // Answering machines and other robots should not answer us (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated', ...message.headers },
    messageId: message.messageId,
  }
}

function toNodemailer({ name, address }: MailAddress) {
  return { name: name ?? '', address }
}

type NodemailerError = Error & { code?: string; responseCode?: number; command?: string }

// 5xx to the recipient or the message is final; 5xx to the sign-in is our own setting and heals without a new mail.
const ours = new Set([
  'EAUTH',
  'ENOAUTH',
  'EOAUTH2',
  'ETLS',
  'ECONNECTION',
  'ESOCKET',
  'EDNS',
  'ETIMEDOUT',
  'EPROXY',
])

function classify(error: NodemailerError): MailError {
  const code = error.responseCode ? String(error.responseCode) : (error.code ?? 'unknown')
  const final = (error.responseCode ?? 0) >= 500 && !ours.has(error.code ?? '')
  if (final) return new MailError('permanent', code, `The mail server refused the mail for good (${code}).`)
  return new MailError(
    'temporary',
    code,
    `The mail could not be handed over now (${code}); it will be tried again.`,
  )
}
