import i18next, { type TFunction } from 'i18next'
import { useSyncExternalStore } from 'react'
import { keepLanguage, startLanguage, type Language } from './language.ts'
import { namespaceOf } from './namespace.ts'

async function load(language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, 'ui')) return
  // Only the language that is spoken is loaded.
  const { words } = language === 'de' ? await import('./de.ts') : await import('./en.ts')
  for (const [path, texts] of Object.entries(words))
    i18next.addResourceBundle(language, namespaceOf(path), texts)
}

/** Starts the words of the staff screens. */
export async function startWords(): Promise<void> {
  const language = startLanguage()
  await i18next.init({
    lng: language,
    fallbackLng: false,
    defaultNS: 'ui',
    ns: ['ui'],
    resources: {},
    interpolation: { escapeValue: false },
  })
  await load(language)
  document.documentElement.lang = language
}

export async function speak(language: Language, keep = true): Promise<void> {
  await load(language)
  await i18next.changeLanguage(language)
  if (keep) keepLanguage(language)
  document.documentElement.lang = language
}

export function currentLanguage(): Language {
  return i18next.language === 'de' ? 'de' : 'en'
}

/**
 * The profession's words for `{{client}}`, `{{clients}}`, `{{practitioner}}` … in every text; each with a form
 * that begins with a capital (`{{Client}}`), for the beginnings of sentences.
 */
export function setProfession(words: Record<string, string>): void {
  const variables: Record<string, string> = {}
  for (const [name, word] of Object.entries(words)) {
    variables[name] = word
    variables[name.charAt(0).toUpperCase() + name.slice(1)] = word.charAt(0).toUpperCase() + word.slice(1)
  }
  Object.assign(i18next.options.interpolation ?? {}, { defaultVariables: variables })
}

/** Texts on the screen that were made with other words of the profession are made again. */
export function announceProfession(): void {
  i18next.emit('languageChanged', i18next.language)
}

export interface Words {
  t: TFunction
  language: Language
}

// One way to say things for each slice, made anew when the language or the profession changes: thousands of parts of a
// screen share it, and all of them see at once that it is another.
let sayings = new Map<string, Words>()
i18next.on('languageChanged', () => {
  sayings = new Map()
})

function wordsOf(slice: string): Words {
  let found = sayings.get(slice)
  if (!found) {
    const t = i18next.getFixedT(i18next.language, slice === 'ui' ? 'ui' : [slice, 'ui'])
    sayings.set(slice, (found = { t, language: currentLanguage() }))
  }
  return found
}

function subscribe(listener: () => void): () => void {
  i18next.on('languageChanged', listener)
  return () => i18next.off('languageChanged', listener)
}

/** The words of a slice, then the common ones: `const { t } = useWords('scheduling')`, `t('book')`. */
export function useWords(slice = 'ui'): Words {
  return useSyncExternalStore(subscribe, () => wordsOf(slice))
}

/** Words of any slice, where a list mixes several: `say('billing', 'invoices')`. */
export function useWordsOfAll(): (slice: string, key: string) => string {
  const { t } = useWords()
  return (slice, key) => t(key, { ns: [slice, 'ui'] })
}
