import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
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
  Text,
  TextField,
  useCan,
  useFields,
  useWords,
  When,
} from '../../../ui/kit/index.ts'

type Visit = Returns<'GET /charges/missing'>['items'][number]
const CODES = [
  'no_service',
  'duplicate',
  'included',
  'goodwill',
  'billed_elsewhere',
  'staff',
  'other',
] as const

/** Visits that nobody was charged for: charge them, or say why nobody pays. */
export function Missing({ at }: { at: { day: string; locationId: string } }) {
  const { t } = useWords('billing')
  const read = useApi(
    'GET /charges/missing',
    { from: at.day, to: at.day, locationId: at.locationId, limit: 200 },
    { keep: true, live: ['charge', 'appointment'] },
  )
  const [waiving, setWaiving] = useState<Visit | null>(null)
  return (
    <Panel title={t('missing.title')} flush>
      <Await read={read}>
        {({ items }) => (
          <DataTable
            label={t('missing.title')}
            rows={items}
            id={(one) => one.appointmentId}
            columns={[
              {
                key: 'client',
                title: t('client'),
                render: (one) => (
                  <span>
                    {one.clientName}
                    <Text tone="soft" size="small" as="div">
                      <When at={one.startsAt} only="time" /> ·{' '}
                      {[one.serviceName, one.practitionerName].filter(Boolean).join(' · ')}
                    </Text>
                  </span>
                ),
              },
              {
                key: 'price',
                title: t('amount'),
                align: 'right',
                render: (one) => <Money of={one.priceMinor} />,
              },
              {
                key: 'act',
                title: t('missing.what'),
                align: 'right',
                render: (one) => <Acts visit={one} onWaive={() => setWaiving(one)} />,
              },
            ]}
            empty={<EmptyState icon="done" title={t('missing.none')} text={t('missing.noneText')} />}
          />
        )}
      </Await>
      <Dialog
        open={waiving !== null}
        onClose={() => setWaiving(null)}
        title={t('missing.waive')}
        size="small"
      >
        {waiving && <Waive visit={waiving} onDone={() => setWaiving(null)} />}
      </Dialog>
    </Panel>
  )
}

function Acts({ visit, onWaive }: { visit: Visit; onWaive: () => void }) {
  const { t } = useWords('billing')
  const can = useCan()
  const charge = useAct('POST /charges/missing/{appointmentId}')
  if (visit.why === 'not_closed')
    return (
      <Badge tone="warn" icon="clock">
        {t('missing.notClosed')}
      </Badge>
    )
  if (!can('charges.manage')) return null
  const take = () =>
    charge
      .do({ appointmentId: visit.appointmentId })
      .then(() => notify.done(t('missing.charged')), notify.problem)
  return (
    <Row justify="end">
      <Button small kind="quiet" onClick={onWaive}>
        {t('missing.waive')}
      </Button>
      <Button small busy={charge.busy} onClick={take}>
        {t('missing.charge')}
      </Button>
    </Row>
  )
}

function Waive({ visit, onDone }: { visit: Visit; onDone: () => void }) {
  const { t } = useWords('billing')
  const charge = useAct('POST /charges/missing/{appointmentId}')
  const form = useFields<{ code: string | null; reason: string }>({
    initial: { code: null, reason: '' },
    check: { code: required(t('reasonMissing')) },
  })
  return (
    <Form
      form={form}
      onCancel={onDone}
      submit={t('missing.waive')}
      onSubmit={async ({ code, reason }) => {
        const waiveCode = code as (typeof CODES)[number]
        await charge.do({
          appointmentId: visit.appointmentId,
          waiveCode,
          waiveReason: reason.trim() || t(`dayClose.why.${waiveCode}`),
        })
        onDone()
      }}
    >
      <SelectField
        label={t('till.reason')}
        required
        choices={CODES.map((one) => ({ value: one, label: t(`dayClose.why.${one}`) }))}
        {...form.field('code')}
      />
      <TextField label={t('dayClose.note')} {...form.field('reason')} />
    </Form>
  )
}
