import { useEffect, useRef, useState } from 'react'
import { useAct } from '../../../ui/api/index.ts'
import {
  Button,
  Columns,
  DayField,
  IconButton,
  MultiSelectField,
  Notice,
  Panel,
  SegmentField,
  SelectField,
  Stack,
  SwitchField,
  TextField,
  TimeField,
  notify,
  useFormat,
  useMe,
  useWords,
} from '../../../ui/kit/index.ts'
import { minutesOfDay, timeText } from '../zone.ts'
import type { Affected } from './AffectedVisits.tsx'
import type { Trial } from './HoursPreview.tsx'
import type { DayOverview } from './Month.tsx'
import classes from './hours.module.css'
import { WEEKDAYS, nameOfWeekday } from './weekdays.ts'

type Span = DayOverview['hours'][number]
type How = 'other' | 'off' | 'extra'

interface DayEditorProps {
  practitionerId: string
  day: DayOverview
  onTrial: (trial: Trial) => void
  onDone: (outside: Affected[]) => void
}

/** How a day, or all to another, differs from the week. */
export function DayEditor({ practitionerId, day, onTrial, onDone }: DayEditorProps) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const first = useFirst(day)
  const [wish, setWish] = useState(first)
  const [error, setError] = useState<unknown>(null)
  const set = useAct('POST /practitioners/{id}/days')
  const clear = useAct('DELETE /practitioners/{id}/days/{day}')
  const place = useRef<HTMLDivElement>(null)
  const body = bodyOf(wish, day.day)
  const changed = JSON.stringify(wish) !== JSON.stringify(first)
  const told = JSON.stringify(changed ? { days: [body] } : {})
  useEffect(() => onTrial(JSON.parse(told)), [told, onTrial])
  // The fields stand beside the month, or below it on a phone: whoever pressed a day is taken there.
  useEffect(() => {
    place.current?.focus({ preventScroll: true })
    place.current?.scrollIntoView({ block: 'nearest' })
  }, [])

  async function act(what: () => Promise<{ outside: Affected[] }>, done: string): Promise<void> {
    setError(null)
    try {
      const { outside } = await what()
      notify.done(done)
      onDone(outside)
    } catch (refused) {
      setError(refused)
    }
  }
  const save = () => act(() => set.do({ id: practitionerId, ...body }), t('exceptionAdded'))
  const reset = () => act(() => clear.do({ id: practitionerId, day: day.day }), t('exceptionRemoved'))
  return (
    <div ref={place} tabIndex={-1} className={classes.focusPlace}>
      <Panel title={format.day(day.day, 'weekday')}>
        <Stack gap="tight">
          <SegmentField
            label={t('hours.days.how')}
            choices={(['other', 'extra', 'off'] as const).map((how) => ({
              value: how,
              label: t(`hours.days.${how}`),
            }))}
            value={wish.how}
            onChange={(how: string) => setWish(changeHow(wish, how as How, day))}
          />
          {wish.how !== 'off' && (
            <Spans spans={wish.hours} onChange={(hours) => setWish({ ...wish, hours })} />
          )}
          <DayField
            label={t('hours.days.to')}
            min={day.day}
            value={wish.to}
            onChange={(to: string | null) => setWish({ ...wish, to: to ?? day.day })}
          />
          {wish.to > day.day && (
            <WeekdaysField value={wish.weekdays} onChange={(weekdays) => setWish({ ...wish, weekdays })} />
          )}
          <TextField
            label={t('note')}
            value={wish.note}
            onChange={(note: string) => setWish({ ...wish, note })}
          />
          <Notice of={error} />
          <div className={classes.editorButtons}>
            {day.exception && (
              <Button kind="quiet" busy={clear.busy} onClick={reset}>
                {t('removeException')}
              </Button>
            )}
            <Button onClick={() => onDone([])}>{t('cancel')}</Button>
            <Button kind="main" busy={set.busy} disabled={!changed} onClick={save}>
              {t('save')}
            </Button>
          </div>
        </Stack>
      </Panel>
    </div>
  )
}

interface Wish {
  how: How
  hours: Span[]
  to: string
  weekdays: string[]
  note: string
}

function useFirst({ day, exception, hours }: DayOverview): Wish {
  const me = useMe()
  const usual = { locationId: me.locations[0]?.id ?? '', starts: '09:00', ends: '17:00', nextDay: false }
  const own = exception ? exception.hours : hours
  return {
    how: !exception
      ? 'other'
      : exception.effect === 'add'
        ? 'extra'
        : exception.hours.length > 0
          ? 'other'
          : 'off',
    hours: own.length > 0 ? own : [usual],
    to: day,
    weekdays: [],
    note: exception?.note ?? '',
  }
}

// Extra hours begin where the day's own end: at the same time nobody works twice.
function changeHow(wish: Wish, how: How, { hours, exception }: DayOverview): Wish {
  const last = hours.at(-1)
  if (how === 'off' || exception || !last) return { ...wish, how }
  if (how === 'other') return { ...wish, how, hours }
  const start = Math.min(minutesOfDay(last.ends), 22 * 60)
  const extra = {
    ...last,
    starts: timeText(start),
    ends: timeText(Math.min(start + 120, 1440)),
    nextDay: false,
  }
  return { ...wish, how, hours: [extra] }
}

function bodyOf({ how, hours, to, weekdays, note }: Wish, from: string) {
  return {
    from,
    to,
    ...(to > from && weekdays.length > 0 ? { weekdays: weekdays.map(Number) } : {}),
    effect: how === 'extra' ? ('add' as const) : ('replace' as const),
    hours: how === 'off' ? [] : hours,
    note: note.trim() || null,
  }
}

function WeekdaysField({ value, onChange }: { value: string[]; onChange: (value: string[]) => void }) {
  const { t, language } = useWords('scheduling')
  return (
    <MultiSelectField
      label={t('hours.days.only')}
      placeholder={value.length === 0 ? t('hours.days.all') : ''}
      choices={WEEKDAYS.map((weekday) => ({
        value: String(weekday),
        label: nameOfWeekday(weekday, language),
      }))}
      value={value}
      onChange={onChange}
    />
  )
}

function Spans({ spans, onChange }: { spans: Span[]; onChange: (spans: Span[]) => void }) {
  const { t } = useWords('scheduling')
  const me = useMe()
  const change = (at: number, part: Partial<Span>) =>
    onChange(spans.map((span, index) => (index === at ? { ...span, ...part } : span)))
  const last = spans.at(-1)
  return (
    <Stack gap="tight">
      {spans.map((span, index) => (
        // Spans of a day have no name but their place.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className={classes.daySpan}>
          <Columns of={2} gap="tight">
            <TimeField
              label={t('from')}
              value={span.starts}
              onChange={(starts: string) => change(index, { starts })}
            />
            <TimeField
              label={t('to')}
              value={span.ends === '24:00' ? '00:00' : span.ends}
              onChange={(ends: string) => change(index, { ends: ends === '00:00' ? '24:00' : ends })}
            />
          </Columns>
          {me.locations.length > 1 && (
            <SelectField
              label={t('locationWord')}
              choices={me.locations.map((one) => ({ value: one.id, label: one.name }))}
              value={span.locationId}
              onChange={(locationId: string | null) => locationId && change(index, { locationId })}
            />
          )}
          <div className={classes.fieldsMore}>
            <SwitchField
              label={t('hours.nextDay')}
              value={span.nextDay}
              onChange={(nextDay: boolean) => change(index, { nextDay })}
            />
            {spans.length > 1 && (
              <IconButton
                icon="remove"
                label={t('removeHours')}
                onClick={() => onChange(spans.filter((_, at) => at !== index))}
              />
            )}
          </div>
        </div>
      ))}
      {last && (
        <div>
          <Button
            small
            icon="add"
            onClick={() => onChange([...spans, { ...last, starts: last.ends, ends: '24:00' }])}
          >
            {t('hours.days.addSpan')}
          </Button>
        </div>
      )}
    </Stack>
  )
}
