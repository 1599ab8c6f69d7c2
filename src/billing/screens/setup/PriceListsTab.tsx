import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  Columns,
  DataTable,
  DayField,
  Dialog,
  EmptyState,
  Form,
  MoneyField,
  notify,
  Panel,
  required,
  SelectField,
  Text,
  TextField,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'
import { useToday } from '../use-today.ts'
import { Days } from './Days.tsx'

type PriceList = Returns<'GET /billing/price-lists'>['items'][number]

/** What services cost for whom, and from when. */
export function PriceListsTab() {
  const { t } = useWords('billing')
  const lists = useApi('GET /billing/price-lists')
  const [editing, setEditing] = useState<PriceList | 'new' | null>(null)
  const close = () => setEditing(null)
  return (
    <Panel
      title={t('prices.title')}
      flush
      actions={
        <Button small icon="add" onClick={() => setEditing('new')}>
          {t('prices.add')}
        </Button>
      }
    >
      <Await read={lists}>{({ items }) => <ListTable lists={items} onOpen={setEditing} />}</Await>
      <Dialog
        open={editing !== null}
        onClose={close}
        size="large"
        title={editing === 'new' ? t('prices.add') : t('prices.edit')}
      >
        {editing && <ListForm list={editing === 'new' ? null : editing} onDone={close} />}
      </Dialog>
    </Panel>
  )
}

function ListTable({ lists, onOpen }: { lists: PriceList[]; onOpen: (list: PriceList) => void }) {
  const { t } = useWords('billing')
  const today = useToday()
  const whom = (list: PriceList) =>
    [list.payerName, list.clientTag && `#${list.clientTag}`, list.practitionerName, list.locationName]
      .filter(Boolean)
      .join(' · ') || t('prices.everybody')
  return (
    <DataTable
      label={t('prices.title')}
      rows={lists}
      onOpen={onOpen}
      rowTone={(list) => (list.validUntil !== null && list.validUntil < today ? 'soft' : undefined)}
      columns={[
        {
          key: 'name',
          title: t('prices.name'),
          sort: (list) => list.name,
          render: (list) => (
            <span>
              {list.name}
              <Text tone="soft" size="small" as="div">
                {whom(list)}
              </Text>
            </span>
          ),
        },
        { key: 'days', title: t('days.title'), render: (list) => <Days of={list} /> },
        {
          key: 'prices',
          title: t('prices.count'),
          align: 'right',
          wideOnly: true,
          render: (list) => list.prices.length,
        },
      ]}
      empty={<EmptyState icon="tag" title={t('prices.none')} text={t('prices.noneText')} />}
    />
  )
}

interface Values extends Record<string, unknown> {
  name: string
  payerId: string | null
  clientTag: string
  practitionerId: string | null
  locationId: string | null
  validFrom: string | null
  validUntil: string | null
}

function ListForm({ list, onDone }: { list: PriceList | null; onDone: () => void }) {
  const { t } = useWords('billing')
  const today = useToday()
  const add = useAct('POST /billing/price-lists')
  const change = useAct('PUT /billing/price-lists/{id}')
  const services = useApi('GET /services', {})
  const [prices, setPrices] = useState<Record<string, number | null>>(() =>
    Object.fromEntries((list?.prices ?? []).map((one) => [one.serviceId, one.priceMinor])),
  )
  const form = useFields<Values>({
    initial: {
      name: list?.name ?? '',
      payerId: list?.payerId ?? null,
      clientTag: list?.clientTag ?? '',
      practitionerId: list?.practitionerId ?? null,
      locationId: list?.locationId ?? null,
      validFrom: list?.validFrom ?? today,
      validUntil: list?.validUntil ?? null,
    },
    check: { name: required(t('prices.nameMissing')), validFrom: required(t('days.fromMissing')) },
  })
  async function send(values: Values) {
    const wish = {
      ...values,
      clientTag: values.clientTag.trim() || null,
      validFrom: values.validFrom ?? today,
      prices: Object.entries(prices).flatMap(([serviceId, priceMinor]) =>
        priceMinor === null ? [] : [{ serviceId, priceMinor }],
      ),
    }
    await (list ? change.do({ ...wish, id: list.id, rowVersion: list.rowVersion }) : add.do(wish))
    notify.done(t('settings.saved'))
    onDone()
  }
  return (
    <Form form={form} onSubmit={send} onCancel={onDone}>
      <Columns of={3}>
        <TextField label={t('prices.name')} required autoFocus {...form.field('name')} />
        <DayField label={t('days.from')} required {...form.field('validFrom')} />
        <DayField label={t('days.until')} {...form.field('validUntil')} />
      </Columns>
      <WhomFields form={form} />
      <Text tone="soft" size="small">
        {t('prices.help')}
      </Text>
      <Columns of={3}>
        {(services.data?.items ?? []).map((one) => (
          <MoneyField
            key={one.id}
            label={one.name}
            value={prices[one.id] ?? null}
            onChange={(minor: number | null) => setPrices((all) => ({ ...all, [one.id]: minor }))}
          />
        ))}
      </Columns>
    </Form>
  )
}

function WhomFields({ form }: { form: ReturnType<typeof useFields<Values>> }) {
  const { t } = useWords('billing')
  const payers = useApi('GET /bill-payers')
  const staff = useApi('GET /staff', {})
  const locations = useApi('GET /locations', {})
  const choices = (items: { id: string; name: string }[] | undefined) =>
    (items ?? []).map((one) => ({ value: one.id, label: one.name }))
  return (
    <Columns of={2}>
      <SelectField
        label={t('prices.payer')}
        clearable
        placeholder={t('prices.any')}
        choices={choices(payers.data?.items)}
        {...form.field('payerId')}
      />
      <TextField label={t('prices.tag')} placeholder={t('prices.any')} {...form.field('clientTag')} />
      <SelectField
        label={t('practitioner')}
        clearable
        placeholder={t('prices.any')}
        choices={choices(staff.data?.items)}
        {...form.field('practitionerId')}
      />
      <SelectField
        label={t('prices.location')}
        clearable
        placeholder={t('prices.any')}
        choices={choices(locations.data?.items)}
        {...form.field('locationId')}
      />
    </Columns>
  )
}
