import { useState } from 'react'
import { SelectField, TextArea, useWords } from '../../../ui/public/index.ts'
import type { StepProps } from './BookScreen.tsx'
import { relations, type Details } from './details.ts'

interface Fault {
  field: string
  key: string
}

/**
 * The form over what is typed: how often it was sent, what is wrong from the first time on, and what each field needs.
 * Typed details are kept with the booking, whatever happens to the time.
 */
export function useDetailsForm({ details, setDetails }: StepProps['booking'], check: () => readonly Fault[]) {
  const { t } = useWords('scheduling')
  const [tried, setTried] = useState(0)
  const faults = tried > 0 ? check() : []
  return {
    tried,
    faults,
    /** Notes that it was sent; answers whether nothing is wrong. */
    send: (event: { preventDefault: () => void }) => {
      event.preventDefault()
      setTried(tried + 1)
      return check().length === 0
    },
    field: (name: keyof Details) => {
      const fault = faults.find((one) => one.field === name)
      return {
        id: `who-${name}`,
        value: details[name],
        onChange: (value: string) => setDetails({ ...details, [name]: value }),
        error: fault ? t(fault.key) : null,
      }
    },
  }
}

type Field = ReturnType<ReturnType<typeof useDetailsForm>['field']>

/** How the one who books is related to the one who comes. */
export function RelationField(field: Field) {
  const { t } = useWords('scheduling')
  return (
    <SelectField
      label={t('details.bookerRelation')}
      required
      choices={relations.map((value) => ({ value, label: t(`relation.${value}`) }))}
      {...field}
    />
  )
}

/** What else the practice should know. */
export function NotesField(field: Field) {
  const { t } = useWords('scheduling')
  return (
    <TextArea label={t('details.notes')} maxLength={2000} help={t('details.notesHelp')} rows={3} {...field} />
  )
}
