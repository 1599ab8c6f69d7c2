import { useAct, useApi, type Returns } from '../../ui/api/index.ts'
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
  StatusPill,
  Text,
  TextField,
  Toolbar,
  useCan,
  useFormat,
  useGo,
  useUrlState,
  useWords,
  type Column,
} from '../../ui/kit/index.ts'

type Invoice = Returns<'GET /invoices'>['items'][number]
const STATES = ['owed', 'overdue', 'draft', 'to_send', 'paid', 'void'] as const
type State = (typeof STATES)[number]

/** All invoices, by state and number. */
export function InvoicesTab() {
  const { t } = useWords('billing')
  const can = useCan()
  const [url, setUrl] = useUrlState({ state: '', number: '', shown: '50' })
  const number = /^\d{1,9}$/.test(url.number) ? Number(url.number) : undefined
  const list = useApi(
    'GET /invoices',
    {
      limit: Number(url.shown),
      ...(isState(url.state) ? { state: url.state } : {}),
      ...(number ? { number } : {}),
    },
    { keep: true, live: ['invoice'] },
  )
  const choices = [
    { value: 'all', label: t('filter.all') },
    ...STATES.map((state) => ({ value: state, label: t(`filter.${state}`) })),
  ]
  return (
    <>
      <Toolbar
        end={
          <TextField
            label={t('number')}
            hideLabel
            icon="search"
            placeholder={t('number')}
            value={url.number}
            onChange={(text: string) => setUrl({ number: text })}
          />
        }
      >
        <SegmentField
          label={t('state.label')}
          choices={choices}
          value={url.state || 'all'}
          onChange={(state: string) => setUrl({ state: state === 'all' ? '' : state, shown: '50' })}
        />
      </Toolbar>
      {url.state === 'draft' && can('invoices.manage') && <ApproveAll drafts={list.data?.items ?? []} />}
      {url.state === 'to_send' && can('invoices.manage') && <SendAll invoices={list.data?.items ?? []} />}
      <Panel flush>
        <Await read={list}>
          {({ items, next }) => (
            <InvoiceTable
              invoices={items}
              onMore={next && Number(url.shown) < 200 ? () => setUrl({ shown: '200' }) : undefined}
            />
          )}
        </Await>
      </Panel>
    </>
  )
}

/** The approved invoices that are shown, sent at once. */
function SendAll({ invoices }: { invoices: Invoice[] }) {
  const { t } = useWords('billing')
  const send = useAct('POST /invoices/sendings')
  if (invoices.length === 0) return null
  const ask = () =>
    confirm({
      title: t('sending.batchTitle', { count: invoices.length }),
      text: t('sending.batchText'),
      act: t('sending.batch', { count: invoices.length }),
      onConfirm: async () => {
        const { items } = await send.do({ ids: invoices.map((one) => one.id) })
        const unreached = items.filter((one) => one.outcome === 'no_address').length
        const rest = unreached > 0 ? ` ${t('sending.unreached', { count: unreached })}` : ''
        notify.done(t('sending.batchDone', { count: items.length - unreached }) + rest)
      },
    })
  return (
    <Row justify="end">
      <Button kind="main" icon="send" busy={send.busy} onClick={ask}>
        {t('sending.batch', { count: invoices.length })}
      </Button>
    </Row>
  )
}

/** The drafts that are shown, approved at once. */
function ApproveAll({ drafts }: { drafts: Invoice[] }) {
  const { t } = useWords('billing')
  const format = useFormat()
  const approve = useAct('POST /invoices/approvals')
  const ready = drafts.filter((one) => one.number === null && one.totalMinor > 0)
  if (ready.length === 0) return null
  const sum = ready.reduce((all, one) => all + one.totalMinor, 0)
  const ask = () =>
    confirm({
      title: t('batch.title', { count: ready.length }),
      text: t('batch.text', { amount: format.money(sum, ready[0]!.currency) }),
      act: t('batch.act', { count: ready.length }),
      onConfirm: async () => {
        const { approved, passedOver } = await approve.do({ ids: ready.map((one) => one.id) })
        const rest = passedOver.length > 0 ? ` ${t('batch.rest', { count: passedOver.length })}` : ''
        notify.done(t('batch.done', { count: approved.length }) + rest)
      },
    })
  return (
    <Row justify="end">
      <Button kind="main" icon="send" busy={approve.busy} onClick={ask}>
        {t('batch.act', { count: ready.length })}
      </Button>
    </Row>
  )
}

const isState = (text: string): text is State => (STATES as readonly string[]).includes(text)

interface TableProps {
  invoices: Invoice[]
  /** On a client's own page the name says nothing new. */
  ofOneClient?: boolean
  onMore?: (() => void) | undefined
}

export function InvoiceTable({ invoices, ofOneClient, onMore }: TableProps) {
  const { t } = useWords('billing')
  const go = useGo()
  const columns: (Column<Invoice> | false)[] = [
    {
      key: 'number',
      title: t('number'),
      sort: (one) => one.number ?? 0,
      render: (one) => one.number ?? '–',
      width: 100,
    },
    !ofOneClient && {
      key: 'client',
      title: t('client'),
      sort: (one) => one.clientName,
      render: (one) => (
        <span>
          {one.clientName}
          {one.payerName && (
            <Text tone="soft" size="small" as="div">
              {t('payers.pays')}: {one.payerName}
            </Text>
          )}
        </span>
      ),
    },
    ofOneClient === true &&
      invoices.some((one) => one.payerName !== null) && {
        key: 'payer',
        title: t('payers.who'),
        render: (one) => one.payerName ?? t('payers.self'),
      },
    {
      key: 'state',
      title: t('state.label'),
      render: (one) => <StatusPill state={one.state}>{t(`state.${one.state}`)}</StatusPill>,
    },
    {
      key: 'issued',
      title: t('issued'),
      sort: (one) => one.issuedOn ?? '',
      render: (one) => one.issuedOn && <Day of={one.issuedOn} />,
      wideOnly: true,
    },
    {
      key: 'due',
      title: t('due'),
      sort: (one) => one.dueOn ?? '',
      render: (one) => one.dueOn && <Day of={one.dueOn} />,
      wideOnly: true,
    },
    {
      key: 'total',
      title: t('total'),
      align: 'right',
      sort: (one) => one.totalMinor,
      render: (one) => <Money of={one.totalMinor} currency={one.currency} />,
      wideOnly: true,
    },
    {
      key: 'open',
      title: t('open'),
      align: 'right',
      sort: (one) => one.openMinor,
      render: (one) =>
        one.state === 'draft' || one.openMinor === 0 ? (
          '–'
        ) : (
          <Money of={one.openMinor} currency={one.currency} />
        ),
    },
  ]
  return (
    <DataTable
      label={t('tabs.invoices')}
      rows={invoices}
      columns={columns.filter((one) => one !== false)}
      onOpen={(invoice) => go(`/invoices/${invoice.id}`)}
      onMore={onMore}
      rowTone={(invoice) => (invoice.state === 'void' ? 'soft' : undefined)}
      empty={<EmptyState icon="invoice" title={t('none.invoices')} text={t('none.invoicesText')} />}
    />
  )
}
