import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Columns,
  DataTable,
  Form,
  notify,
  NumberField,
  required,
  SelectField,
  Text,
  TextField,
  useFields,
  useMe,
  useWords,
  When,
} from '../../../ui/kit/index.ts'
import type { Product } from './ProductsTab.tsx'

const KINDS = ['received', 'counted', 'lost', 'used', 'moved'] as const

/** What came, went and was counted of a product, and a form for more of it. */
export function Movements({ product, onDone }: { product: Product; onDone: () => void }) {
  const { t } = useWords('billing')
  const me = useMe()
  const act = useAct('POST /products/{id}/movements')
  const read = useApi('GET /products/{id}/movements', { id: product.id })
  const form = useFields<{ locationId: string; kind: string; quantity: number | null; reason: string }>({
    initial: { locationId: me.locations[0]?.id ?? '', kind: 'received', quantity: null, reason: '' },
    check: { quantity: required(t('shop.quantityMissing')) },
  })
  return (
    <>
      <Form
        form={form}
        onCancel={onDone}
        submit={t('shop.move')}
        onSubmit={async ({ quantity, kind, reason, locationId }) => {
          await act.do({
            id: product.id,
            locationId,
            kind: kind as 'lost',
            quantity: Math.round(quantity ?? 0),
            reason: reason.trim() || null,
          })
          notify.done(t('shop.saved'))
          form.reset()
        }}
      >
        <Columns>
          <SelectField
            label={t('shop.location')}
            choices={me.locations.map((one) => ({ value: one.id, label: one.name }))}
            {...form.field('locationId')}
          />
          <SelectField
            label={t('shop.what')}
            choices={KINDS.map((one) => ({ value: one, label: t(`shop.movement.${one}`) }))}
            {...form.field('kind')}
          />
          <NumberField
            label={t(form.values.kind === 'counted' ? 'shop.countedNow' : 'shop.quantity')}
            required
            {...form.field('quantity')}
          />
          <TextField label={t('till.reason')} {...form.field('reason')} />
        </Columns>
      </Form>
      <Await read={read}>
        {({ items }) => (
          <DataTable
            label={t('shop.movements')}
            rows={items}
            columns={[
              { key: 'at', title: t('shop.when'), render: (one) => <When at={one.at} /> },
              { key: 'kind', title: t('shop.what'), render: (one) => t(`shop.movement.${one.kind}`) },
              { key: 'place', title: t('shop.location'), render: (one) => one.locationName, wideOnly: true },
              {
                key: 'quantity',
                title: t('shop.quantity'),
                align: 'right',
                render: (one) => (one.quantity > 0 ? `+${one.quantity}` : one.quantity),
              },
              { key: 'by', title: t('shop.by'), render: (one) => one.byName, wideOnly: true },
            ]}
            empty={<Text tone="soft">{t('shop.noMovements')}</Text>}
          />
        )}
      </Await>
    </>
  )
}
