import { SelectField, TextField, useWords } from '../../../ui/public/index.ts'
import { unitsOf, type Item, type Structured } from './form.ts'
import { readNumber } from './NumberQuestion.tsx'
import type { AnyProps } from './Question.tsx'

/** A number with its unit; where the form knows several, the person chooses. */
export function AmountQuestion({ item, base, values, onChange }: AnyProps & { item: Item }) {
  const { t } = useWords('intake')
  const units = unitsOf(item)
  const [given] = values
  const held = typeof given === 'object' ? (given as Structured) : undefined
  const text = held ? String(held.value ?? '') : String(given ?? '')
  const code = String(held?.code ?? held?.unit ?? units[0]?.code ?? '')
  function write(typed: string, unitCode: string): void {
    const [value] = readNumber(typed)
    if (value === undefined) return onChange([])
    const unit = units.find((one) => (one.code ?? one.display) === unitCode)
    onChange([
      { value, ...(unit ? { unit: unit.display ?? unit.code, system: unit.system, code: unit.code } : {}) },
    ])
  }
  const only = units.length === 1 ? units[0]! : null
  return (
    <div className="amount">
      <TextField
        {...base}
        label={only ? `${base.label} (${only.display ?? only.code})` : base.label}
        inputMode="decimal"
        autoComplete="off"
        maxLength={20}
        value={text}
        onChange={(typed) => write(typed, code)}
      />
      {units.length > 1 && (
        <SelectField
          label={t('unit')}
          chosen
          value={code}
          onChange={(unit) => write(text, unit)}
          choices={units.map((unit) => ({
            value: String(unit.code ?? unit.display),
            label: String(unit.display ?? unit.code),
          }))}
        />
      )}
    </div>
  )
}
