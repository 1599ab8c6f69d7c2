import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  confirm,
  DataTable,
  Day,
  EmptyState,
  Money,
  notify,
  Panel,
  Row,
  SegmentField,
  SelectField,
  Text,
  TextField,
  Toolbar,
  useCan,
  useFormat,
  useUrlState,
  useWords,
} from '../../../ui/kit/index.ts'
import { BankFile } from './BankFile.tsx'
import { QuickConfirm, WhatItIs } from './BankLineParts.tsx'
import { LineDrawer } from './LineDrawer.tsx'

export type BankLine = Returns<'GET /bank-lines'>['items'][number]
const STATES = ['waiting', 'settled', 'ignored'] as const
type State = (typeof STATES)[number]

/** Lines of the bank: what each probably is, settled with one click or looked at more closely. */
export function BankTab() {
  const { t } = useWords('billing')
  const can = useCan()
  const [url, setUrl] = useUrlState({ state: 'waiting', account: '', q: '', line: '', file: '' })
  const state = (STATES as readonly string[]).includes(url.state) ? (url.state as State) : 'waiting'
  const accounts = useApi('GET /bank-accounts', {}, { live: ['bank_account', 'bank_line'] })
  const lines = useApi(
    'GET /bank-lines',
    { state, limit: 100, ...(url.account ? { accountId: url.account } : {}), ...(url.q ? { q: url.q } : {}) },
    { keep: true, live: ['bank_line', 'invoice', 'payment', 'payout'] },
  )
  const known = accounts.data?.items ?? []
  const openFile = can('bank.reconcile') && (
    <Button kind="main" icon="upload" onClick={() => setUrl({ file: '1' })}>
      {t('books.bank.read')}
    </Button>
  )
  return (
    <>
      <Toolbar end={openFile}>
        <SegmentField
          label={t('state.label')}
          choices={STATES.map((value) => ({ value, label: t(`books.bank.${value}`) }))}
          value={state}
          onChange={(next: string) => setUrl({ state: next })}
        />
        {known.length > 1 && (
          <SelectField
            label={t('books.bank.account')}
            hideLabel
            clearable
            placeholder={t('books.bank.account')}
            choices={known.map((one) => ({ value: one.id, label: one.name }))}
            value={url.account}
            onChange={(id: string | null) => setUrl({ account: id ?? '' })}
          />
        )}
        <TextField
          label={t('books.bank.search')}
          hideLabel
          icon="search"
          placeholder={t('books.bank.search')}
          value={url.q}
          onChange={(q: string) => setUrl({ q })}
        />
      </Toolbar>
      <Await read={lines}>
        {({ items }) => (
          <>
            <ConfirmSure lines={items} />
            <Panel flush>
              <LineTable lines={items} state={state} onOpen={(line) => setUrl({ line })} />
            </Panel>
            {url.line && items.some((one) => one.id === url.line) && (
              <LineDrawer
                line={items.find((one) => one.id === url.line)!}
                onClose={() => setUrl({ line: '' })}
              />
            )}
          </>
        )}
      </Await>
      {url.file === '1' && (
        <BankFile accounts={known} onDone={() => setUrl({ file: '', state: 'waiting' })} />
      )}
    </>
  )
}

const sureOf = (line: BankLine) => {
  const sure = line.proposals.filter((one) => one.sureness === 'sure')
  return sure.length === 1 ? sure[0]! : null
}

/** Everything that is sure, in one step. */
function ConfirmSure({ lines }: { lines: BankLine[] }) {
  const { t } = useWords('billing')
  const can = useCan()
  const format = useFormat()
  const act = useAct('POST /bank-lines/confirmations')
  const sure = lines.filter((line) => !line.settledAs && sureOf(line))
  if (sure.length < 2 || !can('bank.reconcile')) return null
  const sum = sure.reduce((all, line) => all + line.amountMinor, 0)
  const ask = () =>
    confirm({
      title: t('books.bank.sureTitle', { count: sure.length }),
      text: t('books.bank.sureText', { amount: format.money(sum, sure[0]!.currency) }),
      act: t('books.bank.sureAct', { count: sure.length }),
      onConfirm: async () => {
        const { settled, left } = await act.do({ ids: sure.map((line) => line.id) })
        const rest = left.length > 0 ? ` ${t('books.bank.sureLeft', { count: left.length })}` : ''
        notify.done(t('books.bank.sureDone', { count: settled }) + rest)
      },
    })
  return (
    <Row justify="end">
      <Button icon="check" busy={act.busy} onClick={ask}>
        {t('books.bank.sureAct', { count: sure.length })}
      </Button>
    </Row>
  )
}

function LineTable({
  lines,
  state,
  onOpen,
}: {
  lines: BankLine[]
  state: State
  onOpen: (id: string) => void
}) {
  const { t } = useWords('billing')
  return (
    <DataTable
      label={t('books.tab.bank')}
      rows={lines}
      onOpen={(one) => onOpen(one.id)}
      columns={[
        {
          key: 'day',
          title: t('day'),
          width: 110,
          sort: (one) => one.bookedOn,
          render: (one) => <Day of={one.bookedOn} />,
          wideOnly: true,
        },
        {
          key: 'text',
          title: t('books.bank.line'),
          render: (one) => (
            <span>
              {one.counterparty ?? one.purpose ?? '–'}
              <Text tone="soft" size="small" as="div">
                {one.counterparty ? one.purpose : one.reference}
              </Text>
            </span>
          ),
        },
        { key: 'is', title: t('books.bank.is'), render: (one) => <WhatItIs line={one} /> },
        {
          key: 'amount',
          title: t('amount'),
          align: 'right',
          width: 120,
          sort: (one) => one.amountMinor,
          render: (one) => <Money of={one.amountMinor} currency={one.currency} />,
        },
        {
          key: 'act',
          title: '',
          align: 'right',
          width: 130,
          render: (one) => <QuickConfirm line={one} />,
          wideOnly: true,
        },
      ]}
      empty={
        <EmptyState
          icon={state === 'waiting' ? 'done' : 'inbox'}
          title={t(`books.bank.none.${state}`)}
          text={t(`books.bank.noneText.${state}`)}
        />
      }
    />
  )
}
