import { useEffect, useState } from 'react'
import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  CheckField,
  Columns,
  DayField,
  Form,
  IconButton,
  Money,
  MoneyField,
  notify,
  NumberField,
  RadioField,
  Row,
  SelectField,
  Stack,
  Text,
  useFields,
  useFormat,
  useWords,
} from '../../../ui/kit/index.ts'
import { useToday } from '../use-today.ts'
import type { Plan } from './InvoicePlan.tsx'

interface Part {
  dueOn: string
  amountMinor: number
}

interface Values extends Record<string, unknown> {
  parts: Part[]
  how: string
  graceDays: number | null
  missedRule: string
  clientAgrees: boolean
}

interface PlanFormProps {
  invoice: { id: string; openMinor: number; clientId: string }
  plan: Plan | null
  onDone: () => void
}

/** Splits what is open: equal parts are proposed, and each may be changed. */
export function PlanForm({ invoice, plan, onDone }: PlanFormProps) {
  const { t } = useWords('billing')
  const format = useFormat()
  const put = useAct('PUT /invoices/{id}/plan')
  const form = useFields<Values>({
    initial: {
      parts: [],
      how: plan?.how ?? 'link',
      graceDays: plan?.graceDays ?? 7,
      missedRule: plan?.missedRule ?? 'task',
      clientAgrees: false,
    },
  })
  const sum = form.values.parts.reduce((total, part) => total + part.amountMinor, 0)
  const missing = invoice.openMinor - sum
  return (
    <Form
      form={form}
      submit={t('plans.save')}
      onCancel={onDone}
      onSubmit={async ({ parts, how, graceDays, missedRule, clientAgrees }) => {
        await put.do({
          id: invoice.id,
          parts,
          how: how as Plan['how'],
          graceDays: graceDays ?? 0,
          missedRule: missedRule as Plan['missedRule'],
          clientAgrees,
          ...(plan ? { rowVersion: plan.rowVersion } : {}),
        })
        notify.done(t('plans.saved'))
        onDone()
      }}
    >
      <Proposal invoiceId={invoice.id} onParts={(parts) => form.set({ parts })} />
      <Parts parts={form.values.parts} onChange={(parts) => form.set({ parts })} />
      <Row justify="between">
        <Text tone="soft">
          {missing === 0
            ? t('plans.adds')
            : t(missing > 0 ? 'plans.missing' : 'plans.tooMuch', { amount: format.money(Math.abs(missing)) })}
        </Text>
        <Money of={sum} />
      </Row>
      <RadioField
        label={t('plans.paidBy')}
        choices={(['link', 'autopay'] as const).map((how) => ({
          value: how,
          label: t(`plans.how.${how}`),
          help: t(`plans.howHelp.${how}`),
        }))}
        {...form.field('how')}
      />
      <Columns of={2}>
        <NumberField label={t('plans.grace')} min={0} max={90} {...form.field('graceDays')} />
        <SelectField
          label={t('plans.missed')}
          choices={(['task', 'rest_due'] as const).map((rule) => ({
            value: rule,
            label: t(`plans.rule.${rule}`),
          }))}
          {...form.field('missedRule')}
        />
      </Columns>
      <CheckField
        label={t('plans.clientAgrees')}
        help={t('plans.clientAgreesHelp')}
        {...form.field('clientAgrees')}
      />
    </Form>
  )
}

function Proposal({ invoiceId, onParts }: { invoiceId: string; onParts: (parts: Part[]) => void }) {
  const { t } = useWords('billing')
  const today = useToday()
  const [wish, setWish] = useState({
    count: 3,
    every: 'month' as 'week' | 'two_weeks' | 'month',
    firstOn: today,
  })
  const { data } = useApi('GET /invoices/{id}/plan/proposal', { id: invoiceId, ...wish }, { keep: true })
  useEffect(() => {
    if (data) onParts(data.parts)
  }, [data])
  return (
    <Columns of={3}>
      <NumberField
        label={t('plans.count')}
        min={1}
        max={60}
        value={wish.count}
        onChange={(count: number | null) => setWish({ ...wish, count: count || 1 })}
      />
      <SelectField
        label={t('plans.every')}
        choices={(['week', 'two_weeks', 'month'] as const).map((every) => ({
          value: every,
          label: t(`plans.rhythm.${every}`),
        }))}
        value={wish.every}
        onChange={(every: string | null) =>
          setWish({ ...wish, every: (every ?? 'month') as typeof wish.every })
        }
      />
      <DayField
        label={t('plans.first')}
        min={today}
        value={wish.firstOn}
        onChange={(firstOn: string | null) => setWish({ ...wish, firstOn: firstOn ?? today })}
      />
    </Columns>
  )
}

function Parts({ parts, onChange }: { parts: Part[]; onChange: (parts: Part[]) => void }) {
  const { t } = useWords('billing')
  const put = (index: number, change: Partial<Part>) =>
    onChange(parts.map((part, at) => (at === index ? { ...part, ...change } : part)))
  return (
    <Stack gap="tight">
      {parts.map((part, index) => (
        <Row key={index}>
          <DayField
            label={t('plans.dueOf', { number: index + 1 })}
            hideLabel
            value={part.dueOn}
            onChange={(dueOn: string | null) => dueOn && put(index, { dueOn })}
          />
          <MoneyField
            label={t('plans.amountOf', { number: index + 1 })}
            hideLabel
            value={part.amountMinor}
            onChange={(amountMinor: number | null) => put(index, { amountMinor: amountMinor ?? 0 })}
          />
          <IconButton
            icon="remove"
            label={t('plans.removePart', { number: index + 1 })}
            onClick={() => onChange(parts.filter((_, at) => at !== index))}
          />
        </Row>
      ))}
    </Stack>
  )
}
