import { useState } from 'react'
import { call, refresh, useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  CheckField,
  Code,
  DataTable,
  Dialog,
  EmptyState,
  FileField,
  Form,
  Notice,
  notify,
  Panel,
  required,
  Row,
  Text,
  TextField,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'

type Payer = Returns<'GET /payers'>['items'][number]

/** The list of payers: by hand, from a file, or made up for trying out. */
export function Payers() {
  const { t } = useWords('intake')
  const [editing, setEditing] = useState<Payer | 'new' | 'import' | null>(null)
  const read = useApi('GET /payers', {}, { live: ['payer'] })
  const demo = useAct('POST /payers/demo')
  const acts = (
    <Row>
      <Button icon="upload" onClick={() => setEditing('import')}>
        {t('insurance.importPayers')}
      </Button>
      <Button kind="main" icon="add" onClick={() => setEditing('new')}>
        {t('insurance.addPayer')}
      </Button>
    </Row>
  )
  return (
    <Panel flush title={t('insurance.payers')} actions={acts}>
      <Await
        read={read}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyState
            icon="list"
            title={t('insurance.noPayers')}
            text={t('insurance.noPayersText')}
            action={
              <Button busy={demo.busy} onClick={() => demo.do({}).catch(notify.problem)}>
                {t('insurance.demoPayers')}
              </Button>
            }
          />
        }
      >
        {({ items }) => (
          <DataTable
            label={t('insurance.payers')}
            rows={items}
            onOpen={(payer) => setEditing(payer)}
            columns={[
              {
                key: 'name',
                title: t('insurance.name'),
                render: (payer) => (
                  <Row>
                    {payer.name}
                    {payer.isDemo && <Badge tone="plum">{t('insurance.madeUp')}</Badge>}
                    {payer.retiredAt && <Badge>{t('insurance.retired')}</Badge>}
                  </Row>
                ),
                sort: (payer) => payer.name,
              },
              {
                key: 'code',
                title: t('insurance.payerCode'),
                render: (payer) => (payer.code ? <Code>{payer.code}</Code> : '–'),
              },
              {
                key: 'phone',
                title: t('insurance.phone'),
                render: (payer) => payer.phone ?? '–',
                wideOnly: true,
              },
              {
                key: 'policies',
                title: t('insurance.policies'),
                align: 'right',
                render: (payer) => payer.policies,
                sort: (payer) => payer.policies,
              },
            ]}
          />
        )}
      </Await>
      <Dialog
        open={editing !== null}
        onClose={() => setEditing(null)}
        title={t(
          editing === 'import'
            ? 'insurance.importPayers'
            : editing === 'new'
              ? 'insurance.addPayer'
              : 'insurance.changePayer',
        )}
      >
        {editing === 'import' ? (
          <ImportPayers onDone={() => setEditing(null)} />
        ) : (
          editing && <PayerForm payer={editing === 'new' ? null : editing} onDone={() => setEditing(null)} />
        )}
      </Dialog>
    </Panel>
  )
}

function PayerForm({ payer, onDone }: { payer: Payer | null; onDone: () => void }) {
  const { t } = useWords('intake')
  const add = useAct('POST /payers')
  const change = useAct('PUT /payers/{id}')
  const form = useFields({
    initial: {
      name: payer?.name ?? '',
      code: payer?.code ?? '',
      phone: payer?.phone ?? '',
      isRetired: Boolean(payer?.retiredAt),
    },
    check: { name: required(t('insurance.nameMissing')) },
  })
  return (
    <Form
      form={form}
      onCancel={onDone}
      onSubmit={async ({ name, code, phone, isRetired }) => {
        const wish = { name, code: code || null, phone: phone || null }
        if (payer) await change.do({ id: payer.id, rowVersion: payer.rowVersion, isRetired, ...wish })
        else await add.do(wish)
        onDone()
      }}
    >
      <TextField label={t('insurance.name')} required {...form.field('name')} />
      <TextField
        label={t('insurance.payerCode')}
        help={t('insurance.payerCodeHelp')}
        {...form.field('code')}
      />
      <TextField label={t('insurance.phone')} {...form.field('phone')} />
      {payer && <CheckField label={t('insurance.retire')} {...form.field('isRetired')} />}
    </Form>
  )
}

function ImportPayers({ onDone }: { onDone: () => void }) {
  const { t } = useWords('intake')
  const [result, setResult] = useState<Returns<'POST /payers/import'> | null>(null)
  const form = useFields<{ file: File | null }>({
    initial: { file: null },
    check: { file: required(t('insurance.fileMissing')) },
  })
  return (
    <Form
      form={form}
      submit={t('insurance.read')}
      onCancel={onDone}
      onSubmit={async ({ file }) => {
        const content = new Blob([await file!.arrayBuffer()], { type: 'text/csv' })
        setResult(await call('POST /payers/import', {}, { file: content }))
        await refresh('GET /payers')
      }}
    >
      <Text tone="soft">{t('insurance.importHelp')}</Text>
      <FileField
        label={t('insurance.file')}
        required
        accept=".csv,.tsv,.txt,text/csv"
        {...form.field('file')}
      />
      {result && (
        <Notice
          tone={result.refused.length > 0 ? 'warn' : 'good'}
          title={t('insurance.imported', { ...result, refused: result.refused.length })}
        >
          {result.refused.slice(0, 5).map(({ line, why }) => (
            <Text key={line} size="small">
              {t('insurance.line', { line, why })}
            </Text>
          ))}
        </Notice>
      )}
    </Form>
  )
}
