import { escapeHtml } from './escape.ts'

export interface FramedMail {
  practice: { name: string; color?: string }
  /** The heading in the mail; also the title that screen readers announce. */
  title: string
  /** Plain text. A line end stays a line end. */
  paragraphs: string[]
  button?: { label: string; url: string }
  /** A second way, smaller, below the button. */
  also?: { label: string; url: string }
  /** Lines below: address, phone, why this mail was sent, how to stop such mails. */
  footer: string[]
}

/**
 * The look of every mail: one column of at most 560 px that needs no style sheet to be read, shows light or dark as
 * the reader's program wishes, and loads nothing from anywhere. Everything given is plain text and is escaped.
 */
export function frameMail(mail: FramedMail, locale: string): { html: string; text: string } {
  return { html: html(mail, locale), text: text(mail) }
}

function text({ title, paragraphs, button, also, footer }: FramedMail): string {
  const link = [button, also].flatMap((one) => (one ? [`${one.label}:\n${safeUrl(one.url)}`] : []))
  return [title, ...paragraphs, ...link, `-- \n${footer.join('\n')}`].join('\n\n') + '\n'
}

const font = "font-family:-apple-system,'Segoe UI',Roboto,'Noto Sans',Helvetica,Arial,sans-serif"
const table = '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"'

// Programs that drop <style> keep the light look of the inline styles; the others follow the reader's setting.
const style = `<style>
:root{color-scheme:light dark}
@media (prefers-color-scheme:dark){
.page{background:#16191d!important}.sheet{background:#20252b!important;color:#e8ebee!important}
.quiet,.quiet a{color:#a5afb9!important}.plain{color:#8fbcf0!important}}
@media (max-width:480px){.sheet{padding:24px 18px!important}}
</style>`

function html(mail: FramedMail, locale: string): string {
  const direction = /^(ar|fa|he|ur)\b/.test(locale) ? 'rtl' : 'ltr'
  return `<!doctype html>
<html lang="${escapeHtml(locale)}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no">
<title>${escapeHtml(mail.title)}</title>
${style}
</head>
<body class="page" style="margin:0;padding:0;background:#f3f5f7">
${table} class="page" style="background:#f3f5f7">
<tr><td align="center" style="padding:24px 12px">
${table} style="max-width:560px">
${rows(mail)}
</table>
</td></tr>
</table>
</body>
</html>
`
}

function rows({ practice, title, paragraphs, button, also, footer }: FramedMail): string {
  const accent = practice.color ?? '#1d5fa8'
  if (!/^#[0-9a-f]{6}$/i.test(accent)) throw new Error('The colour of a mail must look like #1d5fa8.')
  const words = paragraphs.map((paragraph) => `<p style="margin:0 0 16px">${lines(paragraph)}</p>`)
  return `<tr><td class="quiet" style="${font};font-size:14px;line-height:20px;font-weight:600;color:#56616b;\
padding:0 4px 12px">${escapeHtml(practice.name)}</td></tr>
<tr><td class="sheet" style="${font};font-size:16px;line-height:24px;color:#1f2933;background:#ffffff;\
border-top:4px solid ${accent};border-radius:6px;padding:32px;text-align:start;word-break:break-word">
<h1 style="font-size:22px;line-height:28px;margin:0 0 16px">${escapeHtml(title)}</h1>
${words.join('\n')}
${button ? buttonHtml(button, accent) : ''}${also ? alsoHtml(also) : ''}</td></tr>
<tr><td class="quiet" style="${font};font-size:13px;line-height:19px;color:#56616b;padding:16px 4px 0">
${footer.map(lines).join('<br>\n')}</td></tr>`
}

// A bare link follows the button: it can be read, copied and opened where pictures of buttons are not shown.
function buttonHtml({ label, url }: { label: string; url: string }, accent: string): string {
  const href = escapeHtml(safeUrl(url))
  return `<p style="margin:24px 0 12px"><a href="${href}" style="display:inline-block;background:${accent};\
color:${readableOn(accent)};font-weight:600;text-decoration:none;padding:12px 22px;border-radius:6px">\
${escapeHtml(label)}</a></p>
<p class="quiet" style="margin:0;font-size:13px;line-height:19px;color:#56616b">\
<a class="plain" href="${href}" style="color:#1d5fa8">${href}</a></p>`
}

function alsoHtml({ label, url }: { label: string; url: string }): string {
  return `<p style="margin:20px 0 0"><a class="plain" href="${escapeHtml(safeUrl(url))}" \
style="color:#1d5fa8;font-weight:600">${escapeHtml(label)}</a></p>`
}

function lines(words: string): string {
  return escapeHtml(words).replace(/\r?\n/g, '<br>')
}

// A link in a mail leaves the house: only web addresses, never javascript: or data:.
function safeUrl(url: string): string {
  const { protocol, href } = new URL(url)
  if (protocol !== 'https:' && protocol !== 'http:')
    throw new Error('A link in a mail must begin with https://.')
  return href
}

/** Black or white, whichever has the better contrast (WCAG relative luminance). */
function readableOn(color: string): string {
  const channels = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
  const [r = 0, g = 0, b = 0] = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? '#111111' : '#ffffff'
}
