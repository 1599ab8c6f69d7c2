import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Badge,
  Button,
  confirm,
  Dialog,
  Form,
  Menu,
  Money,
  MoneyField,
  notify,
  required,
  Row,
  SelectField,
  Stack,
  Text,
  useCan,
  useFields,
  useWords,
  When,
} from '../../../ui/kit/index.ts'
import { DESK_TENDERS, type DeskTender } from '../tenders.ts'

type Deposit = Returns<'GET /deposits'>['items'][number]

const TONES = {
  asked: 'warn',
  held: 'good',
  applied: 'good',
  refunded: 'calm',
  kept: 'info',
  lapsed: 'bad',
  waived: 'calm',
} as const

/** The deposit of a visit: asked for, held, what became of it. */
export function VisitDeposit({ appointmentId, mayAsk }: { appointmentId: string; mayAsk: boolean }) {
  const { t } = useWords('billing')
  const can = useCan()
  const [asking, setAsking] = useState(false)
  const { data } = useApi('GET /deposits', { appointmentId }, { live: ['deposit', 'payment'] })
  if (!data) return null
  const [deposit] = data.items
  const isOver = !deposit || !['asked', 'held'].includes(deposit.state)
  return (
    <>
      {deposit && <DepositRow deposit={deposit} />}
      {isOver && mayAsk && can('payments.take') && (
        <Row>
          <Button small kind="quiet" icon="cash" onClick={() => setAsking(true)}>
            {t('deposits.ask')}
          </Button>
        </Row>
      )}
      <Dialog open={asking} onClose={() => setAsking(false)} title={t('deposits.ask')}>
        <Ask appointmentId={appointmentId} onDone={() => setAsking(false)} />
      </Dialog>
    </>
  )
}

function DepositRow({ deposit }: { deposit: Deposit }) {
  const { t } = useWords('billing')
  return (
    <Row justify="between">
      <Stack gap="tight">
        <Row>
          <Text>{t('deposits.one')}</Text>
          <Badge tone={TONES[deposit.state]}>{t(`deposits.state.${deposit.state}`)}</Badge>
        </Row>
        {deposit.state === 'asked' && deposit.dueAt && (
          <Text tone="soft" size="small">
            {t('deposits.until')} <When at={deposit.dueAt} zone={deposit.zone} />
          </Text>
        )}
        {deposit.reason && (
          <Text tone="soft" size="small">
            {deposit.reason}
          </Text>
        )}
      </Stack>
      <Row>
        <Money of={deposit.amountMinor} currency={deposit.currency} />
        <DepositActs deposit={deposit} />
      </Row>
    </Row>
  )
}

function DepositActs({ deposit }: { deposit: Deposit }) {
  const { t } = useWords('billing')
  const [taking, setTaking] = useState(false)
  const { id, can } = deposit
  const link = useAct('POST /deposits/{id}/link', { refresh: [] })
  const waive = useAct('POST /deposits/{id}/waiver')
  const refund = useAct('POST /deposits/{id}/refund')
  const keep = useAct('POST /deposits/{id}/keeping')
  const copy = async () => {
    try {
      const { url } = await link.do({ id })
      await navigator.clipboard.writeText(url)
      notify.done(t('deposits.copied'))
    } catch (error) {
      notify.problem(error)
    }
  }
  const ask = (
    what: 'waive' | 'refund' | 'keep',
    act: { do: (wish: { id: string; reason: string }) => Promise<unknown> },
  ) =>
    confirm({
      title: t(`deposits.${what}Title`),
      act: t(what === 'keep' ? 'deposits.keepIt' : `deposits.${what}`),
      reason: 'required',
      onConfirm: (reason) => act.do({ id, reason }),
    })
  if (!can.take && !can.waive && !can.refund && !can.keep) return null
  return (
    <>
      <Menu
        label={t('deposits.acts')}
        entries={[
          can.take && { label: t('deposits.take'), icon: 'cash', onClick: () => setTaking(true) },
          can.take && { label: t('deposits.copy'), icon: 'link', onClick: () => void copy() },
          can.waive && { label: t('deposits.waive'), icon: 'remove', onClick: () => ask('waive', waive) },
          can.refund && { label: t('deposits.refund'), icon: 'undo', onClick: () => ask('refund', refund) },
          can.keep && { label: t('deposits.keepIt'), icon: 'check', onClick: () => ask('keep', keep) },
        ]}
      />
      <Dialog open={taking} onClose={() => setTaking(false)} title={t('deposits.take')}>
        <Take deposit={deposit} onDone={() => setTaking(false)} />
      </Dialog>
    </>
  )
}

function Ask({ appointmentId, onDone }: { appointmentId: string; onDone: () => void }) {
  const { t } = useWords('billing')
  const act = useAct('POST /appointments/{id}/deposit')
  const form = useFields({
    initial: { amountMinor: null as number | null },
    check: { amountMinor: required(t('amountMissing')) },
  })
  return (
    <Form
      form={form}
      submit={t('deposits.ask')}
      onCancel={onDone}
      onSubmit={async ({ amountMinor }) => {
        await act.do({ id: appointmentId, amountMinor: amountMinor ?? 0 })
        notify.done(t('deposits.asked'))
        onDone()
      }}
    >
      <Text tone="soft">{t('deposits.askText')}</Text>
      <MoneyField label={t('amount')} required autoFocus {...form.field('amountMinor')} />
    </Form>
  )
}

function Take({ deposit, onDone }: { deposit: Deposit; onDone: () => void }) {
  const { t } = useWords('billing')
  const act = useAct('POST /deposits/{id}/payment')
  const form = useFields({ initial: { tender: 'card_terminal' as string } })
  return (
    <Form
      form={form}
      submit={t('deposits.take')}
      onCancel={onDone}
      onSubmit={async ({ tender }) => {
        await act.do({ id: deposit.id, tender: tender as DeskTender })
        notify.done(t('deposits.taken'))
        onDone()
      }}
    >
      <Money of={deposit.amountMinor} currency={deposit.currency} />
      <SelectField
        label={t('tender.label')}
        choices={DESK_TENDERS.map((one) => ({ value: one, label: t(`tender.${one}`) }))}
        {...form.field('tender')}
      />
    </Form>
  )
}
