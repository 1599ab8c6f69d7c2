import { useState } from 'react'
import { useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  DataTable,
  Dialog,
  EmptyState,
  Form,
  Money,
  MoneyField,
  notify,
  NumberField,
  Panel,
  required,
  Row,
  Text,
  TextField,
  useCan,
  useFields,
  useFormat,
  useWords,
} from '../../../ui/kit/index.ts'
import type { Cart, Product } from './use-cart.ts'

/** What there is to sell: typed or scanned into one field, or picked from the list. */
export function Shelf({ cart, locationId, onAdd }: { cart: Cart; locationId: string; onAdd: () => void }) {
  const { t } = useWords('billing')
  const can = useCan()
  const format = useFormat()
  const [typed, setTyped] = useState('')
  const [giving, setGiving] = useState(false)
  const products = useApi('GET /products', {}, { live: ['product'] })
  const packages = useApi('GET /package-types')
  const live = (products.data?.items ?? []).filter((one) => !one.archived)
  const fold = (text: string) => text.trim().toLocaleLowerCase()
  const found = live.filter((one) =>
    fold(typed)
      .split(/\s+/)
      .every((word) => fold(`${one.name} ${one.sku} ${one.barcode ?? ''}`).includes(word)),
  )
  // A scanner types the code and presses Enter.
  const enter = () => {
    const exact = live.find((one) => one.barcode === typed.trim() || fold(one.sku) === fold(typed))
    const only = exact ?? (found.length === 1 ? found[0] : undefined)
    if (!typed.trim()) return
    if (!only) return notify.problem(new Error(t('till.notFound', { typed: typed.trim() })))
    add(only)
    setTyped('')
  }
  const add = (product: Product) => {
    onAdd()
    cart.addProduct(product)
  }
  return (
    <>
      <Panel
        title={t('till.products')}
        flush
        actions={
          <form
            onSubmit={(event) => {
              event.preventDefault()
              enter()
            }}
          >
            <TextField
              label={t('till.search')}
              hideLabel
              placeholder={t('till.search')}
              icon="search"
              autoFocus
              value={typed}
              onChange={setTyped}
            />
          </form>
        }
      >
        <Await read={products}>
          {() => (
            <DataTable
              label={t('till.products')}
              rows={found}
              onOpen={add}
              columns={[
                {
                  key: 'name',
                  title: t('shop.name'),
                  sort: (one) => one.name,
                  render: (one) => <Named product={one} />,
                },
                {
                  key: 'stock',
                  title: t('shop.stock'),
                  align: 'right',
                  render: (one) => <Stock product={one} locationId={locationId} />,
                },
                {
                  key: 'price',
                  title: t('shop.price'),
                  align: 'right',
                  render: (one) => <Money of={one.priceMinor} />,
                },
              ]}
              empty={
                <EmptyState
                  icon="tag"
                  title={typed ? t('till.notFound', { typed }) : t('shop.noProducts')}
                  text={t('shop.noProductsText')}
                  action={
                    can('billing.set_up') ? (
                      <Button to="/billing/shop" icon="add">
                        {t('shop.addProduct')}
                      </Button>
                    ) : undefined
                  }
                />
              }
            />
          )}
        </Await>
      </Panel>
      <Panel title={t('till.prepaid')}>
        <Row>
          {(packages.data?.items ?? [])
            .filter((one) => !one.archived)
            .map((type) => (
              <Button
                key={type.id}
                icon="tag"
                onClick={() => {
                  onAdd()
                  cart.addPackage(type)
                }}
              >
                {`${type.name} · ${format.money(type.priceMinor)}`}
              </Button>
            ))}
          <Button icon="star" onClick={() => setGiving(true)}>
            {t('till.giftCard')}
          </Button>
        </Row>
      </Panel>
      <Dialog open={giving} onClose={() => setGiving(false)} title={t('till.giftCard')} size="small">
        <GiftCardForm
          cart={cart}
          onDone={() => {
            onAdd()
            setGiving(false)
          }}
        />
      </Dialog>
    </>
  )
}

function Named({ product }: { product: Product }) {
  return (
    <span>
      {product.name}
      <Text tone="soft" size="small" as="div">
        {[product.sku, product.barcode].filter(Boolean).join(' · ')}
      </Text>
    </span>
  )
}

/** How many are here; few of them are marked with a word, too. */
export function Stock({ product, locationId }: { product: Product; locationId: string }) {
  const { t } = useWords('billing')
  if (!product.keepsStock)
    return (
      <Text tone="soft" size="small">
        –
      </Text>
    )
  const here = product.stock.find((one) => one.locationId === locationId)
  const onHand = here?.onHand ?? 0
  if (onHand > product.lowAt) return <>{onHand}</>
  return (
    <Badge tone={onHand > 0 ? 'warn' : 'bad'} icon="alert">
      {t(onHand > 0 ? 'shop.low' : 'shop.out', { count: onHand })}
    </Badge>
  )
}

interface GiftValues extends Record<string, unknown> {
  amountMinor: number | null
  recipient: string
  validMonths: number | null
}

function GiftCardForm({ cart, onDone }: { cart: Cart; onDone: () => void }) {
  const { t } = useWords('billing')
  const form = useFields<GiftValues>({
    initial: { amountMinor: 5_000, recipient: '', validMonths: null },
    check: { amountMinor: required(t('amountMissing')) },
  })
  const add = async (values: GiftValues) => {
    const wish = {
      amountMinor: values.amountMinor ?? 0,
      recipient: values.recipient.trim() || null,
      validMonths: values.validMonths,
    }
    cart.addGiftCard(wish, [t('till.giftCard'), wish.recipient].filter(Boolean).join(' · '))
    onDone()
  }
  return (
    <Form form={form} onSubmit={add} onCancel={onDone} submit={t('till.add')}>
      <MoneyField label={t('amount')} required {...form.field('amountMinor')} />
      <TextField label={t('till.recipient')} {...form.field('recipient')} />
      <NumberField
        label={t('prepaid.validMonths')}
        help={t('prepaid.validMonthsHelp')}
        min={1}
        max={120}
        {...form.field('validMonths')}
      />
    </Form>
  )
}
