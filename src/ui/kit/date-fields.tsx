import { DateInput, DatePickerInput, TimePicker } from '@mantine/dates'
import { FileInput } from '@mantine/core'
import 'dayjs/locale/de'
import { useMeIfAny } from '../staff/me.tsx'
import { localeFor } from '../words/format.ts'
import { useWords } from '../words/i18n.ts'
import { common, tell, type FieldProps } from './field-props.ts'
import { Icon } from './icons.tsx'
import { readDay } from './read-day.ts'

/** What the arrows and headings of the calendar are called. */
export function useCalendarLabels() {
  const { t } = useWords()
  const steps = { previous: t('previous'), next: t('next') }
  return {
    previousMonth: steps.previous,
    previousYear: steps.previous,
    previousDecade: steps.previous,
    nextMonth: steps.next,
    nextYear: steps.next,
    nextDecade: steps.next,
    monthLevelControl: t('pickMonth'),
    yearLevelControl: t('pickYear'),
  }
}

/** A calendar day `YYYY-MM-DD`, or null. */
export function DayField(
  props: FieldProps<string | null> & { min?: string; max?: string; clearable?: boolean },
) {
  const { t, language } = useWords()
  const me = useMeIfAny()
  return (
    <DatePickerInput
      {...common(props)}
      locale={language}
      ariaLabels={useCalendarLabels()}
      firstDayOfWeek={language === 'en' && me?.practice.country !== 'GB' ? 0 : 1}
      valueFormat={
        language === 'de' ? 'DD.MM.YYYY' : me?.practice.country === 'US' ? 'MMM D, YYYY' : 'D MMM YYYY'
      }
      clearable={props.clearable ?? false}
      {...(props.min ? { minDate: props.min } : {})}
      {...(props.max ? { maxDate: props.max } : {})}
      leftSection={<Icon name="calendar" size={16} />}
      placeholder={props.placeholder ?? t('pickDay')}
      value={(props.value as string | null) || null}
      onChange={(value) => tell(props, value)}
    />
  )
}

/** A birth date `YYYY-MM-DD`: typed in the order of the language, or picked by decade, year and day. */
export function BirthDayField(props: FieldProps<string | null>) {
  const { language } = useWords()
  const me = useMeIfAny()
  const format =
    language === 'de' ? 'DD.MM.YYYY' : me?.practice.country === 'US' ? 'MM/DD/YYYY' : 'DD/MM/YYYY'
  return (
    <DateInput
      {...common(props)}
      locale={language}
      valueFormat={format}
      ariaLabels={useCalendarLabels()}
      dateParser={(typed) => readDay(typed, format)}
      defaultLevel="decade"
      clearable
      leftSection={<Icon name="calendar" size={16} />}
      placeholder={props.placeholder ?? format.toLowerCase()}
      value={(props.value as string | null) || null}
      onChange={(value) => tell(props, value)}
    />
  )
}

/** Whether clocks are read with AM and PM here. */
function useTwelveHours(): boolean {
  const { language } = useWords()
  const locale = localeFor(language, useMeIfAny()?.practice ?? null)
  return new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions().hour12 ?? false
}

/** A wall-clock time `HH:MM`, or empty; typed and picked with AM and PM where people read clocks so. */
export function TimeField(props: FieldProps<string>) {
  const { placeholder: _none, ...shared } = common(props)
  const { t } = useWords()
  const twelve = useTwelveHours()
  return (
    <TimePicker
      {...shared}
      amPmInputLabel={t('amOrPm')}
      format={twelve ? '12h' : '24h'}
      withDropdown
      minutesStep={5}
      value={(props.value as string) ?? ''}
      onChange={(value) => tell(props, value.slice(0, 5))}
    />
  )
}

export function FileField(props: FieldProps<File | null> & { accept?: string }) {
  const { t } = useWords()
  return (
    <FileInput
      {...common(props)}
      placeholder={props.placeholder ?? t('chooseFile')}
      clearable
      accept={props.accept}
      leftSection={<Icon name="upload" size={16} />}
      value={(props.value as File | null) ?? null}
      onChange={(value) => tell(props, value)}
    />
  )
}
