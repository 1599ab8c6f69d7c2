import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  confirm,
  DataTable,
  Dialog,
  EmptyState,
  Form,
  Menu,
  Money,
  notify,
  Page,
  Panel,
  required,
  Row,
  Split,
  StatusPill,
  Text,
  TextField,
  useCan,
  useFields,
  useFormat,
  usePathParams,
  useWords,
  When,
} from '../../../ui/kit/index.ts'
import { pdfHref } from '../pdf-href.ts'
import { EstimateSide } from './EstimateSide.tsx'
import { EstimateState } from './EstimateState.tsx'

export type Estimate = Returns<'GET /estimates/{id}'>

/** One estimate: its lines, whether it was accepted, and what its visits cost in the end. */
export default function EstimateScreen() {
  const { id = '' } = usePathParams()
  const read = useApi('GET /estimates/{id}', { id }, { live: ['estimate', 'charge'] })
  return <Await read={read}>{(estimate) => <EstimatePage estimate={estimate} />}</Await>
}

function EstimatePage({ estimate }: { estimate: Estimate }) {
  const { t } = useWords('billing')
  const title = t('estimates.number', { number: estimate.number })
  return (
    <Page
      title={
        <Row>
          {title} <EstimateState state={estimate.state} />
        </Row>
      }
      tabTitle={title}
      about={estimate.clientName}
      crumbs={[{ label: t('title'), to: '/billing?tab=estimates' }]}
      actions={<Acts estimate={estimate} />}
    >
      <Split side={<EstimateSide estimate={estimate} />}>
        <Lines estimate={estimate} />
        <Visits estimate={estimate} />
      </Split>
    </Page>
  )
}

function Acts({ estimate }: { estimate: Estimate }) {
  const { t } = useWords('billing')
  const can = useCan()
  const send = useAct('POST /estimates/{id}/sending')
  const link = useAct('POST /estimates/{id}/link', { refresh: [] })
  const cancel = useAct('POST /estimates/{id}/cancellation')
  const [accepts, setAccepts] = useState(false)
  const { id } = estimate
  const copy = async () => {
    try {
      await navigator.clipboard.writeText((await link.do({ id })).url)
      notify.done(t('estimates.linkCopied'))
    } catch (error) {
      notify.problem(error)
    }
  }
  const isOpen = estimate.state === 'open' && can('invoices.manage')
  return (
    <Row>
      <Button icon="download" href={pdfHref('estimates', id)}>
        PDF
      </Button>
      {isOpen && (
        <Button
          kind="main"
          icon="send"
          busy={send.busy}
          onClick={() => send.do({ id }).then(() => notify.done(t('estimates.sent')), notify.problem)}
        >
          {t(estimate.sentAt ? 'sending.again' : 'sending.act')}
        </Button>
      )}
      {isOpen && (
        <Menu
          label={t('moreActs')}
          entries={[
            { label: t('estimates.copyLink'), icon: 'link', onClick: copy },
            { label: t('estimates.accept'), icon: 'done', onClick: () => setAccepts(true) },
            {
              label: t('estimates.cancel'),
              icon: 'refused',
              danger: true,
              divided: true,
              onClick: () =>
                confirm({
                  title: t('estimates.cancelTitle'),
                  act: t('estimates.cancel'),
                  danger: true,
                  onConfirm: () => cancel.do({ id }),
                }),
            },
          ]}
        />
      )}
      {accepts && <AcceptDialog estimate={estimate} onDone={() => setAccepts(false)} />}
    </Row>
  )
}

function AcceptDialog({ estimate, onDone }: { estimate: Estimate; onDone: () => void }) {
  const { t } = useWords('billing')
  const accept = useAct('POST /estimates/{id}/acceptance')
  const form = useFields({
    initial: { name: estimate.clientName },
    check: { name: required(t('estimates.nameMissing')) },
  })
  return (
    <Dialog open onClose={onDone} title={t('estimates.accept')} size="small">
      <Form
        form={form}
        onCancel={onDone}
        onSubmit={({ name }) => accept.do({ id: estimate.id, name }).then(onDone)}
      >
        <TextField label={t('estimates.acceptedName')} required autoFocus {...form.field('name')} />
      </Form>
    </Dialog>
  )
}

function Lines({ estimate }: { estimate: Estimate }) {
  const { t } = useWords('billing')
  const format = useFormat()
  return (
    <Panel title={t('lines')} flush>
      <DataTable
        label={t('lines')}
        rows={estimate.lines}
        id={(line) => `${estimate.lines.indexOf(line)}`}
        columns={[
          {
            key: 'what',
            title: t('description'),
            render: (line) => (
              <span>
                {line.description}
                {line.code && (
                  <Text tone="soft" size="small" as="div">
                    {line.code}
                  </Text>
                )}
              </span>
            ),
          },
          {
            key: 'quantity',
            title: t('quantity'),
            align: 'right',
            render: (line) => format.number(line.quantity),
            wideOnly: true,
          },
          {
            key: 'price',
            title: t('price'),
            align: 'right',
            render: (line) => <Money of={line.unitPriceMinor} currency={estimate.currency} />,
            wideOnly: true,
          },
          {
            key: 'amount',
            title: t('amount'),
            align: 'right',
            render: (line) => <Money of={line.totalMinor} currency={estimate.currency} />,
          },
        ]}
      />
    </Panel>
  )
}

function Visits({ estimate }: { estimate: Estimate }) {
  const { t } = useWords('billing')
  return (
    <Panel title={t('estimates.visits')} flush>
      <DataTable
        label={t('estimates.visits')}
        rows={estimate.visits}
        id={(visit) => visit.appointmentId}
        columns={[
          { key: 'when', title: t('day'), render: (visit) => <When at={visit.startsAt} /> },
          { key: 'what', title: t('service'), render: (visit) => visit.serviceName },
          {
            key: 'state',
            title: t('state.label'),
            render: (visit) => (
              <StatusPill state={visit.state}>{t(`estimates.visit.${visit.state}`)}</StatusPill>
            ),
            wideOnly: true,
          },
          {
            key: 'charged',
            title: t('estimates.charged'),
            align: 'right',
            render: (visit) =>
              visit.chargedMinor === null ? (
                '–'
              ) : (
                <Money of={visit.chargedMinor} currency={estimate.currency} />
              ),
          },
        ]}
        empty={
          <EmptyState icon="calendar" title={t('estimates.noVisits')} text={t('estimates.noVisitsText')} />
        }
      />
    </Panel>
  )
}
