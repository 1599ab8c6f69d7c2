import { useState, type ReactNode } from 'react'
import { useApi } from '../../../ui/api/index.ts'
import { SelectField, useWords } from '../../../ui/kit/index.ts'

interface ClientPickProps {
  value: string | null
  onChange: (id: string | null) => void
  error?: ReactNode
  /** The name of who is chosen already, until the list is there. */
  name?: string | null
}

/** Picks a client by part of the name, number or phone. */
export function ClientPick({ value, onChange, error, name }: ClientPickProps) {
  const { t } = useWords('billing')
  const [typed, setTyped] = useState('')
  const found = useApi(
    'GET /clients',
    { limit: 20, ...(typed.trim() ? { q: typed.trim() } : {}) },
    { keep: true },
  )
  const choices = (found.data?.items ?? []).map((one) => ({
    value: one.id,
    label: `${one.name} · ${one.number}`,
  }))
  const isThere = !value || choices.some((one) => one.value === value)
  return (
    <SelectField
      label={t('client')}
      search
      clearable
      choices={isThere ? choices : [{ value, label: name ?? '…' }, ...choices]}
      onSearch={setTyped}
      placeholder={t('searchClient')}
      value={value}
      onChange={onChange}
      error={error}
    />
  )
}
