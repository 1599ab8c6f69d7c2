import { useState } from 'react'
import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  CheckField,
  Form,
  notify,
  required,
  SelectField,
  Stack,
  TextField,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'
import type { Client } from '../client-fields.tsx'
import { RIGHTS } from './rights.ts'

/** Lets this client act for another one. */
export function RelationshipForm({ client, onDone }: { client: Client; onDone: () => void }) {
  const { t } = useWords('clients')
  const add = useAct('POST /clients/{id}/relationships')
  const [q, setQ] = useState('')
  const found = useApi('GET /clients', { q, limit: 20 }, { when: q.trim().length > 1, keep: true })
  const people = (found.data?.items ?? []).filter((each) => each.id !== client.id)
  const form = useFields({
    initial: {
      relatedClientId: null as string | null,
      kind: '',
      mayBook: true,
      maySeeRecords: false,
      maySign: false,
      mayPay: false,
    },
    check: { relatedClientId: required(t('family.whoMissing')), kind: required(t('family.kindMissing')) },
  })
  return (
    <Form
      form={form}
      onCancel={onDone}
      submit={t('family.add')}
      onSubmit={async ({ relatedClientId, ...values }) => {
        await add.do({
          id: client.id,
          relatedClientId: relatedClientId!,
          ...values,
          kind: values.kind.trim(),
        })
        notify.done(t('family.added'))
        onDone()
      }}
    >
      <SelectField
        label={t('family.who', { name: client.name })}
        required
        search
        onSearch={setQ}
        nothing={t(q.trim().length > 1 ? 'nobody' : 'family.type')}
        choices={people.map((each) => ({
          value: each.id,
          label: `${each.name} · ${each.bornOn ?? `#${each.number}`}`,
        }))}
        {...form.field('relatedClientId')}
      />
      <TextField label={t('family.kind')} help={t('family.kindHelp')} required {...form.field('kind')} />
      <Stack gap="tight">
        {RIGHTS.map((right) => (
          <CheckField key={right} label={t(`may.${right}`)} {...form.field(right)} />
        ))}
      </Stack>
    </Form>
  )
}
