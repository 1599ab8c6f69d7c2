import { useState } from 'react'
import { useAct, useApi } from '../../ui/api/index.ts'
import {
  Button,
  CheckField,
  DayField,
  Dialog,
  Form,
  MoneyField,
  notify,
  Notice,
  RadioField,
  required,
  TextField,
  useChosenLocation,
  useFields,
  useFormat,
  useWords,
} from '../../ui/kit/index.ts'
import { cardName } from './cards/ClientCards.tsx'
import { DESK_TENDERS, type DeskTender } from './tenders.ts'
import { useToday } from './use-today.ts'

interface TakePaymentProps {
  /** For one invoice, or for whatever the client owes (the oldest first). */
  of: { invoiceId: string; /** Whose kept cards can be charged. */ cardsOf?: string } | { clientId: string }
  openMinor: number
  currency: string
  onDone: () => void
}

/** A kept card among the ways to pay. */
const CARD = 'card:'

interface Wish extends Record<string, unknown> {
  tender: string
  amountMinor: number | null
  receivedOn: string | null
  reference: string
  allowCredit: boolean
}

/** The dialog at the desk: the amount is there, pick how it is paid, done. */
export function TakePaymentDialog({ open, ...rest }: TakePaymentProps & { open: boolean }) {
  const { t } = useWords('billing')
  return (
    <Dialog open={open} onClose={rest.onDone} title={t('takePayment')} size="small">
      <TakePayment {...rest} />
    </Dialog>
  )
}

function TakePayment({ of, openMinor, currency, onDone }: TakePaymentProps) {
  const { t } = useWords('billing')
  const format = useFormat()
  const [locationId] = useChosenLocation()
  const [more, setMore] = useState(false)
  const cardsOf = 'invoiceId' in of ? of.cardsOf : undefined
  const cards = useApi('GET /clients/{id}/payment-cards', { id: cardsOf ?? '' }, { when: Boolean(cardsOf) })
  const chargeCard = useAct('POST /invoices/{id}/card-charges')
  const payInvoice = useAct('POST /invoices/{id}/payments')
  const payClient = useAct('POST /clients/{id}/payments')
  const today = useToday()
  const form = useFields<Wish>({
    initial: {
      tender: DESK_TENDERS[0],
      amountMinor: openMinor || null,
      receivedOn: today,
      reference: '',
      allowCredit: false,
    },
    check: { amountMinor: required(t('amountMissing')) },
  })
  const amount = form.values.amountMinor ?? 0
  const isOver = amount > openMinor

  async function take(values: Wish) {
    if (values.tender.startsWith(CARD) && 'invoiceId' in of) {
      const cardId = values.tender.slice(CARD.length)
      await chargeCard.do({ id: of.invoiceId, cardId, amountMinor: values.amountMinor ?? 0 })
      notify.done(t('cardCharge.begun'))
      return onDone()
    }
    const wish = {
      tender: values.tender as DeskTender,
      amountMinor: values.amountMinor ?? 0,
      currency,
      locationId,
      reference: values.reference.trim() || null,
      ...(values.receivedOn && values.receivedOn !== today ? { receivedOn: values.receivedOn } : {}),
    }
    // What the screen showed is sent along: whoever paid meanwhile in another window is noticed.
    const payment =
      'invoiceId' in of
        ? await payInvoice.do({ id: of.invoiceId, ...wish, allowCredit: values.allowCredit })
        : await payClient.do({ id: of.clientId, ...wish, openMinor })
    notify.done(t('paymentTaken', { amount: format.money(payment.amountMinor, payment.currency) }))
    onDone()
  }

  return (
    <Form
      form={form}
      onSubmit={take}
      onCancel={onDone}
      submit={t('takeAmount', { amount: format.money(amount, currency) })}
      extra={<MoreButton open={more} onToggle={() => setMore(!more)} />}
    >
      <MoneyField
        label={t('amount')}
        currency={currency}
        required
        help={t('isOpen', { amount: format.money(openMinor, currency) })}
        {...form.field('amountMinor')}
      />
      {isOver && 'invoiceId' in of && (
        <CheckField
          label={t('keepAsCredit', { amount: format.money(amount - openMinor, currency) })}
          {...form.field('allowCredit')}
        />
      )}
      {isOver && 'clientId' in of && (
        <Notice tone="info">
          {t('becomesCredit', { amount: format.money(amount - openMinor, currency) })}
        </Notice>
      )}
      <RadioField
        label={t('tender.label')}
        choices={[
          ...(cards.data?.items ?? []).map((card) => ({ value: `${CARD}${card.id}`, label: cardName(card) })),
          ...DESK_TENDERS.map((tender) => ({ value: tender as string, label: t(`tender.${tender}`) })),
        ]}
        {...form.field('tender')}
      />
      {more && <TextField label={t('reference')} help={t('referenceHelp')} {...form.field('reference')} />}
      {more && <DayField label={t('receivedOn')} max={today} {...form.field('receivedOn')} />}
    </Form>
  )
}

function MoreButton({ open, onToggle }: { open: boolean; onToggle: () => void }) {
  const { t } = useWords('billing')
  return open ? null : (
    <Button kind="quiet" small icon="down" onClick={onToggle}>
      {t('moreFields')}
    </Button>
  )
}
