/** Types a browser may show in place, because nothing in them can run; everything else is only offered for saving. */
const shownInline = new Set(['application/pdf', 'image/png', 'image/jpeg', 'image/gif', 'image/webp'])

/**
 * Response headers that keep a stored file inert: its type is ours and must not be guessed again, no script, no
 * frame, no cache shared with others. `inline` is a wish; HTML, SVG and unknown types are always saved, never shown.
 */
export function servingHeaders(file: { type: string; name: string }, inline = false): Record<string, string> {
  const shown = inline && shownInline.has(file.type)
  // HTML and SVG never get this far by `put`; if a row ever says so, it leaves as plain bytes.
  const harmless = shownInline.has(file.type) || file.type === 'text/plain' || file.type === 'text/csv'
  return {
    'content-type': harmless ? withCharset(file.type) : 'application/octet-stream',
    'content-disposition': `${shown ? 'inline' : 'attachment'}; ${fileNameParameters(file.name)}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'self'",
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, no-store',
  }
}

function withCharset(type: string): string {
  return type.startsWith('text/') ? `${type}; charset=utf-8` : type
}

// RFC 6266 and RFC 8187: a plain name for old programs, the real one percent-encoded; neither can end the header.
function fileNameParameters(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%;]/g, '_')
  const encoded = encodeURIComponent(name.toWellFormed()).replace(/['()*!]/g, percentEncode)
  return `filename="${plain}"; filename*=UTF-8''${encoded}`
}

function percentEncode(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
}
