import { optionsOf, type AnswerValue, type Item } from './form.ts'

interface Reader {
  t: (key: string) => string
  language: string
}

/** Answers as a person reads them: options by their words, amounts with their unit, files by name. */
export function saidWords(item: Item, values: readonly AnswerValue[], { t, language }: Reader): string {
  const options = optionsOf(item, language)
  return values
    .map((value) => {
      if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
      if (typeof value === 'object')
        return 'value' in value
          ? `${String(value.value)} ${String(value.unit ?? value.code ?? '')}`.trim()
          : String(value.title ?? value.display ?? value.code ?? '')
      return options.find((option) => option.value === value)?.label ?? String(value)
    })
    .join(', ')
}
