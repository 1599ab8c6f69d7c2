/** The language in which a caller reads: `x-locale`, else what the browser prefers. */
export function localeOf(headers: Headers): string {
  const wanted = headers.get('x-locale') ?? headers.get('accept-language') ?? 'en'
  return /^\s*de\b/i.test(wanted) ? 'de' : 'en'
}
