import { useId } from 'react'
import { TextField, useWords } from '../../../ui/public/index.ts'
import { rangeOf, type Item } from './form.ts'
import type { AnyProps } from './Question.tsx'

const mostButtons = 11

/** A number; on a short scale large buttons, which every finger, key and reader can use. */
export function NumberQuestion(props: AnyProps & { item: Item }) {
  const { item, base, values, onChange } = props
  const { min, max } = rangeOf(item)
  if (item.type === 'integer' && min !== null && max !== null && max - min < mostButtons) {
    return <Scale {...props} min={min} max={max} />
  }
  return (
    <TextField
      {...base}
      inputMode={item.type === 'integer' ? 'numeric' : 'decimal'}
      autoComplete="off"
      maxLength={20}
      value={String(values[0] ?? '')}
      onChange={(text) => onChange(readNumber(text))}
    />
  )
}

// What is no number yet stays as typed, is told at the question and not sent.
export function readNumber(text: string): (number | string)[] {
  const trimmed = text.trim().replace(',', '.')
  if (trimmed === '') return []
  return /^-?\d+(\.\d+)?$/.test(trimmed) ? [Number(trimmed)] : [text]
}

function Scale({ base, values, onChange, min, max }: AnyProps & { min: number; max: number }) {
  const { t } = useWords('intake')
  const name = useId()
  const described = [base.help && `${base.id}-help`, base.error && `${base.id}-error`]
    .filter(Boolean)
    .join(' ')
  return (
    <fieldset
      id={base.id}
      className="field"
      data-bad={base.error ? 'true' : undefined}
      aria-describedby={described || undefined}
    >
      <legend>
        {base.label} {!base.required && <span className="soft">({t('public.optional')})</span>}
      </legend>
      {base.help && (
        <div className="help" id={`${base.id}-help`}>
          {base.help}
        </div>
      )}
      <div className="scale">
        {Array.from({ length: max - min + 1 }, (_none, index) => min + index).map((step) => (
          <label key={step} className="step">
            <input
              type="radio"
              name={name}
              checked={values[0] === step}
              aria-invalid={base.error ? true : undefined}
              onChange={() => onChange([step])}
            />
            <span>{step}</span>
          </label>
        ))}
      </div>
      {base.error && (
        <div className="error" id={`${base.id}-error`}>
          {base.error}
        </div>
      )}
    </fieldset>
  )
}
