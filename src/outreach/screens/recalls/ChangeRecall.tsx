import { useAct } from '../../../ui/api/index.ts'
import {
  Columns,
  DayField,
  Form,
  MoneyField,
  NumberField,
  SwitchField,
  TextArea,
  notify,
  required,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'
import type { Recall } from './RecallTable.tsx'

/** The day, an interval of one's own, a note, and peace. */
export function ChangeRecall({ recall, onDone }: { recall: Recall; onDone: () => void }) {
  const { t } = useWords('outreach')
  const change = useAct('PATCH /recalls/{id}')
  const form = useFields({
    initial: {
      dueOn: recall.dueOn as string | null,
      months: recall.months,
      days: recall.days,
      note: recall.note,
      isDisabled: recall.disabledAt !== null,
      disabledUntil: recall.disabledUntil,
      disabledUntilBalanceMinor: recall.disabledUntilBalanceMinor,
    },
    check: { dueOn: required(t('recalls.dayMissing')) },
  })
  return (
    <Form
      form={form}
      onCancel={onDone}
      onSubmit={async ({ dueOn, ...values }) => {
        // A day that was not touched stays what it is: calculated, or set by hand.
        const given = dueOn && dueOn !== recall.dueOn ? { dueOn } : {}
        await change.do({ id: recall.id, rowVersion: recall.rowVersion, ...values, ...given })
        notify.done(t('recalls.changed'))
        onDone()
      }}
    >
      <DayField label={t('recalls.due')} help={t('recalls.dueHelp')} required {...form.field('dueOn')} />
      <Columns of={2}>
        <NumberField
          label={t('recalls.months')}
          help={t('recalls.ownHelp')}
          min={0}
          max={240}
          {...form.field('months')}
        />
        <NumberField label={t('recalls.days')} min={0} max={366} {...form.field('days')} />
      </Columns>
      <TextArea label={t('recalls.note')} rows={2} maxLength={1000} {...form.field('note')} />
      <Columns of={2}>
        <DayField label={t('recalls.pauseUntil')} clearable {...form.field('disabledUntil')} />
        <MoneyField
          label={t('recalls.untilBalance')}
          help={t('recalls.untilBalanceHelp')}
          {...form.field('disabledUntilBalanceMinor')}
        />
      </Columns>
      <SwitchField
        label={t('recalls.takeOut')}
        help={t('recalls.takeOutHelp')}
        {...form.field('isDisabled')}
      />
    </Form>
  )
}
