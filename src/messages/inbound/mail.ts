import PostalMime from 'postal-mime'
import type { Address, Email } from 'postal-mime'

export interface ReadMail {
  kind: 'message' | 'auto_reply' | 'bounce'
  from: string
  fromName: string | null
  /** Every address it was sent to. */
  to: string[]
  subject: string | null
  /** Plain words; HTML only ever as its text. */
  body: string
  attachments: { name: string; type: string; bytes: Uint8Array }[]
  messageId: string | null
  /** Of a bounce: which of our messages came back, why, and whether for good. */
  bounce: { messageId: string; status: string; isFinal: boolean; isComplaint: boolean } | null
}

const MOST_TEXT = 20_000
const MOST_FILES = 20

/** Reads a mail as it came. Throws when it is no mail at all. */
export async function readMail(raw: Uint8Array): Promise<ReadMail> {
  const email = await PostalMime.parse(raw, { attachmentEncoding: 'arraybuffer' })
  const [sender] = mailboxes(email.from ? [email.from] : [])
  const text = new TextDecoder('latin1').decode(raw.subarray(0, 200_000))
  const bounce = bounceIn(email, text)
  return {
    kind: bounce ? 'bounce' : isAutomatic(email) ? 'auto_reply' : 'message',
    from: sender?.address.toLowerCase() ?? '',
    fromName: clean(sender?.name ?? '') || null,
    to: [
      ...mailboxes([...(email.to ?? []), ...(email.cc ?? [])]).map(({ address }) => address),
      email.deliveredTo ?? '',
    ].filter(Boolean),
    subject: clean(email.subject ?? '').slice(0, 300) || null,
    body: wordsOf(email).slice(0, MOST_TEXT).toWellFormed(),
    attachments: email.attachments
      .filter(({ mimeType, disposition }) => disposition !== 'inline' || mimeType.startsWith('image/'))
      .slice(0, MOST_FILES)
      .map(({ filename, mimeType, content }) => ({
        name: filename ?? 'file',
        type: mimeType,
        bytes: typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content as ArrayBuffer),
      })),
    messageId: email.messageId ?? null,
    bounce,
  }
}

function mailboxes(addresses: readonly Address[]): { name: string; address: string }[] {
  return addresses.flatMap((each) =>
    each.group ? each.group : [{ name: each.name, address: each.address ?? '' }],
  )
}

/** Written by a machine (RFC 3834 and what older programs say): nobody waits for an answer to it. */
function isAutomatic(email: Email): boolean {
  const of = (name: string) => email.headers.find(({ key }) => key === name)?.value.toLowerCase() ?? ''
  const auto = of('auto-submitted')
  return (
    (auto !== '' && !auto.startsWith('no')) ||
    /auto_reply|bulk|junk|list/.test(of('precedence')) ||
    of('x-autoreply') !== '' ||
    of('x-auto-response-suppress').includes('all') ||
    of('x-autorespond') !== '' ||
    of('return-path') === '<>' ||
    of('list-id') !== '' ||
    /^(mailer-daemon|postmaster|no-?reply)@/.test(
      mailboxes(email.from ? [email.from] : [])[0]?.address.toLowerCase() ?? '',
    )
  )
}

/** A delivery status notification (RFC 3464) or a complaint (RFC 5965) about one of our messages. */
function bounceIn(email: Email, raw: string): ReadMail['bounce'] {
  const type = email.headers.find(({ key }) => key === 'content-type')?.value ?? ''
  const isComplaint = /report-type="?feedback-report/i.test(type)
  if (!isComplaint && !/report-type="?delivery-status/i.test(type)) return null
  const whole = [raw, ...email.attachments.map(({ content }) => textOf(content))].join('\n')
  // Our Message-IDs are the id of the message: it stands in the returned headers.
  const ours = [...whole.matchAll(/^(?:original-)?message-id:\s*<([0-9a-f-]{36})(?:\.\d+)?@/gim)].map(
    ([, id]) => id!,
  )
  const messageId = ours.at(-1)
  if (!messageId) return null
  const status = /^status:\s*([245]\.\d{1,3}\.\d{1,3})/im.exec(whole)?.[1] ?? ''
  const isFinal = isComplaint || /^action:\s*failed/im.test(whole) || status.startsWith('5')
  return { messageId: messageId.toLowerCase(), status, isFinal, isComplaint }
}

function textOf(content: ArrayBuffer | Uint8Array | string): string {
  return typeof content === 'string' ? content : new TextDecoder('latin1').decode(content)
}

function wordsOf({ text, html }: Email): string {
  const words = text?.trim() ? text : textOfHtml(html ?? '')
  return withoutQuote(clean(words))
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

/** The words of an HTML mail. Nothing of it is ever shown as HTML. */
function textOfHtml(html: string): string {
  return html
    .replace(/<(script|style|head|title)\b[\s\S]*?(<\/\1\s*>|$)/gi, '')
    .replace(/<!--[\s\S]*?(-->|$)/g, '')
    .replace(/<(br|\/p|\/div|\/tr|\/li|\/h\d)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(#\d{1,6}|#x[0-9a-f]{1,5}|\w{2,6});/gi, (whole, name: string) => entity(name) ?? whole)
    .replace(/[ \t]+/g, ' ')
    .replace(/\n{3,}/g, '\n\n')
}

function entity(name: string): string | undefined {
  if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()]
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  return code > 31 && code < 0x11_0000 ? String.fromCodePoint(code) : ' '
}

function clean(text: string): string {
  return (
    text
      .replace(/\r\n?/g, '\n')
      // Control characters, which PostgreSQL or a screen would stumble over, and changes of the writing direction.
      // oxlint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '')
      .toWellFormed()
      .trim()
  )
}

const QUOTE_HEAD =
  /^(on .{5,200}wrote|am .{5,200}schrieb.{0,100}|le .{5,200}a écrit ?|-{2,} ?(original message|ursprüngliche nachricht).*|_{10,}|von: .*|from: .*):?\s*-*$/i

/** The answer without the mail it answers, unless somebody wrote between its lines. */
function withoutQuote(text: string): string {
  const lines = text.split('\n')
  const head = lines.findIndex((line, index) => index > 0 && QUOTE_HEAD.test(line.trim()))
  const isQuoteOnly = (from: number) => lines.slice(from).every((line) => /^\s*(>|$)/.test(line))
  const cut =
    head > 0 && (isQuoteOnly(head + 1) || !lines.slice(head + 1).some((line) => line.startsWith('>')))
      ? head
      : lines.findIndex((line, index) => index > 0 && line.startsWith('>') && isQuoteOnly(index))
  const own = (cut > 0 ? lines.slice(0, cut) : lines).join('\n').trim()
  return own || text
}
