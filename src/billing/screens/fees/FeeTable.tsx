import type { ReactNode } from 'react'
import { useAct, type Returns } from '../../../ui/api/index.ts'
import {
  Badge,
  Button,
  confirm,
  DataTable,
  Money,
  notify,
  Row,
  Stack,
  Text,
  TextLink,
  useFormat,
  useWords,
  When,
} from '../../../ui/kit/index.ts'

export type Fee = Returns<'GET /fees'>['items'][number]

const TONES = { proposed: 'warn', charged: 'info', waived: 'calm', withdrawn: 'calm' } as const

interface FeeTableProps {
  fees: Fee[]
  ofOneClient?: boolean
  empty?: ReactNode
}

/** Fees for late cancellations and missed visits, with what can be done about each. */
export function FeeTable({ fees, ofOneClient = false, empty }: FeeTableProps) {
  const { t } = useWords('billing')
  return (
    <DataTable
      label={t('fees.title')}
      rows={fees}
      id={(one) => one.id}
      columns={[
        ...(ofOneClient
          ? []
          : [
              {
                key: 'client',
                title: t('client'),
                render: (one: Fee) => <TextLink to={`/clients/${one.clientId}`}>{one.clientName}</TextLink>,
              },
            ]),
        {
          key: 'visit',
          title: t('fees.visit'),
          render: (one) => (
            <Stack gap="tight">
              {one.serviceName}
              <Text tone="soft" size="small">
                <When at={one.startsAt} zone={one.zone} />
              </Text>
            </Stack>
          ),
        },
        { key: 'state', title: t('state.label'), render: (one) => <FeeState fee={one} /> },
        {
          key: 'amount',
          title: t('amount'),
          align: 'right',
          render: (one) => <Money of={one.amountMinor} currency={one.currency} />,
        },
        { key: 'acts', title: t('moreActs'), align: 'right', render: (one) => <FeeActs fee={one} /> },
      ]}
      empty={empty}
    />
  )
}

/** Late or missed, what became of it, and why it was let go. */
export function FeeState({ fee }: { fee: Fee }) {
  const { t } = useWords('billing')
  const kind = t(`kind.${fee.kind}`)
  const before =
    fee.minutesBefore === null ? kind : `${kind}, ${t('fees.before', { hours: hoursOf(fee.minutesBefore) })}`
  return (
    <Stack gap="tight">
      <Row>
        <Badge tone={TONES[fee.state]}>{t(`fees.state.${fee.state}`)}</Badge>
        {fee.invoiceId && fee.invoiceNumber !== null && (
          <TextLink to={`/invoices/${fee.invoiceId}`}>
            {t('invoiceNumber', { number: fee.invoiceNumber })}
          </TextLink>
        )}
      </Row>
      <Text tone="soft" size="small">
        {before}
        {fee.reason &&
          ` · ${fee.reason === 'first_free' ? t('fees.first') : `${fee.reason} (${fee.decidedBy})`}`}
      </Text>
    </Stack>
  )
}

const hoursOf = (minutes: number) => Math.max(0, Math.round(minutes / 6) / 10)

export function FeeActs({ fee }: { fee: Fee }) {
  const { t } = useWords('billing')
  const format = useFormat()
  const charge = useAct('POST /fees/{id}/charge')
  const waive = useAct('POST /fees/{id}/waiver')
  const amount = format.money(fee.amountMinor, fee.currency)
  const askCharge = () =>
    confirm({
      title: t('fees.chargeTitle', { amount, name: fee.clientName }),
      text: t('fees.chargeText'),
      act: t('fees.charge'),
      onConfirm: () => charge.do({ id: fee.id }).then(() => notify.done(t('fees.charged'))),
    })
  const askWaive = () =>
    confirm({
      title: t('fees.waiveTitle', { amount }),
      text: t(fee.state === 'charged' ? 'fees.waiveCharged' : 'fees.waiveText'),
      act: t('fees.waive'),
      reason: 'required',
      onConfirm: (reason) => waive.do({ id: fee.id, reason }).then(() => notify.done(t('fees.waived'))),
    })
  return (
    <Row justify="end">
      {fee.can.waive && (
        <Button small kind="quiet" onClick={askWaive}>
          {t('fees.waive')}
        </Button>
      )}
      {fee.can.charge && (
        <Button small onClick={askCharge}>
          {t('fees.charge')}
        </Button>
      )}
    </Row>
  )
}
