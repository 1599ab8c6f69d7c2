import { useState } from 'react'
import { ProblemError, useAct } from '../../../ui/api/index.ts'
import {
  Columns,
  Form,
  Money,
  MoneyField,
  Notice,
  notify,
  NumberField,
  RadioField,
  required,
  Row,
  Text,
  TextField,
  useFields,
  useFormat,
  useWords,
} from '../../../ui/kit/index.ts'
import type { Drawer } from './Drawers.tsx'

interface FormProps {
  drawer: Drawer
  onDone: () => void
}

/** What lies in the drawer in the morning; what differs from the evening before is told where it came from. */
export function OpenForm({ drawer, onDone }: FormProps) {
  const { t } = useWords('billing')
  const act = useAct('POST /cash-drawers/{id}/opening')
  const form = useFields<{ floatMinor: number | null; from: string; reason: string }>({
    initial: { floatMinor: drawer.holdsMinor, from: 'bank', reason: '' },
    check: { floatMinor: required(t('amountMissing')) },
  })
  const { floatMinor, from } = form.values
  const differs = floatMinor !== null && floatMinor !== drawer.holdsMinor
  return (
    <Form
      form={form}
      onCancel={onDone}
      submit={t('dayClose.openDrawer')}
      onSubmit={async (values) => {
        await act.do({
          id: drawer.id,
          floatMinor: values.floatMinor ?? 0,
          from: differs ? (values.from as 'bank') : null,
          reason: values.reason.trim() || null,
        })
        onDone()
      }}
    >
      <MoneyField
        label={t('dayClose.float')}
        currency={drawer.currency}
        required
        {...form.field('floatMinor')}
      />
      {differs && (
        <RadioField
          label={t('dayClose.floatDiffers')}
          choices={[
            { value: 'bank', label: t('dayClose.fromBank') },
            { value: 'difference', label: t('dayClose.unknown') },
          ]}
          {...form.field('from')}
        />
      )}
      {differs && from === 'difference' && (
        <TextField label={t('till.reason')} required {...form.field('reason')} />
      )}
    </Form>
  )
}

/** Cash carried to the bank or brought from there. */
export function CarryForm({ drawer, onDone }: FormProps) {
  const { t } = useWords('billing')
  const act = useAct('POST /cash-drawers/{id}/movements')
  const form = useFields<{ kind: string; amountMinor: number | null }>({
    initial: { kind: 'to_bank', amountMinor: null },
    check: { amountMinor: required(t('amountMissing')) },
  })
  return (
    <Form
      form={form}
      onCancel={onDone}
      submit={t('dayClose.carry')}
      onSubmit={async ({ kind, amountMinor }) => {
        await act.do({ id: drawer.id, kind: kind as 'to_bank', amountMinor: amountMinor ?? 0 })
        onDone()
      }}
    >
      <RadioField
        label={t('dayClose.where')}
        choices={[
          { value: 'to_bank', label: t('dayClose.toBank') },
          { value: 'from_bank', label: t('dayClose.fromBank') },
        ]}
        {...form.field('kind')}
      />
      <MoneyField label={t('amount')} currency={drawer.currency} required {...form.field('amountMinor')} />
    </Form>
  )
}

/** Notes and coins of the currencies we know; elsewhere the sum is typed. */
const COINS: Record<string, number[]> = {
  USD: [10_000, 5_000, 2_000, 1_000, 500, 100, 25, 10, 5, 1],
  EUR: [20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1],
  GBP: [5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1],
  CHF: [20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5],
  CAD: [10_000, 5_000, 2_000, 1_000, 500, 200, 100, 25, 10, 5],
}

/** Counts by notes and coins; a difference is said before it is posted. */
export function CountForm({ drawer, onDone }: FormProps) {
  const { t } = useWords('billing')
  const format = useFormat()
  const act = useAct('POST /cash-drawers/{id}/count')
  const coins = COINS[drawer.currency] ?? []
  const [counted, setCounted] = useState<Record<string, number>>({})
  const form = useFields<{ sum: number | null; reason: string }>({
    initial: { sum: coins.length > 0 ? 0 : null, reason: '' },
  })
  const total =
    coins.length > 0
      ? coins.reduce((sum, coin) => sum + coin * (counted[coin] ?? 0), 0)
      : (form.values.sum ?? 0)
  const more = total - drawer.holdsMinor
  const send = async ({ reason }: { reason: string }) => {
    try {
      await act.do({
        id: drawer.id,
        countedMinor: total,
        counted: coins.length > 0 ? counted : null,
        reason: reason.trim() || null,
      })
    } catch (error) {
      if (error instanceof ProblemError && error.code === 'drawer_closed') notify.problem(error)
      throw error
    }
    notify.done(t('dayClose.counted'))
    onDone()
  }
  return (
    <Form form={form} onCancel={onDone} submit={t('dayClose.count')} onSubmit={send} wide>
      {coins.length > 0 ? (
        <Columns of={4} gap="tight">
          {coins.map((coin) => (
            <NumberField
              key={coin}
              label={format.money(coin, drawer.currency)}
              min={0}
              value={counted[coin] ?? null}
              onChange={(count: number | null) =>
                setCounted({ ...counted, [coin]: Math.max(0, Math.round(count ?? 0)) })
              }
            />
          ))}
        </Columns>
      ) : (
        <MoneyField label={t('dayClose.countedSum')} currency={drawer.currency} {...form.field('sum')} />
      )}
      <Row justify="between">
        <Text tone="soft">{t('dayClose.countedSum')}</Text>
        <Text size="large" tone="strong">
          <Money of={total} currency={drawer.currency} />
        </Text>
      </Row>
      <Row justify="between">
        <Text tone="soft">{t('dayClose.holds')}</Text>
        <Money of={drawer.holdsMinor} currency={drawer.currency} />
      </Row>
      {more !== 0 && (
        <Notice tone="warn">
          {t(more < 0 ? 'dayClose.short' : 'dayClose.over', {
            amount: format.money(Math.abs(more), drawer.currency),
          })}
        </Notice>
      )}
      {more !== 0 && <TextField label={t('till.reason')} required {...form.field('reason')} />}
    </Form>
  )
}
