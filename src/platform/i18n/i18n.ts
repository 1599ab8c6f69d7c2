import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInstance } from 'i18next'
import { projectRoot } from '../project-root.ts'

/** What fills the gaps of a text. Values are plain text; who puts the result into HTML escapes it there. */
export type WordValues = Record<string, string | number>

export interface Words {
  /** The languages that have at least one file of words, English first. */
  locales: readonly string[]
  /**
   * The text under 'slice:server.key' in this language, in English where it is not translated yet.
   * Throws when there is no such text or a value for it is missing, so that nobody ever receives a bare key.
   */
  translate(locale: string, key: string, values?: WordValues): string
  /** The first wish that we speak ('de-AT' is served by 'de'), else English: client, then practice, then 'en'. */
  pickLocale(...wishes: (string | null | undefined)[]): string
}

/** Reads src/<slice>/words.<locale>.json below `root`; each slice is a namespace of its own name. */
export function loadWords(root: string): Words {
  const found = readFolders(join(root, 'src'))
  const locales = [
    'en',
    ...Object.keys(found)
      .filter((locale) => locale !== 'en')
      .sort(),
  ]
  const instance = createInstance({
    resources: found,
    lng: 'en',
    fallbackLng: 'en',
    initAsync: false,
    showSupportNotice: false,
    // Mail and PDF take plain text and escape it themselves.
    interpolation: { escapeValue: false },
    missingInterpolationHandler: (_text: string, gap: RegExpExecArray) => {
      throw new Error(`A value for ${gap[0]} is missing.`)
    },
  } as Parameters<typeof createInstance>[0])
  void instance.init()
  const pickLocale = (...wishes: (string | null | undefined)[]) => {
    const languages = wishes.map((wish) => wish?.toLowerCase().split(/[-_]/)[0])
    return languages.find((language) => language !== undefined && locales.includes(language)) ?? 'en'
  }
  return {
    locales,
    pickLocale,
    translate(locale, key, values = {}) {
      const lng = pickLocale(locale)
      if (!instance.exists(key, { lng, ...values })) throw new Error(`There is no text ${key}.`)
      const text: unknown = instance.t(key, { lng, ...values, returnObjects: true })
      if (typeof text !== 'string') throw new Error(`${key} is not one text.`)
      return text
    },
  }
}

function readFolders(folder: string): Record<string, Record<string, object>> {
  const found: Record<string, Record<string, object>> = { en: {} }
  for (const slice of existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : []) {
    if (!slice.isDirectory()) continue
    for (const name of readdirSync(join(folder, slice.name))) {
      const locale = /^words\.([a-z]{2,3})\.json$/.exec(name)?.[1]
      if (!locale) continue
      found[locale] ??= {}
      found[locale][slice.name] = JSON.parse(readFileSync(join(folder, slice.name, name), 'utf8'))
    }
  }
  return found
}

let ours: Words | undefined

/** The words of this program, read once. */
export function words(): Words {
  ours ??= loadWords(projectRoot())
  return ours
}

/** translate('de', 'messages:server.confirmation.subject', { practice: 'Weidenweg' }); see Words.translate. */
export function translate(locale: string, key: string, values?: WordValues): string {
  return words().translate(locale, key, values)
}

/** pickLocale(client.locale, practice.locale); see Words.pickLocale. */
export function pickLocale(...wishes: (string | null | undefined)[]): string {
  return words().pickLocale(...wishes)
}
