import {
  Columns,
  DayField,
  NumberField,
  SegmentField,
  SelectField,
  Stack,
  Text,
  useWords,
} from '../../../ui/kit/index.ts'
import classes from '../scheduling.module.css'
import type { Repeat } from './rule-of.ts'
import { weekdayOf, WEEKDAYS } from './rule-of.ts'
import own from './series.module.css'

interface RepeatFieldsProps {
  value: Repeat
  onChange: (repeat: Repeat) => void
  /** The day of the first visit. */
  day: string
}

/** How visits repeat: every so many weeks, on which days, and until when. */
export function RepeatFields({ value, onChange, day }: RepeatFieldsProps) {
  const { t } = useWords('scheduling')
  const set = (more: Partial<Repeat>) => onChange({ ...value, ...more })
  return (
    <Stack gap="tight">
      <Columns of={2} gap="tight">
        <NumberField
          label={t('series.interval')}
          min={1}
          max={26}
          value={value.interval}
          onChange={(interval: number | null) => set({ interval: interval ?? 1 })}
        />
        <SelectField
          label={t('series.unit')}
          choices={(['day', 'week', 'month'] as const).map((unit) => ({
            value: unit,
            label: t(`series.every.${unit}`),
          }))}
          value={value.every}
          onChange={(every: string | null) => set({ every: (every ?? 'week') as Repeat['every'] })}
        />
      </Columns>
      {value.every === 'week' && (
        <Weekdays
          label={t('series.weekdays')}
          value={value.weekdays.length > 0 ? value.weekdays : [weekdayOf(day)]}
          onChange={(weekdays) => set({ weekdays })}
        />
      )}
      {value.every === 'month' && (
        <SegmentField
          label={t('series.monthBy')}
          choices={[
            { value: 'date', label: t('series.byDate') },
            { value: 'weekday', label: t('series.byWeekday') },
          ]}
          value={value.monthBy}
          onChange={(monthBy: string) => set({ monthBy: monthBy as Repeat['monthBy'] })}
        />
      )}
      <Columns of={2} gap="tight">
        <SelectField
          label={t('series.ends')}
          choices={[
            { value: 'count', label: t('series.endsCount') },
            { value: 'day', label: t('series.endsDay') },
          ]}
          value={value.ends}
          onChange={(ends: string | null) => set({ ends: (ends ?? 'count') as Repeat['ends'] })}
        />
        {value.ends === 'count' ? (
          <NumberField
            label={t('series.count')}
            min={2}
            max={366}
            value={value.count}
            onChange={(count: number | null) => set({ count: count ?? 2 })}
          />
        ) : (
          <DayField
            label={t('series.until')}
            value={value.until}
            onChange={(until: string | null) => set({ until })}
          />
        )}
      </Columns>
      <Text tone="soft" size="small">
        {t('series.help')}
      </Text>
    </Stack>
  )
}

interface WeekdaysProps {
  label: string
  value: readonly string[]
  onChange: (weekdays: string[]) => void
}

/** Weekdays to tick, with their short names; at least one stays. */
export function Weekdays({ label, value, onChange }: WeekdaysProps) {
  const { language } = useWords('scheduling')
  const name = (at: number, form: 'short' | 'long') =>
    new Intl.DateTimeFormat(language, { weekday: form, timeZone: 'UTC' }).format(Date.UTC(2026, 2, 2 + at))
  function toggle(day: string): void {
    const next = value.includes(day) ? value.filter((one) => one !== day) : [...value, day]
    if (next.length > 0) onChange(next)
  }
  return (
    <fieldset className={own.plainSet}>
      <legend>{label}</legend>
      <div className={own.dayChips}>
        {WEEKDAYS.map((day, at) => (
          <label key={day} className={classes.chip} data-on={value.includes(day) || undefined}>
            <input
              type="checkbox"
              checked={value.includes(day)}
              aria-label={name(at, 'long')}
              onChange={() => toggle(day)}
            />
            {name(at, 'short')}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
