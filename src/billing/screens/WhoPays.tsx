import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../ui/api/index.ts'
import {
  Await,
  Button,
  Columns,
  confirm,
  DataTable,
  DayField,
  Dialog,
  Form,
  IconButton,
  MoneyField,
  NumberField,
  Panel,
  required,
  SegmentField,
  Text,
  TextField,
  useCan,
  useFields,
  useFormat,
  useWords,
} from '../../ui/kit/index.ts'
import { PayerField } from './SplitForm.tsx'
import { Days } from './setup/Days.tsx'
import { useToday } from './use-today.ts'

type Share = Returns<'GET /clients/{id}/bill-payers'>['items'][number]

/** Who pays what a client owes, by rule. */
export function WhoPays({ clientId }: { clientId: string }) {
  const { t } = useWords('billing')
  const can = useCan()
  const [adding, setAdding] = useState(false)
  const shares = useApi('GET /clients/{id}/bill-payers', { id: clientId })
  const add = can('invoices.manage') && (
    <Button small kind="quiet" icon="add" onClick={() => setAdding(true)}>
      {t('payers.addShare')}
    </Button>
  )
  return (
    <Panel title={t('payers.who')} flush={(shares.data?.items.length ?? 0) > 0} actions={add}>
      <Await read={shares}>
        {({ items }) =>
          items.length > 0 ? <Shares shares={items} /> : <Text tone="soft">{t('payers.selfPays')}</Text>
        }
      </Await>
      <Dialog open={adding} onClose={() => setAdding(false)} title={t('payers.addShare')}>
        <ShareForm clientId={clientId} onDone={() => setAdding(false)} />
      </Dialog>
    </Panel>
  )
}

function Shares({ shares }: { shares: Share[] }) {
  const { t } = useWords('billing')
  const can = useCan()
  const format = useFormat()
  const remove = useAct('DELETE /payer-shares/{id}')
  const end = ({ id, payerName }: Share) =>
    confirm({
      title: t('payers.removeTitle', { name: payerName }),
      text: t('payers.removeText'),
      act: t('payers.remove'),
      onConfirm: () => remove.do({ id }),
    })
  return (
    <DataTable
      label={t('payers.who')}
      rows={shares}
      columns={[
        {
          key: 'name',
          title: t('payers.name'),
          render: (one) => (
            <span>
              {one.payerName}
              <Text tone="soft" size="small" as="div">
                <Days of={one} />
                {one.reference && ` · ${one.reference}`}
              </Text>
            </span>
          ),
        },
        {
          key: 'share',
          title: t('payers.share'),
          align: 'right',
          render: (one) =>
            one.amountMinor === null
              ? `${format.number((one.shareBasisPoints ?? 0) / 100)} %`
              : t('payers.amountOfEach', { amount: format.money(one.amountMinor) }),
        },
        {
          key: 'act',
          title: '',
          align: 'right',
          width: 56,
          render: (one) =>
            can('invoices.manage') && (
              <IconButton
                icon="remove"
                label={t('payers.removeTitle', { name: one.payerName })}
                onClick={() => end(one)}
              />
            ),
        },
      ]}
    />
  )
}

interface Values extends Record<string, unknown> {
  payerId: string | null
  as: string
  percent: number | null
  minor: number | null
  validFrom: string | null
  validUntil: string | null
  reference: string
}

function ShareForm({ clientId, onDone }: { clientId: string; onDone: () => void }) {
  const { t } = useWords('billing')
  const today = useToday()
  const add = useAct('POST /clients/{id}/bill-payers')
  const form = useFields<Values>({
    initial: {
      payerId: null,
      as: 'percent',
      percent: 100,
      minor: null,
      validFrom: today,
      validUntil: null,
      reference: '',
    },
    check: { payerId: required(t('payers.pickMissing')), validFrom: required(t('days.fromMissing')) },
  })
  const isPercent = form.values.as === 'percent'
  async function send(values: Values) {
    await add.do({
      id: clientId,
      payerId: values.payerId ?? '',
      shareBasisPoints: isPercent ? Math.round((values.percent ?? 0) * 100) : null,
      amountMinor: isPercent ? null : values.minor,
      validFrom: values.validFrom ?? today,
      validUntil: values.validUntil,
      reference: values.reference.trim() || null,
    })
    onDone()
  }
  return (
    <Form form={form} onSubmit={send} onCancel={onDone}>
      <PayerField
        withSelf={false}
        value={form.values.payerId}
        onChange={(payerId) => form.set({ payerId })}
      />
      <SegmentField
        label={t('payers.share')}
        choices={[
          { value: 'percent', label: t('payers.inPercent') },
          { value: 'amount', label: t('payers.asAmount') },
        ]}
        {...form.field('as')}
      />
      <Columns of={2}>
        {isPercent ? (
          <NumberField
            label={t('payers.share')}
            help={t('payers.selfRest')}
            min={0.01}
            max={100}
            unit="%"
            required
            {...form.field('percent')}
          />
        ) : (
          <MoneyField label={t('amount')} help={t('payers.selfRest')} required {...form.field('minor')} />
        )}
        <TextField label={t('payers.reference')} {...form.field('reference')} />
        <DayField label={t('days.from')} required {...form.field('validFrom')} />
        <DayField label={t('days.until')} help={t('days.untilHelp')} {...form.field('validUntil')} />
      </Columns>
    </Form>
  )
}
