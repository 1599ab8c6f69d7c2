import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  Columns,
  DataTable,
  Dialog,
  EmptyState,
  Form,
  IconButton,
  Money,
  MoneyField,
  notify,
  NumberField,
  Panel,
  required,
  Row,
  SwitchField,
  Text,
  TextField,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'
import { Movements } from './Movements.tsx'

export type Product = Returns<'GET /products'>['items'][number]

/** Products with what lies where. */
export function ProductsTab() {
  const { t } = useWords('billing')
  const read = useApi('GET /products', {}, { live: ['product'] })
  const [editing, setEditing] = useState<Product | 'new' | null>(null)
  const [moving, setMoving] = useState<Product | null>(null)
  const close = () => setEditing(null)
  const add = (
    <Button small icon="add" onClick={() => setEditing('new')}>
      {t('shop.addProduct')}
    </Button>
  )
  return (
    <Panel title={t('till.products')} flush actions={add}>
      <Await read={read}>
        {({ items }) => (
          <DataTable
            label={t('till.products')}
            rows={items}
            onOpen={setEditing}
            rowTone={(one) => (one.archived ? 'soft' : undefined)}
            columns={[
              {
                key: 'name',
                title: t('shop.name'),
                sort: (one) => one.name,
                render: (one) => (
                  <span>
                    {one.name}
                    <Text tone="soft" size="small" as="div">
                      {[one.sku, one.barcode].filter(Boolean).join(' · ')}
                    </Text>
                  </span>
                ),
              },
              {
                key: 'price',
                title: t('shop.price'),
                align: 'right',
                sort: (one) => one.priceMinor,
                render: (one) => <Money of={one.priceMinor} />,
              },
              { key: 'stock', title: t('shop.stock'), render: (one) => <Places product={one} /> },
              {
                key: 'act',
                title: t('till.acts'),
                align: 'right',
                width: 76,
                render: (one) =>
                  one.keepsStock && (
                    <span onClick={(event) => event.stopPropagation()}>
                      <IconButton
                        icon="history"
                        label={t('shop.moveOf', { name: one.name })}
                        onClick={() => setMoving(one)}
                      />
                    </span>
                  ),
              },
            ]}
            empty={
              <EmptyState
                icon="tag"
                title={t('shop.noProducts')}
                text={t('shop.noProductsText')}
                action={add}
              />
            }
          />
        )}
      </Await>
      <Dialog
        open={editing !== null}
        onClose={close}
        title={t(editing === 'new' ? 'shop.addProduct' : 'shop.editProduct')}
      >
        {editing && <ProductForm product={editing === 'new' ? null : editing} onDone={close} />}
      </Dialog>
      <Dialog
        open={moving !== null}
        onClose={() => setMoving(null)}
        title={moving ? t('shop.moveOf', { name: moving.name }) : ''}
      >
        {moving && <Movements product={moving} onDone={() => setMoving(null)} />}
      </Dialog>
    </Panel>
  )
}

function Places({ product }: { product: Product }) {
  const { t } = useWords('billing')
  if (!product.keepsStock)
    return (
      <Text tone="soft" size="small">
        {t('shop.noStock')}
      </Text>
    )
  if (product.stock.length === 0)
    return (
      <Badge tone="bad" icon="alert">
        {t('shop.out', { count: 0 })}
      </Badge>
    )
  return (
    <Row>
      {product.stock.map((one) => (
        <Badge
          key={one.locationId}
          tone={one.isLow ? 'warn' : 'calm'}
          {...(one.isLow ? { icon: 'alert' as const } : {})}
        >
          {one.locationName}: {one.onHand}
        </Badge>
      ))}
    </Row>
  )
}

interface Values extends Record<string, unknown> {
  name: string
  sku: string
  barcode: string
  priceMinor: number | null
  percent: number | null
  keepsStock: boolean
  mayGoNegative: boolean
  lowAt: number | null
  archived: boolean
}

function ProductForm({ product, onDone }: { product: Product | null; onDone: () => void }) {
  const { t } = useWords('billing')
  const add = useAct('POST /products')
  const change = useAct('PUT /products/{id}')
  const form = useFields<Values>({
    initial: {
      name: product?.name ?? '',
      sku: product?.sku ?? '',
      barcode: product?.barcode ?? '',
      priceMinor: product?.priceMinor ?? null,
      percent: (product?.taxBasisPoints ?? 0) / 100,
      keepsStock: product?.keepsStock ?? true,
      mayGoNegative: product?.mayGoNegative ?? false,
      lowAt: product?.lowAt ?? 2,
      archived: product?.archived ?? false,
    },
    check: {
      name: required(t('shop.nameMissing')),
      sku: required(t('shop.skuMissing')),
      priceMinor: required(t('amountMissing')),
    },
  })
  async function save({ percent, archived, ...values }: Values) {
    const wish = {
      ...values,
      barcode: values.barcode.trim() || null,
      priceMinor: values.priceMinor ?? 0,
      lowAt: values.lowAt ?? 0,
      taxBasisPoints: Math.round((percent ?? 0) * 100),
    }
    if (product) await change.do({ id: product.id, ...wish, archived, rowVersion: product.rowVersion })
    else await add.do(wish)
    notify.done(t('shop.saved'))
    onDone()
  }
  return (
    <Form form={form} onSubmit={save} onCancel={onDone}>
      <TextField label={t('shop.name')} required {...form.field('name')} />
      <Columns>
        <TextField label={t('shop.sku')} required {...form.field('sku')} />
        <TextField label={t('shop.barcode')} help={t('shop.barcodeHelp')} {...form.field('barcode')} />
        <MoneyField label={t('shop.price')} required {...form.field('priceMinor')} />
        <NumberField
          label={t('shop.tax')}
          help={t('shop.taxHelp')}
          unit="%"
          min={0}
          max={100}
          {...form.field('percent')}
        />
      </Columns>
      <SwitchField label={t('shop.keepsStock')} {...form.field('keepsStock')} />
      {form.values.keepsStock && <NumberField label={t('shop.lowAt')} min={0} {...form.field('lowAt')} />}
      {form.values.keepsStock && (
        <SwitchField label={t('shop.mayGoNegative')} {...form.field('mayGoNegative')} />
      )}
      {product && <SwitchField label={t('shop.archived')} {...form.field('archived')} />}
    </Form>
  )
}
