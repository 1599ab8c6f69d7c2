import { problem } from '../problem.ts'

/** Who a mail is from or to. `name` may be in any script. */
export interface MailAddress {
  name?: string
  address: string
}

export interface MailAttachment {
  filename: string
  type: string
  bytes: Uint8Array
}

export interface MailMessage {
  to: MailAddress
  /** The practice's own name is usual here; the setting MAIL_FROM if not given. */
  from?: MailAddress
  replyTo?: MailAddress
  /** Never a person's data: subjects are shown on locked phones and kept in the logs of mail servers. */
  subject: string
  text: string
  html?: string
  /** A calendar file with its METHOD; goes as text/calendar (so that calendars offer it) and as an attached file. */
  ics?: { content: string; method: 'REQUEST' | 'CANCEL' | 'PUBLISH' }
  attachments?: MailAttachment[]
  /** Further headers, such as List-Unsubscribe. Those that name sender, recipient or content are refused. */
  headers?: Record<string, string>
  /** Stable per message, '<id@host>': a second send of the same message can be recognised. */
  messageId?: string
}

// Control characters, among them the line breaks that would begin a new header, and Unicode's own line breaks.
// oxlint-disable-next-line no-control-regex
const unsafe = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/
// Direction overrides let a name show another address than the real one.
const misleading = /[\u202a-\u202e\u2066-\u2069]/
const reserved =
  /^(to|cc|bcc|from|sender|reply-to|subject|date|message-id|mime-version|content-.*|return-path|received|dkim-.*|resent-.*)$/i

/** Refuses (422 `mail_refused`) what could add a header or recipient, or name another sender than it seems. */
export function checkMessage(message: MailMessage): void {
  for (const [where, address] of Object.entries({
    to: message.to,
    from: message.from,
    replyTo: message.replyTo,
  })) {
    if (address) checkAddress(where, address)
  }
  checkLine('subject', message.subject)
  if (message.messageId !== undefined && !/^<[\w.+=-]{1,120}@[\w.-]{1,120}>$/.test(message.messageId)) {
    refuse('messageId', 'it must look like <id@host>')
  }
  for (const [name, value] of Object.entries(message.headers ?? {})) {
    if (!/^[A-Za-z][A-Za-z0-9-]{0,70}$/.test(name) || reserved.test(name))
      refuse('headers', 'a header is not allowed')
    checkLine(`headers.${name}`, value)
  }
  for (const attachment of message.attachments ?? []) {
    checkLine('attachments', attachment.filename)
    if (/[/\\]/.test(attachment.filename)) refuse('attachments', 'a file name must not hold a path')
    if (!/^[\w.+-]+\/[\w.+-]+$/.test(attachment.type))
      refuse('attachments', 'a type must look like application/pdf')
  }
}

/** Whether mail can be addressed to it: one address, no list, no name, no quoting, no line break. */
export function isMailAddress(text: string): boolean {
  if (text.length > 254 || unsafe.test(text) || misleading.test(text)) return false
  const at = text.lastIndexOf('@')
  const [local, domain] = [text.slice(0, at), text.slice(at + 1)]
  return at > 0 && local.length <= 64 && /^[^\s@"(),:;<>[\\\]]+$/u.test(local) && isDomain(domain)
}

/** Reads 'Willow Lane <desk@willow.example>' or a bare address, as settings write it; null if it is neither. */
export function readMailbox(text: string): MailAddress | null {
  const [, name, inner] = /^([^<>]*)<([^<>]+)>$/.exec(text.trim()) ?? []
  const address = (inner ?? text).trim()
  if (!isMailAddress(address)) return null
  const plain = name?.trim().replace(/^"(.*)"$/, '$1')
  return plain ? { name: plain, address } : { address }
}

function isDomain(domain: string): boolean {
  const labels = domain.split('.')
  return (
    domain.length <= 253 &&
    labels.every((label) => /^[\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u.test(label))
  )
}

function checkAddress(where: string, { name, address }: MailAddress) {
  if (!isMailAddress(address)) refuse(where, 'this is not one e-mail address')
  if (name !== undefined) checkLine(where, name)
}

function checkLine(where: string, text: string) {
  if (unsafe.test(text)) refuse(where, 'it must be one line without control characters')
  if (misleading.test(text)) refuse(where, 'it must not change the direction of writing')
  if (text.length > 900) refuse(where, 'it is too long')
}

// The value itself stays out of the message: it would end in logs and job errors.
function refuse(where: string, why: string): never {
  throw problem(422, 'mail_refused', `The mail was not sent: ${why} (${where}).`, { field: where })
}
