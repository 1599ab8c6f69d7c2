import { useState } from 'react'
import type { Returns } from '../../../ui/api/index.ts'
import {
  Badge,
  Button,
  DataTable,
  Dialog,
  EmptyState,
  Form,
  Menu,
  Money,
  Notice,
  NumberField,
  Panel,
  required,
  Row,
  Stack,
  Text,
  TextField,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'
import { ClientField } from '../ClientField.tsx'
import type { Cart, CartLine } from './use-cart.ts'

export type Quote = Returns<'GET /till/quote'>

interface CartPanelProps {
  cart: Cart
  quote: Quote | null
  clientId: string | null
  onClient: (id: string | null) => void
}

/** What lies in the cart, for whom, and what it costs with its taxes. */
export function CartPanel({ cart, quote, clientId, onClient }: CartPanelProps) {
  const { t } = useWords('billing')
  const [off, setOff] = useState<CartLine | null>(null)
  const changed =
    quote !== null && quote.lines.length === cart.lines.length && quote.lines.some((one) => one.changed)
  const clear = (
    <Button small kind="quiet" icon="remove" onClick={cart.clear}>
      {t('till.clear')}
    </Button>
  )
  return (
    <Panel title={t('till.cart')} actions={cart.lines.length > 0 && clear}>
      <Stack>
        <ClientField
          optional
          bound={{
            name: 'clientId',
            value: clientId,
            onChange: (id) => onClient(id as string | null),
            onBlur: () => {},
          }}
        />
        {changed && (
          <Notice tone="warn">
            {t('till.priceChanged')}{' '}
            <Button small onClick={() => cart.takePrices(quote.lines)}>
              {t('till.takePrices')}
            </Button>
          </Notice>
        )}
        <DataTable
          label={t('till.cart')}
          rows={cart.lines}
          id={(line) => line.key}
          columns={[
            { key: 'name', title: t('shop.name'), render: (line) => <LineName line={line} /> },
            {
              key: 'count',
              title: t('till.count'),
              width: 84,
              render: (line) => <Count cart={cart} line={line} />,
            },
            {
              key: 'total',
              title: t('amount'),
              align: 'right',
              render: (line) => {
                const own = quote?.lines[cart.lines.indexOf(line)]
                return own ? <Money of={own.totalMinor} currency={quote!.currency} /> : '…'
              },
            },
            {
              key: 'act',
              title: t('till.acts'),
              align: 'right',
              width: 64,
              render: (line) => <LineActs cart={cart} line={line} onOff={() => setOff(line)} />,
            },
          ]}
          empty={<EmptyState icon="cash" title={t('till.empty')} text={t('till.emptyText')} />}
        />
        {quote && cart.lines.length > 0 && (
          <Row justify="between">
            <Text tone="soft">{quote.taxMinor > 0 ? t('till.withTax') : t('till.total')}</Text>
            <Text size="large" tone="strong">
              <Money of={quote.totalMinor} currency={quote.currency} />
            </Text>
          </Row>
        )}
      </Stack>
      <Dialog open={off !== null} onClose={() => setOff(null)} title={t('till.discount')} size="small">
        {off && <DiscountForm cart={cart} line={off} onDone={() => setOff(null)} />}
      </Dialog>
    </Panel>
  )
}

function LineName({ line }: { line: CartLine }) {
  const { wish } = line
  const discount = wish.what === 'product' ? wish.discount : null
  return (
    <span>
      {line.name}
      {discount && (
        <Text size="small" as="div">
          <Badge icon="tag">{`− ${(discount.basisPoints ?? 0) / 100} %`}</Badge>
        </Text>
      )}
    </span>
  )
}

function Count({ cart, line }: { cart: Cart; line: CartLine }) {
  const { t } = useWords('billing')
  if (line.wish.what !== 'product') return <>1</>
  return (
    <NumberField
      label={t('till.countOf', { name: line.name })}
      hideLabel
      min={1}
      max={1000}
      value={line.wish.quantity}
      onChange={(quantity: number | null) => quantity && cart.setQuantity(line.key, Math.round(quantity))}
    />
  )
}

function LineActs({ cart, line, onOff }: { cart: Cart; line: CartLine; onOff: () => void }) {
  const { t } = useWords('billing')
  return (
    <Menu
      label={t('till.actsOf', { name: line.name })}
      entries={[
        line.wish.what === 'product' && { label: t('till.discount'), icon: 'tag', onClick: onOff },
        { label: t('till.remove'), icon: 'remove', onClick: () => cart.remove(line.key) },
      ]}
    />
  )
}

interface Values extends Record<string, unknown> {
  percent: number | null
  reason: string
}

function DiscountForm({ cart, line, onDone }: { cart: Cart; line: CartLine; onDone: () => void }) {
  const { t } = useWords('billing')
  const form = useFields<Values>({
    initial: { percent: 10, reason: '' },
    check: { percent: required(t('amountMissing')), reason: required(t('reasonMissing')) },
  })
  const give = async ({ percent, reason }: Values) => {
    cart.setDiscount(line.key, percent ? { basisPoints: Math.round(percent * 100), reason } : null)
    onDone()
  }
  return (
    <Form form={form} onSubmit={give} onCancel={onDone} submit={t('till.discount')}>
      <NumberField label={t('till.discount')} unit="%" min={0} max={100} {...form.field('percent')} />
      <TextField label={t('till.reason')} required {...form.field('reason')} />
    </Form>
  )
}
