import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Badge,
  Button,
  Code,
  confirm,
  Dialog,
  EmptyState,
  Form,
  IconButton,
  MultiSelectField,
  notify,
  NumberField,
  Panel,
  ReadTable,
  required,
  SelectField,
  TextField,
  useFields,
  useWords,
  When,
} from '../../../ui/kit/index.ts'
import { ShownOnce } from './ShownOnce.tsx'

type Key = Returns<'GET /api-keys'>['items'][number]

/** Keys of programs: made, shown once, ended. */
export function KeysTab() {
  const { t } = useWords('practice')
  const read = useApi('GET /api-keys')
  const [making, setMaking] = useState(false)
  const [made, setMade] = useState<string | null>(null)
  const add = (
    <Button icon="add" onClick={() => setMaking(true)}>
      {t('key.new')}
    </Button>
  )
  return (
    <Panel title={t('settings.keys')} actions={add} flush>
      <ReadTable
        label={t('settings.keys')}
        read={read}
        rowsOf={({ items }) => items}
        rowTone={(key: Key) => (key.revokedAt ? 'soft' : undefined)}
        empty={<EmptyState icon="key" title={t('key.none')} text={t('key.noneText')} action={add} />}
        columns={[
          { key: 'name', title: t('field.name'), render: (key) => key.name },
          { key: 'hint', title: t('key.ends'), render: (key) => <Code>…{key.hint}</Code>, wideOnly: true },
          { key: 'role', title: t('field.role'), render: (key) => <Scopes of={key} /> },
          {
            key: 'made',
            title: t('key.made'),
            render: (key) => <When at={key.createdAt} only="day" />,
            wideOnly: true,
          },
          { key: 'by', title: t('key.by'), render: (key) => key.createdBy, wideOnly: true },
          { key: 'act', title: t('actions'), render: (key) => <EndKey of={key} />, width: 60 },
        ]}
      />
      <Dialog open={making} onClose={() => setMaking(false)} title={t('key.new')}>
        <KeyForm
          onCancel={() => setMaking(false)}
          onMade={(key) => {
            setMaking(false)
            setMade(key)
          }}
        />
      </Dialog>
      {made && (
        <ShownOnce
          title={t('key.shown')}
          text={t('key.shownText')}
          secret={made}
          onClose={() => setMade(null)}
        />
      )}
    </Panel>
  )
}

function Scopes({ of: { role, scopes } }: { of: Key }) {
  const { t } = useWords('practice')
  return (
    <span>
      {t(`role.${role}`)} {scopes && <Badge>{t('key.scopes', { count: scopes.length })}</Badge>}
    </span>
  )
}

function EndKey({ of: key }: { of: Key }) {
  const { t } = useWords('practice')
  const revoke = useAct('DELETE /api-keys/{id}')
  if (key.revokedAt) return <Badge>{t('key.ended')}</Badge>
  const ask = () =>
    confirm({
      title: t('key.endTitle', { name: key.name }),
      text: t('key.endText'),
      act: t('key.end'),
      danger: true,
      onConfirm: async () => {
        await revoke.do({ id: key.id })
        notify.done(t('key.endedDone'))
      },
    })
  return <IconButton icon="remove" label={t('key.endTitle', { name: key.name })} onClick={ask} />
}

function KeyForm({ onCancel, onMade }: { onCancel: () => void; onMade: (key: string) => void }) {
  const { t } = useWords('practice')
  const make = useAct('POST /api-keys')
  const roles = useApi('GET /roles')
  const form = useFields({
    initial: {
      name: '',
      role: 'read_only' as string | null,
      scopes: [] as string[],
      days: null as number | null,
    },
    check: { name: required(t('nameMissing')) },
  })
  const ofRole = roles.data?.roles.find((each) => each.role === form.values.role)?.permissions ?? []
  return (
    <Form
      form={form}
      onCancel={onCancel}
      submit={t('key.make')}
      onSubmit={async ({ name, role, scopes, days }) => {
        const narrowed = scopes.length > 0 ? scopes : null
        const made = await make.do({
          name: name.trim(),
          role: (role ?? 'read_only') as Key['role'],
          scopes: narrowed,
          days,
        })
        onMade(made.key)
      }}
    >
      <TextField
        label={t('field.name')}
        help={t('key.nameHelp')}
        required
        {...form.field('name')}
        autoFocus
      />
      <SelectField
        label={t('field.role')}
        required
        choices={(roles.data?.roles ?? []).map(({ role }) => ({ value: role, label: t(`role.${role}`) }))}
        {...form.field('role')}
      />
      <MultiSelectField
        label={t('key.narrow')}
        help={t('key.narrowHelp')}
        choices={ofRole.map((word) => ({ value: word, label: word }))}
        {...form.field('scopes')}
      />
      <NumberField
        label={t('key.days')}
        help={t('key.daysHelp')}
        min={1}
        max={3650}
        {...form.field('days')}
      />
    </Form>
  )
}
