import { useState } from 'react'
import { useApi } from '../../ui/api/index.ts'
import { SelectField, useWords, type Fields } from '../../ui/kit/index.ts'

interface ClientFieldProps {
  bound: ReturnType<Fields<{ clientId: string | null }>['field']>
  /** Somebody without a name will do, too. */
  optional?: boolean
}

/** Picks a client by part of the name, number or phone. */
export function ClientField({ bound, optional = false }: ClientFieldProps) {
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
  return (
    <SelectField
      autoFocus={!optional}
      label={t('client')}
      required={!optional}
      clearable={optional}
      search
      choices={choices}
      onSearch={setTyped}
      placeholder={optional ? t('till.walkIn') : t('searchClient')}
      {...bound}
    />
  )
}
