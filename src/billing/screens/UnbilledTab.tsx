import { useAct, useApi, type Returns } from '../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  confirm,
  DataTable,
  Day,
  EmptyState,
  Money,
  notify,
  Panel,
  Row,
  Text,
  useCan,
  useGo,
  useWords,
} from '../../ui/kit/index.ts'
import { UnbilledTime } from './time/UnbilledTime.tsx'

type Missing = Returns<'GET /charges/missing'>['items'][number]
type Charge = Returns<'GET /charges'>['items'][number]

/** Money at risk: visits that nobody was charged for, and charges that stand on no invoice. */
export function UnbilledTab() {
  const { t } = useWords('billing')
  const missing = useApi('GET /charges/missing', { limit: 200 }, { live: ['charge', 'appointment'] })
  const unbilled = useApi('GET /charges', { state: 'unbilled', limit: 200 }, { live: ['charge', 'invoice'] })
  return (
    <>
      <Panel title={t('missing.title')} flush>
        <Await read={missing}>{({ items }) => <MissingTable visits={items} />}</Await>
      </Panel>
      <UnbilledTime />
      <Panel title={t('unbilled.title')} flush>
        <Await read={unbilled}>{({ items }) => <UnbilledTable charges={items} />}</Await>
      </Panel>
    </>
  )
}

function MissingTable({ visits }: { visits: Missing[] }) {
  const { t } = useWords('billing')
  return (
    <DataTable
      label={t('missing.title')}
      rows={visits}
      id={(one) => one.appointmentId}
      columns={[
        {
          key: 'client',
          title: t('client'),
          sort: (one) => one.startsAt,
          render: (one) => <Who name={one.clientName} day={one.servedOn} what={one.serviceName} />,
        },
        {
          key: 'practitioner',
          title: t('practitioner'),
          render: (one) => one.practitionerName,
          wideOnly: true,
        },
        { key: 'price', title: t('amount'), align: 'right', render: (one) => <Money of={one.priceMinor} /> },
        {
          key: 'act',
          title: t('missing.what'),
          align: 'right',
          render: (one) => <MissingActs visit={one} />,
        },
      ]}
      empty={<EmptyState icon="done" title={t('missing.none')} text={t('missing.noneText')} />}
    />
  )
}

/** Whose, when and what for, one below the other: there is room for it on a phone, too. */
function Who({ name, day, what }: { name: string; day: string; what: string }) {
  return (
    <span>
      {name}
      <Text tone="soft" size="small" as="div">
        <Day of={day} /> · {what}
      </Text>
    </span>
  )
}

function MissingActs({ visit }: { visit: Missing }) {
  const { t } = useWords('billing')
  const can = useCan()
  const charge = useAct('POST /charges/missing/{appointmentId}')
  const { appointmentId } = visit
  if (visit.why === 'not_closed')
    return (
      <Badge tone="warn" icon="clock">
        {t('missing.notClosed')}
      </Badge>
    )
  if (!can('charges.manage')) return null
  const waive = () =>
    confirm({
      title: t('missing.waiveTitle', { name: visit.clientName }),
      text: t('missing.waiveText'),
      act: t('missing.waive'),
      reason: 'required',
      onConfirm: (waiveReason) => charge.do({ appointmentId, waiveReason }),
    })
  const take = () =>
    charge.do({ appointmentId }).then(() => notify.done(t('missing.charged')), notify.problem)
  return (
    <Row justify="end">
      <Button small kind="quiet" onClick={waive}>
        {t('missing.waive')}
      </Button>
      <Button small busy={charge.busy} onClick={take}>
        {t('missing.charge')}
      </Button>
    </Row>
  )
}

function UnbilledTable({ charges }: { charges: Charge[] }) {
  const { t } = useWords('billing')
  const can = useCan()
  const go = useGo()
  const draft = useAct('POST /invoices')
  // One draft takes all that waits for a client.
  const bill = (charge: Charge) => {
    const chargeIds = charges
      .filter((one) => one.clientId === charge.clientId && one.totalMinor > 0)
      .map((one) => one.id)
    return draft
      .do({ clientId: charge.clientId, chargeIds })
      .then((invoice) => go(`/invoices/${invoice.id}`), notify.problem)
  }
  return (
    <DataTable
      label={t('unbilled.title')}
      rows={charges.filter((one) => one.totalMinor > 0)}
      columns={[
        {
          key: 'client',
          title: t('client'),
          sort: (one) => one.clientName,
          render: (one) => <Who name={one.clientName} day={one.servedOn} what={one.description} />,
        },
        {
          key: 'total',
          title: t('amount'),
          align: 'right',
          sort: (one) => one.totalMinor,
          render: (one) => <Money of={one.totalMinor} currency={one.currency} />,
        },
        {
          key: 'act',
          title: t('unbilled.what'),
          align: 'right',
          render: (one) =>
            can('invoices.manage') && (
              <Button small busy={draft.busy} onClick={() => bill(one)}>
                {t('unbilled.bill')}
              </Button>
            ),
        },
      ]}
      empty={<EmptyState icon="done" title={t('unbilled.none')} text={t('unbilled.noneText')} />}
    />
  )
}
