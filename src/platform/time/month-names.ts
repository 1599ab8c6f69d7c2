const monthNames = new Map<string, Map<string, string>>()

/** '03' for 'March', 'Mar', 'Mar.' in the language. */
export function monthOf(name: string | undefined, language: string): string | undefined {
  if (name === undefined) return undefined
  let names = monthNames.get(language)
  if (!names) {
    names = new Map()
    for (let month = 0; month < 12; month += 1) {
      for (const style of ['long', 'short'] as const) {
        const text = new Intl.DateTimeFormat(language, { month: style, timeZone: 'UTC' }).format(
          Date.UTC(2026, month, 15),
        )
        names.set(plain(text), String(month + 1).padStart(2, '0'))
        names.set(plain(text).slice(0, 3), String(month + 1).padStart(2, '0'))
      }
    }
    monthNames.set(language, names)
  }
  return names.get(plain(name))
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll('.', '')
}
