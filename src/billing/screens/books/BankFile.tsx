import { useState } from 'react'
import { call, useAct, type Returns } from '../../../ui/api/index.ts'
import {
  Button,
  Columns,
  DataTable,
  Day,
  Dialog,
  FileField,
  Form,
  Money,
  Notice,
  notify,
  required,
  Row,
  SelectField,
  Stack,
  Text,
  TextField,
  useFields,
  useFormat,
  useWords,
} from '../../../ui/kit/index.ts'
import { ColumnFields, type BankMap } from './ColumnFields.tsx'

type Account = Returns<'GET /bank-accounts'>['items'][number]
type Reading = Returns<'POST /bank-accounts/{id}/file-readings'>
interface Wish extends Record<string, unknown> {
  account: string | null
  name: string
  file: File | null
}
interface Chosen {
  accountId: string
  name: string
  content: Blob
  reading: Reading
}

const read = (accountId: string, content: Blob, map: BankMap | null) =>
  call(
    'POST /bank-accounts/{id}/file-readings',
    { id: accountId, ...(map ? { map: JSON.stringify(map) } : {}) },
    { file: content },
  )

/** Reads a file of a bank: first it is shown how it reads, then its lines are taken in, each once. */
export function BankFile({ accounts, onDone }: { accounts: Account[]; onDone: () => void }) {
  const { t } = useWords('billing')
  const [chosen, setChosen] = useState<Chosen | null>(null)
  return (
    <Dialog open onClose={onDone} title={t('books.bank.read')} size="large">
      {chosen ? (
        <LookAtFile chosen={chosen} onRead={(reading) => setChosen({ ...chosen, reading })} onDone={onDone} />
      ) : (
        <ChooseFile accounts={accounts} onChosen={setChosen} onCancel={onDone} />
      )}
    </Dialog>
  )
}

function ChooseFile({
  accounts,
  onChosen,
  onCancel,
}: {
  accounts: Account[]
  onChosen: (chosen: Chosen) => void
  onCancel: () => void
}) {
  const { t } = useWords('billing')
  const open = useAct('POST /bank-accounts')
  const form = useFields<Wish>({
    initial: { account: accounts[0]?.id ?? 'new', name: '', file: null },
    check: {
      file: required(t('books.bank.fileMissing')),
      name: (name: unknown, { account }) =>
        account === 'new' && !String(name).trim() ? t('books.bank.nameMissing') : null,
    },
  })
  return (
    <Form
      form={form}
      submit={t('books.bank.look')}
      onCancel={onCancel}
      onSubmit={async ({ account, name, file }) => {
        const content = new Blob([await file!.arrayBuffer()], { type: 'text/csv' })
        let accountId = account!
        if (accountId === 'new') {
          const { items } = await open.do({ name: name.trim() })
          accountId = items.find((one) => one.name === name.trim())!.id
        }
        onChosen({ accountId, name: file!.name, content, reading: await read(accountId, content, null) })
      }}
    >
      <Text tone="soft">{t('books.bank.readHelp')}</Text>
      <SelectField
        label={t('books.bank.account')}
        choices={[
          ...accounts.map((one) => ({ value: one.id, label: one.name })),
          { value: 'new', label: t('books.bank.newAccount') },
        ]}
        {...form.field('account')}
      />
      {form.values.account === 'new' && (
        <TextField label={t('books.bank.accountName')} required {...form.field('name')} />
      )}
      <FileField
        label={t('books.bank.file')}
        required
        accept=".csv,.tsv,.txt,text/csv,text/plain"
        {...form.field('file')}
      />
    </Form>
  )
}

/** What the file says, and how it is read; the columns can be put right before anything is taken in. */
function LookAtFile({
  chosen,
  onRead,
  onDone,
}: {
  chosen: Chosen
  onRead: (reading: Reading) => void
  onDone: () => void
}) {
  const { t } = useWords('billing')
  const format = useFormat()
  const { reading, accountId, content, name } = chosen
  const [edits, setEdits] = useState(reading.map === null || reading.unsure.length > 0)
  const [busy, setBusy] = useState(false)
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true)
    await work().catch(notify.problem)
    setBusy(false)
  }
  const tryMap = (map: BankMap) => attempt(async () => onRead(await read(accountId, content, map)))
  const take = () =>
    attempt(async () => {
      const outcome = await call(
        'POST /bank-accounts/{id}/imports',
        { id: accountId, name, map: JSON.stringify(reading.map) },
        { file: content },
      )
      notify.done(t('books.bank.taken', { added: outcome.added, known: outcome.known }))
      onDone()
    })
  return (
    <Stack>
      {reading.unsure.map((one) => (
        <Notice key={one} tone="warn">
          {t(`books.bank.unsure.${one}`)}
        </Notice>
      ))}
      {reading.from === 'remembered' && <Text tone="soft">{t('books.bank.remembered')}</Text>}
      {edits && (
        <ColumnFields
          key={JSON.stringify(reading.map)}
          columns={reading.columns}
          map={reading.map}
          onTry={tryMap}
        />
      )}
      <Text>
        {t('books.bank.reads', {
          read: reading.read,
          rows: reading.rows,
          in: format.money(reading.inMinor),
          out: format.money(reading.outMinor),
        })}
      </Text>
      <DataTable
        label={t('books.bank.sample')}
        rows={reading.sample.map((one, at) => ({ ...one, id: String(at) }))}
        columns={[
          { key: 'day', title: t('day'), render: (one) => <Day of={one.bookedOn} /> },
          {
            key: 'who',
            title: t('books.bank.counterparty'),
            render: (one) => one.counterparty ?? '–',
            wideOnly: true,
          },
          {
            key: 'what',
            title: t('books.bank.purpose'),
            render: (one) => one.purpose ?? one.reference ?? '–',
          },
          {
            key: 'amount',
            title: t('amount'),
            align: 'right',
            render: (one) => <Money of={one.amountMinor} />,
          },
        ]}
      />
      {reading.refused.length > 0 && (
        <Notice tone="warn" title={t('books.bank.refused', { count: reading.refused.length })}>
          {reading.refused.slice(0, 3).map((one) => (
            <div key={one.line}>
              {t('books.bank.refusedLine', { line: one.line })}: {t(`books.bank.refusedWhy.${one.why}`)}
            </div>
          ))}
        </Notice>
      )}
      <Columns of={2}>
        <Row>
          {!edits && (
            <Button kind="quiet" icon="edit" onClick={() => setEdits(true)}>
              {t('books.bank.columns')}
            </Button>
          )}
        </Row>
        <Row justify="end">
          <Button onClick={onDone}>{t('cancel')}</Button>
          <Button kind="main" icon="download" busy={busy} disabled={reading.read === 0} onClick={take}>
            {t('books.bank.take', { count: reading.read })}
          </Button>
        </Row>
      </Columns>
    </Stack>
  )
}
