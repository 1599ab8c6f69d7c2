import { useState } from 'react'
import { useApi } from '../../../ui/api/index.ts'
import {
  BirthDayField,
  Columns,
  SelectField,
  Stack,
  TextField,
  useFormat,
  useWords,
  type Fields,
} from '../../../ui/kit/index.ts'
import type { Policy } from './cover-words.ts'
import type { PolicyValues } from './policy-values.ts'

/** A holder who is no client here: the name is typed. */
export const TYPED = 'typed'

interface HolderFieldsProps {
  clientId: string
  policy: Policy | null
  form: Fields<PolicyValues>
}

/** Who holds the policy: the client's relatives first, any client by a search, or somebody whose name is typed. */
export function HolderFields({ clientId, policy, form }: HolderFieldsProps) {
  const { t } = useWords('intake')
  const [typed, setTyped] = useState('')
  const choices = useHolders({ clientId, policy, typed: typed.trim() })
  return (
    <Stack gap="tight">
      <SelectField
        label={t('insurance.holder')}
        required
        search
        choices={[...choices, { value: TYPED, label: t('insurance.holderElse') }]}
        onSearch={setTyped}
        placeholder={t('insurance.holderSearch')}
        {...form.field('holder')}
      />
      {form.values.holder === TYPED && (
        <Columns of={3}>
          <TextField label={t('insurance.holderGiven')} {...form.field('givenName')} />
          <TextField label={t('insurance.holderFamily')} required {...form.field('familyName')} />
          <BirthDayField label={t('insurance.holderBorn')} {...form.field('bornOn')} />
        </Columns>
      )}
    </Stack>
  )
}

interface Choice {
  value: string
  label: string
}

function useHolders({
  clientId,
  policy,
  typed,
}: {
  clientId: string
  policy: Policy | null
  typed: string
}): Choice[] {
  const format = useFormat()
  const relatives = useApi('GET /clients/{id}/relationships', { id: clientId })
  const found = useApi('GET /clients', { limit: 10, q: typed }, { keep: true, when: typed !== '' })
  const born = (day: string | null) => (day ? ` · ${format.day(day)}` : '')
  const choices = new Map<string, Choice>()
  const known = policy?.holder
  if (known?.clientId)
    choices.set(known.clientId, {
      value: known.clientId,
      label: [known.givenName, known.familyName].filter(Boolean).join(' ') + born(known.bornOn),
    })
  for (const { other, kind } of relatives.data?.items ?? [])
    choices.set(other.id, { value: other.id, label: `${other.name}${born(other.bornOn)} · ${kind}` })
  for (const { id, name, bornOn, number } of typed ? (found.data?.items ?? []) : [])
    if (!choices.has(id)) choices.set(id, { value: id, label: `${name}${born(bornOn)} · #${number}` })
  choices.delete(clientId)
  return [...choices.values()]
}
