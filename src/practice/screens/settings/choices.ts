import type { Choice } from '../../../ui/kit/index.ts'

/** Every time zone that the browser knows. */
export function zoneChoices(): Choice[] {
  return Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))
}

/** Countries by name in the language of the screen. */
export function countryChoices(language: string): Choice[] {
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .flatMap((code) => {
      const name = names.of(code)
      return name && !NOT_COUNTRIES.has(code) ? [{ value: code, label: name }] : []
    })
    .sort((a, b) => a.label.localeCompare(b.label, language))
}

// Groups of countries and codes for tests, which Intl names, too.
const NOT_COUNTRIES = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ'])

export function currencyChoices(codes: readonly string[], language: string): Choice[] {
  const names = new Intl.DisplayNames([language], { type: 'currency' })
  return codes.map((code) => ({ value: code, label: `${code} · ${names.of(code) ?? code}` }))
}

export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}
