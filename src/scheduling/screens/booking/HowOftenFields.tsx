import { useState } from 'react'
import { SegmentField, useWords } from '../../../ui/kit/index.ts'
import type { PlanWish } from '../plans/PlanFields.tsx'
import { PlanFields, TWICE_A_WEEK } from '../plans/PlanFields.tsx'
import { RepeatFields } from '../series/RepeatFields.tsx'
import type { Repeat } from '../series/rule-of.ts'
import { ONCE_A_WEEK } from '../series/rule-of.ts'
import type { BookingFields, Service } from './BookingForm.tsx'
import type { HowOften } from './MoreVisits.tsx'
import { WhenFields } from './WhenFields.tsx'

/** Once, by a rule, or as a plan; what was typed for one stays while another is looked at. */
export function useHowOften() {
  const [howOften, setHowOften] = useState<HowOften>('once')
  const [repeat, setRepeat] = useState<Repeat>(ONCE_A_WEEK)
  const [plan, setPlan] = useState<PlanWish>(TWICE_A_WEEK)
  return { howOften, setHowOften, repeat, setRepeat, plan, setPlan }
}

interface HowOftenFieldsProps {
  form: BookingFields
  often: ReturnType<typeof useHowOften>
  zone: string
  service: Service | undefined
  clientId: string | undefined
  missing: boolean
}

/** When, and how often. */
export function HowOftenFields({ form, often, ...when }: HowOftenFieldsProps) {
  const { t } = useWords('scheduling')
  const { howOften } = often
  const { day } = form.values
  return (
    <>
      <SegmentField
        label={t('series.howOften')}
        choices={(['once', 'series', 'plan'] as const).map((one) => ({
          value: one,
          label: t(`series.how.${one}`),
        }))}
        value={howOften}
        onChange={(next: string) => often.setHowOften(next as HowOften)}
      />
      {howOften === 'plan' ? (
        <PlanFields
          value={often.plan}
          onChange={often.setPlan}
          from={day}
          onFrom={(from) => form.set({ day: from })}
        />
      ) : (
        <WhenFields form={form} onlyTimes={howOften === 'series'} {...when} />
      )}
      {howOften === 'series' && <RepeatFields value={often.repeat} onChange={often.setRepeat} day={day} />}
    </>
  )
}
