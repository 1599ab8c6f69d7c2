import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Badge,
  Button,
  confirm,
  DataTable,
  Day,
  Dialog,
  Money,
  notify,
  Panel,
  Row,
  Stack,
  Text,
  TextLink,
  useCan,
  useWords,
} from '../../../ui/kit/index.ts'
import { PlanForm } from './PlanForm.tsx'

export type Plan = NonNullable<Returns<'GET /invoices/{id}/plan'>['plan']>

const TONES = { proposed: 'warn', running: 'info', missed: 'bad', finished: 'good', ended: 'calm' } as const
const PART_TONES = { paid: 'good', part_paid: 'info', due: 'warn', coming: 'calm', missed: 'bad' } as const

/** The payment plan of an invoice, or the way to one. */
export function InvoicePlan({ invoice }: { invoice: { id: string; openMinor: number; clientId: string } }) {
  const { t } = useWords('billing')
  const can = useCan()
  const [editing, setEditing] = useState(false)
  const { data } = useApi('GET /invoices/{id}/plan', { id: invoice.id }, { live: ['invoice', 'payment'] })
  if (!data) return null
  const { plan } = data
  const isLive = plan && ['proposed', 'running', 'missed'].includes(plan.state)
  const mayPlan = invoice.openMinor > 0 && can('payments.take')
  if (!plan && !mayPlan) return null
  return (
    <Panel
      title={t('plans.title')}
      actions={
        mayPlan ? (
          <Row>
            {isLive && <PlanActs plan={plan} />}
            <Button small kind={isLive ? 'quiet' : undefined} onClick={() => setEditing(true)}>
              {t(isLive ? 'plans.change' : 'plans.make')}
            </Button>
          </Row>
        ) : undefined
      }
    >
      {plan ? <PlanParts plan={plan} /> : <Text tone="soft">{t('plans.none')}</Text>}
      <Dialog
        open={editing}
        onClose={() => setEditing(false)}
        title={t(isLive ? 'plans.change' : 'plans.make')}
      >
        {editing && (
          <PlanForm invoice={invoice} plan={isLive ? plan : null} onDone={() => setEditing(false)} />
        )}
      </Dialog>
    </Panel>
  )
}

/** State and instalments, with what is paid of each. */
export function PlanParts({ plan, withInvoice = false }: { plan: Plan; withInvoice?: boolean }) {
  const { t } = useWords('billing')
  const about = plan.agreedAt
    ? t('plans.agreed', { name: plan.agreedBy })
    : t(plan.state === 'ended' ? 'plans.neverAgreed' : 'plans.waits')
  return (
    <Stack>
      <Row>
        {withInvoice && (
          <TextLink to={`/invoices/${plan.invoiceId}`}>
            {t('invoiceNumber', { number: plan.invoiceNumber })}
          </TextLink>
        )}
        <Badge tone={TONES[plan.state]}>{t(`plans.state.${plan.state}`)}</Badge>
        <Text tone="soft" size="small">
          {about} · {t(`plans.how.${plan.how}`)}
        </Text>
      </Row>
      <DataTable
        label={t('plans.title')}
        rows={plan.parts}
        id={(part) => String(part.position)}
        columns={[
          { key: 'due', title: t('due'), render: (part) => <Day of={part.dueOn} /> },
          {
            key: 'state',
            title: t('state.label'),
            render: (part) => <Badge tone={PART_TONES[part.state]}>{t(`plans.part.${part.state}`)}</Badge>,
          },
          {
            key: 'paid',
            title: t('paid'),
            align: 'right',
            render: (part) => <Money of={part.paidMinor} currency={plan.currency} />,
            wideOnly: true,
          },
          {
            key: 'amount',
            title: t('amount'),
            align: 'right',
            render: (part) => <Money of={part.amountMinor} currency={plan.currency} />,
          },
        ]}
      />
    </Stack>
  )
}

function PlanActs({ plan }: { plan: Plan }) {
  const { t } = useWords('billing')
  const agree = useAct('POST /invoices/{id}/plan/agreement')
  const end = useAct('POST /invoices/{id}/plan/end')
  const askEnd = () =>
    confirm({
      title: t('plans.endTitle'),
      text: t('plans.endText'),
      act: t('plans.end'),
      reason: 'required',
      onConfirm: (reason) => end.do({ id: plan.invoiceId, reason }).then(() => notify.done(t('plans.ended'))),
    })
  const askAgree = () =>
    confirm({
      title: t('plans.agreeTitle'),
      text: plan.text,
      act: t('plans.agree'),
      onConfirm: () => agree.do({ id: plan.invoiceId }).then(() => notify.done(t('plans.agreedDone'))),
    })
  return (
    <Row>
      <Button small kind="quiet" onClick={askEnd}>
        {t('plans.end')}
      </Button>
      {!plan.agreedAt && (
        <Button small onClick={askAgree}>
          {t('plans.agree')}
        </Button>
      )}
    </Row>
  )
}

/** A client's payment plans; nothing where there are none. */
export function ClientPlans({ clientId }: { clientId: string }) {
  const { t } = useWords('billing')
  const { data } = useApi(
    'GET /clients/{id}/payment-plans',
    { id: clientId },
    { live: ['invoice', 'payment'] },
  )
  const live = data?.items.filter((plan) => ['proposed', 'running', 'missed'].includes(plan.state)) ?? []
  if (live.length === 0) return null
  return (
    <Panel title={t('plans.titleMany')}>
      <Stack>
        {live.map((plan) => (
          <PlanParts key={plan.id} plan={plan} withInvoice />
        ))}
      </Stack>
    </Panel>
  )
}
