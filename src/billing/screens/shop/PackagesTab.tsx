import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  Columns,
  DataTable,
  Dialog,
  EmptyState,
  Form,
  Money,
  MoneyField,
  MultiSelectField,
  notify,
  NumberField,
  Panel,
  RadioField,
  required,
  SegmentField,
  SwitchField,
  Text,
  TextField,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'

type Type = Returns<'GET /package-types'>['items'][number]

/** The packages that the practice sells. */
export function PackagesTab() {
  const { t } = useWords('billing')
  const read = useApi('GET /package-types')
  const services = useApi('GET /services')
  const [editing, setEditing] = useState<Type | 'new' | null>(null)
  const close = () => setEditing(null)
  const add = (
    <Button small icon="add" onClick={() => setEditing('new')}>
      {t('prepaid.addPackage')}
    </Button>
  )
  const names = (ids: string[]) =>
    ids.length === 0
      ? t('prepaid.allServices')
      : ids.map((id) => services.data?.items.find((one) => one.id === id)?.name ?? '…').join(', ')
  return (
    <Panel title={t('prepaid.packages')} flush actions={add}>
      <Await read={read}>
        {({ items }) => (
          <DataTable
            label={t('prepaid.packages')}
            rows={items}
            onOpen={setEditing}
            rowTone={(one) => (one.archived ? 'soft' : undefined)}
            columns={[
              {
                key: 'name',
                title: t('shop.name'),
                render: (one) => (
                  <span>
                    {one.name}
                    <Text tone="soft" size="small" as="div">
                      {names(one.serviceIds)}
                    </Text>
                  </span>
                ),
              },
              {
                key: 'units',
                title: t('prepaid.holds'),
                render: (one) =>
                  one.unit === 'visit' ? t('prepaid.visits', { count: one.units }) : <Money of={one.units} />,
              },
              {
                key: 'valid',
                title: t('prepaid.valid'),
                render: (one) =>
                  one.validMonths ? t('prepaid.months', { count: one.validMonths }) : t('prepaid.always'),
                wideOnly: true,
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
                icon="list"
                title={t('prepaid.noPackages')}
                text={t('prepaid.noPackagesText')}
                action={add}
              />
            }
          />
        )}
      </Await>
      <Dialog
        open={editing !== null}
        onClose={close}
        title={t(editing === 'new' ? 'prepaid.addPackage' : 'prepaid.editPackage')}
      >
        {editing && <PackageForm type={editing === 'new' ? null : editing} onDone={close} />}
      </Dialog>
    </Panel>
  )
}

interface Values extends Record<string, unknown> {
  name: string
  serviceIds: string[]
  unit: string
  visits: number | null
  amountMinor: number | null
  priceMinor: number | null
  validMonths: number | null
  forFamily: boolean
  onExpiry: string
  archived: boolean
}

function PackageForm({ type, onDone }: { type: Type | null; onDone: () => void }) {
  const { t } = useWords('billing')
  const services = useApi('GET /services')
  const add = useAct('POST /package-types')
  const change = useAct('PUT /package-types/{id}')
  const form = useFields<Values>({
    initial: {
      name: type?.name ?? '',
      serviceIds: type?.serviceIds ?? [],
      unit: type?.unit ?? 'visit',
      visits: type?.unit === 'amount' ? null : (type?.units ?? 10),
      amountMinor: type?.unit === 'amount' ? type.units : null,
      priceMinor: type?.priceMinor ?? null,
      validMonths: type ? type.validMonths : 12,
      forFamily: type?.forFamily ?? false,
      onExpiry: type?.onExpiry ?? 'keep',
      archived: type?.archived ?? false,
    },
    check: { name: required(t('shop.nameMissing')), priceMinor: required(t('amountMissing')) },
  })
  const { unit, validMonths } = form.values
  async function save({ visits, amountMinor, archived, ...values }: Values) {
    const wish = {
      ...values,
      unit: values.unit as 'visit',
      onExpiry: values.onExpiry as 'keep',
      units: (values.unit === 'visit' ? visits : amountMinor) ?? 0,
      priceMinor: values.priceMinor ?? 0,
    }
    if (type) await change.do({ id: type.id, ...wish, archived, rowVersion: type.rowVersion })
    else await add.do(wish)
    notify.done(t('shop.saved'))
    onDone()
  }
  return (
    <Form form={form} onSubmit={save} onCancel={onDone}>
      <TextField label={t('shop.name')} required {...form.field('name')} />
      <MultiSelectField
        label={t('prepaid.services')}
        help={t('prepaid.servicesHelp')}
        choices={(services.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }))}
        {...form.field('serviceIds')}
      />
      <SegmentField
        label={t('prepaid.holds')}
        choices={[
          { value: 'visit', label: t('prepaid.unit.visit') },
          { value: 'amount', label: t('prepaid.unit.amount') },
        ]}
        {...form.field('unit')}
      />
      <Columns>
        {unit === 'visit' ? (
          <NumberField label={t('prepaid.unit.visit')} required min={1} max={500} {...form.field('visits')} />
        ) : (
          <MoneyField label={t('prepaid.worth')} required {...form.field('amountMinor')} />
        )}
        <MoneyField label={t('shop.price')} required {...form.field('priceMinor')} />
        <NumberField
          label={t('prepaid.validMonths')}
          help={t('prepaid.validMonthsHelp')}
          min={1}
          max={120}
          {...form.field('validMonths')}
        />
      </Columns>
      {validMonths !== null && (
        <RadioField
          label={t('prepaid.onExpiry')}
          choices={[
            { value: 'keep', label: t('prepaid.keep') },
            { value: 'earn', label: t('prepaid.earn'), help: t('prepaid.earnHelp') },
          ]}
          {...form.field('onExpiry')}
        />
      )}
      <SwitchField
        label={t('prepaid.forFamily')}
        help={t('prepaid.forFamilyHelp')}
        {...form.field('forFamily')}
      />
      {type && <SwitchField label={t('shop.archived')} {...form.field('archived')} />}
    </Form>
  )
}
