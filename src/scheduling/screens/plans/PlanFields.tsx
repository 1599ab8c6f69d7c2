import {
  CheckField,
  Columns,
  DayField,
  NumberField,
  SelectField,
  Stack,
  Text,
  useWords,
} from '../../../ui/kit/index.ts'
import { WEEKDAYS } from '../series/rule-of.ts'
import { Weekdays } from '../series/RepeatFields.tsx'

/** The conditions of a plan, as the form holds them. */
export interface PlanWish {
  visits: number
  perWeek: number
  minGapDays: number
  dayPart: string
  weekdays: string[]
  samePractitioner: boolean
}

export const TWICE_A_WEEK: PlanWish = {
  visits: 8,
  perWeek: 2,
  minGapDays: 2,
  dayPart: 'any',
  weekdays: ['MO', 'TU', 'WE', 'TH', 'FR'],
  samePractitioner: true,
}

/** The conditions as the API takes them. */
export function conditionsOf({ visits, perWeek, minGapDays, dayPart, weekdays, samePractitioner }: PlanWish) {
  return {
    visits,
    perWeek,
    minGapDays,
    samePractitioner,
    ...(dayPart === 'any' ? {} : { dayPart: dayPart as 'morning' | 'afternoon' | 'evening' }),
    ...(weekdays.length === WEEKDAYS.length
      ? {}
      : { weekdays: weekdays.map((day) => WEEKDAYS.indexOf(day as (typeof WEEKDAYS)[number]) + 1) }),
  }
}

interface PlanFieldsProps {
  value: PlanWish
  onChange: (wish: PlanWish) => void
  from: string
  onFrom: (day: string) => void
}

/** A plan of treatment: how many visits, how often, and when it suits. */
export function PlanFields({ value, onChange, from, onFrom }: PlanFieldsProps) {
  const { t } = useWords('scheduling')
  const set = (more: Partial<PlanWish>) => onChange({ ...value, ...more })
  const number = (field: 'visits' | 'perWeek' | 'minGapDays', min: number, max: number) => (
    <NumberField
      label={t(`plan.${field}`)}
      min={min}
      max={max}
      value={value[field]}
      onChange={(next: number | null) => set({ [field]: next ?? min })}
    />
  )
  return (
    <Stack gap="tight">
      <Columns of={2} gap="tight">
        {number('visits', 1, 60)}
        {number('perWeek', 1, 7)}
        {number('minGapDays', 1, 60)}
        <DayField label={t('plan.from')} value={from} onChange={(day: string | null) => day && onFrom(day)} />
      </Columns>
      <SelectField
        label={t('plan.dayPart')}
        choices={['any', 'morning', 'afternoon', 'evening'].map((part) => ({
          value: part,
          label: t(`plan.part.${part}`),
        }))}
        value={value.dayPart}
        onChange={(dayPart: string | null) => set({ dayPart: dayPart ?? 'any' })}
      />
      <Weekdays
        label={t('series.weekdays')}
        value={value.weekdays}
        onChange={(weekdays) => set({ weekdays })}
      />
      <CheckField
        label={t('plan.same')}
        value={value.samePractitioner}
        onChange={(samePractitioner: boolean) => set({ samePractitioner })}
      />
      <Text tone="soft" size="small">
        {t('plan.help')}
      </Text>
    </Stack>
  )
}
