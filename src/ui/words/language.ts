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
  const kept = localStorage.getItem(key)
  if (isLanguage(kept)) return kept
  const first = navigator.languages.map((one) => one.slice(0, 2)).find(isLanguage)
  return first ?? otherwise
}

export function keepLanguage(language: Language): void {
  localStorage.setItem(key, language)
}

export function hasChosenLanguage(): boolean {
  return isLanguage(localStorage.getItem(key))
}
