export type Language = 'en' | 'de'

export const languages: Record<Language, string> = { en: 'English', de: 'Deutsch' }
const key = 'atrium.language'

export function isLanguage(value: string | null | undefined): value is Language {
  return value === 'en' || value === 'de'
}

/** The language chosen here before, else the browser's, else the given one. */
export function startLanguage(otherwise: Language = 'en'): Language {
  const asked = new URLSearchParams(location.search).get('lang')
  if (isLanguage(asked)) return asked
  const kept = keptLanguage()
  if (kept) return kept
  const first = navigator.languages.map((one) => one.slice(0, 2)).find(isLanguage)
  return first ?? otherwise
}

export function keepLanguage(language: Language): void {
  try {
    localStorage.setItem(key, language)
  } catch {}
}

export function hasChosenLanguage(): boolean {
  return keptLanguage() !== null
}

// Browsers that keep nothing for framed pages throw at the mere question.
function keptLanguage(): Language | null {
  try {
    const kept = localStorage.getItem(key)
    return isLanguage(kept) ? kept : null
  } catch {
    return null
  }
}
