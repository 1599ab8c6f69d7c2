import { useState, type ReactNode } from 'react'
import { useAct } from '../../../ui/api/index.ts'
import {
  Button,
  CheckField,
  Form,
  Money,
  MoneyField,
  Panel,
  Row,
  SegmentField,
  Text,
  TextField,
  useFields,
  useFormat,
  useWords,
} from '../../../ui/kit/index.ts'
import type { Quote } from './CartPanel.tsx'
import type { Sale } from './TillScreen.tsx'
import type { Cart } from './use-cart.ts'

interface PayProps {
  cart: Cart
  quote: Quote
  clientId: string | null
  locationId: string
  onSold: (sale: Sale) => void
}

const WAYS = ['card_terminal', 'cash', 'gift_card', 'other'] as const
type Way = (typeof WAYS)[number]
interface Tender {
  tender: Way
  amountMinor: number
  givenMinor?: number
  code?: string
}
interface Values extends Record<string, unknown> {
  way: Way
  amountMinor: number | null
  givenMinor: number | null
  code: string
  onAccount: boolean
}

/** Takes the money: pick the way, press the button; several ways one after the other. */
export function Pay({ cart, quote, clientId, locationId, onSold }: PayProps) {
  const { t } = useWords('billing')
  const format = useFormat()
  const sell = useAct('POST /till/sales')
  const [before, setBefore] = useState<Tender[]>([])
  const open = quote.totalMinor - before.reduce((sum, each) => sum + each.amountMinor, 0)
  const form = useFields<Values>({
    initial: {
      way: 'card_terminal',
      amountMinor: quote.totalMinor,
      givenMinor: null,
      code: '',
      onAccount: false,
    },
  })
  const { way, amountMinor, givenMinor, onAccount } = form.values
  const amount = onAccount ? 0 : Math.min(amountMinor ?? 0, open)
  const rest = open - amount
  const tenderOf = (values: Values): Tender => ({
    tender: values.way,
    amountMinor: amount,
    ...(values.way === 'cash' && (values.givenMinor ?? 0) > amount ? { givenMinor: values.givenMinor! } : {}),
    ...(values.way === 'gift_card' ? { code: values.code } : {}),
  })
  async function pay(values: Values) {
    const tenders = amount > 0 ? [...before, tenderOf(values)] : before
    if (rest > 0 && !values.onAccount) {
      setBefore(tenders)
      return form.set({ amountMinor: rest, givenMinor: null, code: '' })
    }
    const lines = cart.lines.map((line) => line.wish)
    onSold(await sell.do({ clientId, locationId, lines, tenders, onAccount: values.onAccount }))
  }
  const says = onAccount
    ? t('till.onAccountAct')
    : rest > 0
      ? t('till.takePart', { amount: format.money(amount, quote.currency) })
      : t('takeAmount', { amount: format.money(amount, quote.currency) })
  return (
    <Panel title={t('till.pay')}>
      {before.map((each, index) => (
        <Row key={index} justify="between">
          <Text tone="soft">{t(`tender.${each.tender}`)}</Text>
          <Money of={each.amountMinor} currency={quote.currency} />
        </Row>
      ))}
      <Form form={form} onSubmit={pay} submit={says} wide>
        <SegmentField
          label={t('tender.label')}
          choices={WAYS.map((one) => ({ value: one, label: t(`till.way.${one}`) }))}
          {...form.field('way')}
        />
        {!onAccount && (
          <MoneyField label={t('amount')} currency={quote.currency} {...form.field('amountMinor')} />
        )}
        {way === 'gift_card' && (
          <TextField label={t('till.code')} autoComplete="off" required {...form.field('code')} />
        )}
        {way === 'cash' && !onAccount && (
          <Given
            of={{ amount, given: givenMinor, currency: quote.currency }}
            field={
              <MoneyField label={t('till.given')} currency={quote.currency} {...form.field('givenMinor')} />
            }
            onGiven={(minor) => form.set({ givenMinor: minor })}
          />
        )}
        {clientId && <CheckField label={t('till.onAccount')} {...form.field('onAccount')} />}
      </Form>
    </Panel>
  )
}

/** Whatever somebody hands over is some round sum. */
const roundUp = (amount: number): number[] =>
  [...new Set([500, 1_000, 2_000, 5_000, 10_000].map((step) => Math.ceil(amount / step) * step))].slice(0, 4)

function Given({
  of,
  field,
  onGiven,
}: {
  of: { amount: number; given: number | null; currency: string }
  field: ReactNode
  onGiven: (minor: number) => void
}) {
  const { t } = useWords('billing')
  const format = useFormat()
  const change = Math.max(0, (of.given ?? of.amount) - of.amount)
  return (
    <>
      {field}
      <Row>
        {roundUp(of.amount).map((minor) => (
          <Button key={minor} small onClick={() => onGiven(minor)}>
            {format.money(minor, of.currency)}
          </Button>
        ))}
      </Row>
      <Row justify="between">
        <Text tone="soft">{t('till.change')}</Text>
        <Text size="large" tone="strong">
          <Money of={change} currency={of.currency} />
        </Text>
      </Row>
    </>
  )
}
