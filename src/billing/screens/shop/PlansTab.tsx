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
  required,
  SelectField,
  Stack,
  SwitchField,
  Text,
  TextField,
  TextLink,
  useFields,
  useWords,
  StatusPill,
  Day,
} from '../../../ui/kit/index.ts'

type Plan = Returns<'GET /membership-plans'>['items'][number]

/** The memberships that the practice offers, and who is a member. */
export function PlansTab() {
  const { t } = useWords('billing')
  const read = useApi('GET /membership-plans')
  const [editing, setEditing] = useState<Plan | 'new' | null>(null)
  const close = () => setEditing(null)
  const add = (
    <Button small icon="add" onClick={() => setEditing('new')}>
      {t('prepaid.addPlan')}
    </Button>
  )
  return (
    <Stack>
      <Panel title={t('prepaid.memberships')} flush actions={add}>
        <Await read={read}>
          {({ items }) => (
            <DataTable
              label={t('prepaid.memberships')}
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
                        {[
                          one.visits > 0 && t('prepaid.visits', { count: one.visits }),
                          one.discountBasisPoints > 0 &&
                            t('prepaid.membersPay', { percent: one.discountBasisPoints / 100 }),
                        ]
                          .filter(Boolean)
                          .join(' · ')}
                      </Text>
                    </span>
                  ),
                },
                { key: 'members', title: t('prepaid.members'), align: 'right', render: (one) => one.members },
                {
                  key: 'price',
                  title: t('shop.price'),
                  align: 'right',
                  render: (one) => (
                    <span>
                      <Money of={one.priceMinor} />
                      <Text tone="soft" size="small" as="div">
                        {t(`prepaid.every.${one.every}`)}
                      </Text>
                    </span>
                  ),
                },
              ]}
              empty={
                <EmptyState
                  icon="team"
                  title={t('prepaid.noPlans')}
                  text={t('prepaid.noPlansText')}
                  action={add}
                />
              }
            />
          )}
        </Await>
      </Panel>
      <Members />
      <Dialog
        open={editing !== null}
        onClose={close}
        title={t(editing === 'new' ? 'prepaid.addPlan' : 'prepaid.editPlan')}
      >
        {editing && <PlanForm plan={editing === 'new' ? null : editing} onDone={close} />}
      </Dialog>
    </Stack>
  )
}

function Members() {
  const { t } = useWords('billing')
  const read = useApi('GET /memberships', {}, { live: ['membership'] })
  return (
    <Panel title={t('prepaid.members')} flush>
      <Await read={read}>
        {({ items }) => (
          <DataTable
            label={t('prepaid.members')}
            rows={items}
            columns={[
              {
                key: 'client',
                title: t('client'),
                sort: (one) => one.clientName,
                render: (one) => <TextLink to={`/clients/${one.clientId}`}>{one.clientName}</TextLink>,
              },
              { key: 'name', title: t('shop.name'), render: (one) => one.name },
              {
                key: 'state',
                title: t('prepaid.stands'),
                render: (one) => <StatusPill state={one.state}>{t(`prepaid.state.${one.state}`)}</StatusPill>,
              },
              {
                key: 'next',
                title: t('prepaid.nextOn'),
                render: (one) => (one.nextOn ? <Day of={one.nextOn} /> : '–'),
                wideOnly: true,
              },
            ]}
            empty={<Text tone="soft">{t('prepaid.noMembers')}</Text>}
          />
        )}
      </Await>
    </Panel>
  )
}

interface Values extends Record<string, unknown> {
  name: string
  every: string
  priceMinor: number | null
  visits: number | null
  serviceIds: string[]
  percent: number | null
  noticeDays: number | null
  archived: boolean
}

function PlanForm({ plan, onDone }: { plan: Plan | null; onDone: () => void }) {
  const { t } = useWords('billing')
  const services = useApi('GET /services')
  const add = useAct('POST /membership-plans')
  const change = useAct('PUT /membership-plans/{id}')
  const form = useFields<Values>({
    initial: {
      name: plan?.name ?? '',
      every: plan?.every ?? 'month',
      priceMinor: plan?.priceMinor ?? null,
      visits: plan?.visits ?? 1,
      serviceIds: plan?.serviceIds ?? [],
      percent: (plan?.discountBasisPoints ?? 0) / 100,
      noticeDays: plan?.noticeDays ?? 30,
      archived: plan?.archived ?? false,
    },
    check: { name: required(t('shop.nameMissing')), priceMinor: required(t('amountMissing')) },
  })
  async function save({ percent, archived, ...values }: Values) {
    const wish = {
      ...values,
      every: values.every as 'month',
      priceMinor: values.priceMinor ?? 0,
      visits: values.visits ?? 0,
      noticeDays: values.noticeDays ?? 0,
      discountBasisPoints: Math.round((percent ?? 0) * 100),
    }
    if (plan) await change.do({ id: plan.id, ...wish, archived, rowVersion: plan.rowVersion })
    else await add.do(wish)
    notify.done(t('shop.saved'))
    onDone()
  }
  return (
    <Form form={form} onSubmit={save} onCancel={onDone}>
      <TextField label={t('shop.name')} required {...form.field('name')} />
      <Columns>
        <MoneyField label={t('shop.price')} required {...form.field('priceMinor')} />
        <SelectField
          label={t('prepaid.billed')}
          choices={(['month', 'quarter', 'year'] as const).map((one) => ({
            value: one,
            label: t(`prepaid.every.${one}`),
          }))}
          {...form.field('every')}
        />
        <NumberField label={t('prepaid.included')} min={0} max={500} {...form.field('visits')} />
        <NumberField label={t('prepaid.discount')} unit="%" min={0} max={100} {...form.field('percent')} />
        <NumberField label={t('prepaid.noticeDays')} min={0} max={366} {...form.field('noticeDays')} />
      </Columns>
      <MultiSelectField
        label={t('prepaid.services')}
        help={t('prepaid.servicesHelp')}
        choices={(services.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }))}
        {...form.field('serviceIds')}
      />
      {plan && <SwitchField label={t('shop.archived')} {...form.field('archived')} />}
    </Form>
  )
}
