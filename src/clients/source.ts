export interface SourceFacts {
  source?: string | undefined
  utmSource?: string | undefined
  referrer?: string | undefined
}

/** Where an enquiry came from, in one lower-case word: what the link said, else the site before, else our own website. */
export function sourceOf({ source, utmSource, referrer }: SourceFacts): string {
  const told = utmSource?.trim() || source?.trim()
  if (told) return told.toLowerCase().slice(0, 60)
  return (referrer && hostOf(referrer)) || 'website'
}

function hostOf(referrer: string): string | undefined {
  try {
    const host = new URL(referrer).hostname.toLowerCase().replace(/^www\./, '')
    // Search engines of every country are one source.
    return /^google\.[a-z.]+$/.test(host) ? 'google' : host.slice(0, 60)
  } catch {
    return undefined
  }
}
