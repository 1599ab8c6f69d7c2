import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  Columns,
  DataTable,
  Dialog,
  EmptyState,
  Form,
  Money,
  notify,
  Panel,
  required,
  Row,
  SelectField,
  SwitchField,
  Text,
  TextArea,
  TextField,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'

import { StatementDialog } from '../StatementDialog.tsx'
import { MergePayer } from './MergePayer.tsx'

type Payer = Returns<'GET /bill-payers'>['items'][number]
const KINDS = ['company', 'insurer', 'person'] as const

/** Companies, insurers and people who pay for clients. */
export function PayersTab() {
  const { t } = useWords('billing')
  const payers = useApi('GET /bill-payers')
  const [editing, setEditing] = useState<Payer | 'new' | null>(null)
  const close = () => setEditing(null)
  return (
    <Panel
      title={t('payers.title')}
      flush
      actions={
        <Button small icon="add" onClick={() => setEditing('new')}>
          {t('payers.add')}
        </Button>
      }
    >
      <Await read={payers}>{({ items }) => <PayerTable payers={items} onOpen={setEditing} />}</Await>
      <Dialog
        open={editing !== null}
        onClose={close}
        title={editing === 'new' ? t('payers.add') : t('payers.edit')}
      >
        {editing && <PayerForm payer={editing === 'new' ? null : editing} onDone={close} />}
      </Dialog>
    </Panel>
  )
}

function PayerTable({ payers, onOpen }: { payers: Payer[]; onOpen: (payer: Payer) => void }) {
  const { t } = useWords('billing')
  return (
    <DataTable
      label={t('payers.title')}
      rows={payers}
      onOpen={onOpen}
      rowTone={(payer) => (payer.isArchived ? 'soft' : undefined)}
      columns={[
        {
          key: 'name',
          title: t('payers.name'),
          sort: (payer) => payer.name,
          render: (payer) => (
            <span>
              {payer.name} {payer.isArchived && <Badge>{t('payers.away')}</Badge>}
              <Text tone="soft" size="small" as="div">
                {t(`payers.kinds.${payer.kind}`)}
                {payer.clients > 0 && ` · ${t('payers.clients', { count: payer.clients })}`}
              </Text>
            </span>
          ),
        },
        {
          key: 'open',
          title: t('open'),
          align: 'right',
          sort: (payer) => payer.openMinor,
          render: (payer) => <Money of={payer.openMinor} />,
        },
      ]}
      empty={<EmptyState icon="team" title={t('payers.none')} text={t('payers.noneText')} />}
    />
  )
}

interface Values extends Record<string, unknown> {
  name: string
  kind: string | null
  addressLines: string
  email: string
  taxNumber: string
  locale: string | null
  isArchived: boolean
}

export function PayerForm({ payer, onDone }: { payer: Payer | null; onDone: (id?: string) => void }) {
  const { t } = useWords('billing')
  const add = useAct('POST /bill-payers')
  const change = useAct('PUT /bill-payers/{id}')
  const [asksStatement, setAsksStatement] = useState(false)
  const [merges, setMerges] = useState(false)
  const form = useFields<Values>({
    initial: {
      name: payer?.name ?? '',
      kind: payer?.kind ?? 'company',
      addressLines: (payer?.addressLines ?? []).join('\n'),
      email: payer?.email ?? '',
      taxNumber: payer?.taxNumber ?? '',
      locale: payer?.locale ?? 'en',
      isArchived: payer?.isArchived ?? false,
    },
    check: { name: required(t('payers.nameMissing')) },
  })
  async function send(values: Values) {
    const wish = {
      name: values.name,
      kind: values.kind as (typeof KINDS)[number],
      clientId: payer?.clientId ?? null,
      addressLines: values.addressLines
        .split('\n')
        .map((one) => one.trim())
        .filter(Boolean),
      email: values.email.trim() || null,
      taxNumber: values.taxNumber.trim() || null,
      locale: values.locale === 'de' ? ('de' as const) : ('en' as const),
    }
    if (!payer) return onDone((await add.do(wish)).id)
    await change.do({ ...wish, id: payer.id, isArchived: values.isArchived, rowVersion: payer.rowVersion })
    notify.done(t('settings.saved'))
    onDone()
  }
  return (
    <Form form={form} onSubmit={send} onCancel={() => onDone()}>
      <Columns of={2}>
        <TextField label={t('payers.name')} required autoFocus {...form.field('name')} />
        <SelectField
          label={t('payers.kind')}
          choices={KINDS.map((kind) => ({ value: kind, label: t(`payers.kinds.${kind}`) }))}
          {...form.field('kind')}
        />
      </Columns>
      <TextArea label={t('payers.address')} {...form.field('addressLines')} />
      <Columns of={2}>
        <TextField label={t('payers.email')} help={t('payers.emailHelp')} {...form.field('email')} />
        <TextField label={t('payers.taxNumber')} {...form.field('taxNumber')} />
        <SelectField
          label={t('payers.language')}
          choices={[
            { value: 'en', label: 'English' },
            { value: 'de', label: 'Deutsch' },
          ]}
          {...form.field('locale')}
        />
      </Columns>
      {payer && <SwitchField label={t('payers.putAway')} {...form.field('isArchived')} />}
      {payer && (
        <Row>
          <Button small kind="quiet" icon="document" onClick={() => setAsksStatement(true)}>
            {t('statement.act')}
          </Button>
          {!payer.isArchived && (
            <Button small kind="quiet" icon="team" onClick={() => setMerges(true)}>
              {t('payers.merge')}
            </Button>
          )}
        </Row>
      )}
      {payer && asksStatement && (
        <StatementDialog
          path={`/bill-payers/${payer.id}`}
          mailTo={payer.email ? { payerId: payer.id, email: payer.email } : undefined}
          onDone={() => setAsksStatement(false)}
        />
      )}
      {payer && merges && <MergePayer payer={payer} onDone={() => onDone()} />}
    </Form>
  )
}
