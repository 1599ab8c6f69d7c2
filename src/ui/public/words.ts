import i18next from 'i18next'
import { useSyncExternalStore } from 'react'
import { keepLanguage, startLanguage, type Language } from '../words/language.ts'

type Texts = Record<string, unknown>

// One small file per slice and language, apart from the staff's words; a page loads only its own.
const files = import.meta.glob<Texts>(['./words.*.json', '../../*/screens/public/words.*.json'], {
  import: 'default',
})
const sliceOf = (path: string) => /\/(\w+)\/screens\//.exec(path)?.[1] ?? 'ui'
const wantedSlices = new Set(['ui'])
const listeners = new Set<() => void>()
let version = 0

async function load(language: Language, slice: string): Promise<void> {
  if (i18next.hasResourceBundle(language, slice)) return
  const found = Object.entries(files).find(
    ([path]) => sliceOf(path) === slice && path.endsWith(`words.${language}.json`),
  )
  if (found) i18next.addResourceBundle(language, slice, await found[1]())
}

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
  await load(language, 'ui')
  document.documentElement.lang = language
}

/** Loads the words of a page's slice before it is shown. */
export async function loadWords(slice: string): Promise<void> {
  wantedSlices.add(slice)
  await load(currentLanguage(), slice)
}

export async function speak(language: Language): Promise<void> {
  await Promise.all([...wantedSlices].map((slice) => load(language, slice)))
  await i18next.changeLanguage(language)
  keepLanguage(language)
  document.documentElement.lang = language
  changed()
}

function changed(): void {
  version += 1
  for (const listener of listeners) listener()
}

/** The profession's words for `{{client}}` and the like, as the practice answers them. */
export function speakProfession(words: Record<string, string>): void {
  const variables: Record<string, string> = {}
  for (const [name, word] of Object.entries(words)) {
    variables[name] = word
    variables[name.charAt(0).toUpperCase() + name.slice(1)] = word.charAt(0).toUpperCase() + word.slice(1)
  }
  i18next.options.interpolation = { ...i18next.options.interpolation, defaultVariables: variables }
  changed()
}

export function currentLanguage(): Language {
  return i18next.language === 'de' ? 'de' : 'en'
}

export interface PublicWords {
  t: (key: string, values?: Record<string, unknown>) => string
  language: Language
}

/** The words of a slice, then the common ones. */
export function useWords(slice = 'ui'): PublicWords {
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => version,
  )
  return {
    t: (key, values) => i18next.t(key, { ...values, ns: slice === 'ui' ? 'ui' : [slice, 'ui'] }),
    language: currentLanguage(),
  }
}
