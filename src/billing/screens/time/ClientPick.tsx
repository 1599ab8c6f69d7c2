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
  const [chosen, setChosen] = useState<{ value: string; label: string } | null>(null)
  // The field shows the name of who is chosen as if it had been typed: that is no search.
  const q = typed.trim() === chosen?.label ? '' : typed.trim()
  const found = useApi('GET /clients', { limit: 20, ...(q ? { q } : {}) }, { keep: true })
  const choices = (found.data?.items ?? []).map((one) => ({
    value: one.id,
    label: `${one.name} · ${one.number}`,
  }))
  const isThere = !value || choices.some((one) => one.value === value)
  const known = chosen?.value === value ? chosen?.label : name
  return (
    <SelectField
      label={t('client')}
      search
      clearable
      choices={isThere ? choices : [{ value, label: known ?? '…' }, ...choices]}
      onSearch={setTyped}
      placeholder={t('searchClient')}
      value={value}
      onChange={(id: string | null) => {
        setChosen(choices.find((one) => one.value === id) ?? null)
        onChange(id)
      }}
      error={error}
    />
  )
}
