import { ChoiceField, TextField, useWords } from '../../../ui/public/index.ts'
import { useState } from 'react'
import { optionsOf, type Item } from './form.ts'
import type { AnyProps } from './Question.tsx'

const OTHER = ' other'

/** Answers to choose from, and one's own words. */
export function OpenChoice({ item, base, values, onChange }: AnyProps & { item: Item }) {
  const { t, language } = useWords('intake')
  const options = optionsOf(item, language)
  const isOffered = (value: unknown) => options.some((option) => option.value === value)
  const own = values.find((value) => !isOffered(value))
  const [open, setOpen] = useState(own !== undefined)
  const chosen = [...values.filter(isOffered).map(String), ...(open ? [OTHER] : [])]
  function choose(next: string[]): void {
    const isOpen = next.includes(OTHER)
    setOpen(isOpen)
    const offered = options
      .filter((option) => next.includes(String(option.value)))
      .map((option) => option.value)
    onChange([...offered, ...(isOpen && own !== undefined ? [own] : [])])
  }
  return (
    <>
      <ChoiceField
        {...base}
        many={item.repeats ?? false}
        value={chosen}
        onChange={choose}
        choices={[
          ...options.map((option) => ({ value: String(option.value), label: option.label })),
          { value: OTHER, label: t('other') },
        ]}
      />
      {open && (
        <TextField
          label={t('otherWords', { question: base.label })}
          required
          maxLength={1000}
          value={String(own ?? '')}
          onChange={(text) => onChange([...values.filter(isOffered), ...(text === '' ? [] : [text])])}
        />
      )}
    </>
  )
}
