import { useState } from 'react'
import { useAct } from '../../../ui/api/index.ts'
import {
  Button,
  IconButton,
  Notice,
  Panel,
  Row as Line,
  SelectField,
  TimeField,
  DayField,
  notify,
  useFormat,
  useMe,
  useWords,
} from '../../../ui/kit/index.ts'
import classes from '../scheduling.module.css'
import { todayIn } from '../zone.ts'
import type { Row, WeeklySpan } from './week.ts'
import {
  addSpan,
  changeSpan,
  copyMonday,
  cycleFrom,
  cycleOf,
  hoursAWeek,
  hoursOf,
  removeSpan,
  rowsOf,
} from './week.ts'

interface WeekPanelProps {
  practitionerId: string
  hours: WeeklySpan[]
  mayEdit: boolean
}

/** The week as simple rows, saved as a whole. */
export function WeekPanel({ practitionerId, hours, mayEdit }: WeekPanelProps) {
  const { t } = useWords('scheduling')
  const me = useMe()
  const format = useFormat()
  const today = todayIn(me.practice.zone)
  const [rows, setRows] = useState(() => rowsOf(hours))
  const [error, setError] = useState<unknown>(null)
  const replace = useAct('PUT /practitioners/{id}/hours')
  const changed = JSON.stringify(hoursOf(rows)) !== JSON.stringify(hours)

  async function save(): Promise<void> {
    setError(null)
    try {
      await replace.do({ id: practitionerId, hours: hoursOf(rows) })
      notify.undo(t('hoursSaved'), () => replace.do({ id: practitionerId, hours }))
    } catch (refused) {
      setError(refused)
    }
  }
  const total = format.number(hoursAWeek(rows, today), { maximumFractionDigits: 1 })
  return (
    <Panel
      title={t('panel.week')}
      actions={
        <Line>
          <span className={classes.weekSum}>{t('hoursAWeek', { hours: total })}</span>
          {mayEdit && (
            <Button small icon="copy" onClick={() => setRows(copyMonday(rows))}>
              {t('copyMonday')}
            </Button>
          )}
        </Line>
      }
    >
      {[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
        <Weekday
          key={weekday}
          weekday={weekday}
          rows={rows.filter((row) => row.weekday === weekday)}
          mayEdit={mayEdit}
          onAdd={() => setRows(addSpan(rows, { weekday, locationId: me.locations[0]?.id ?? '', today }))}
          onChange={(key, change) => setRows(changeSpan(rows, key, change))}
          onRemove={(key) => setRows(removeSpan(rows, key))}
        />
      ))}
      <Notice of={error} />
      {mayEdit && changed && (
        <div className={classes.saveBar}>
          <Button onClick={() => setRows(rowsOf(hours))}>{t('cancel')}</Button>
          <Button kind="main" busy={replace.busy} onClick={save}>
            {t('save')}
          </Button>
        </div>
      )}
    </Panel>
  )
}

interface WeekdayProps {
  weekday: number
  rows: Row[]
  mayEdit: boolean
  onAdd: () => void
  onChange: (key: string, change: Partial<WeeklySpan>) => void
  onRemove: (key: string) => void
}

// The 5th of January 1970 was a Monday.
const nameOf = (weekday: number, locale: string) =>
  new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(1970, 0, 4 + weekday))

function Weekday({ weekday, rows, mayEdit, onAdd, onChange, onRemove }: WeekdayProps) {
  const { t, language } = useWords('scheduling')
  const day = nameOf(weekday, language)
  return (
    <div className={classes.weekday} role="group" aria-label={day}>
      <span>{day}</span>
      <div className={classes.spans}>
        {rows.length === 0 && <span className={classes.off}>{t('dayOff')}</span>}
        {mayEdit &&
          rows.map((row) => (
            <SpanRow
              key={row.key}
              row={row}
              onChange={(change) => onChange(row.key, change)}
              onRemove={() => onRemove(row.key)}
            />
          ))}
        {!mayEdit && rows.length > 0 && (
          <div className={classes.spansRead}>
            {rows.map((row) => (
              <SpanText key={row.key} row={row} />
            ))}
          </div>
        )}
      </div>
      {mayEdit && <IconButton icon="add" label={t('addHoursOn', { day })} onClick={onAdd} />}
    </div>
  )
}

function SpanText({ row }: { row: Row }) {
  const format = useFormat()
  const me = useMe()
  const { t } = useWords('scheduling')
  const place = me.locations.find((one) => one.id === row.locationId)?.name
  return (
    <span className={classes.off}>
      {[
        `${format.wallTime(row.starts)} – ${format.wallTime(row.ends)}`,
        place,
        (row.cycleLength ?? 1) > 1 && cycleText(cycleOf(row), t),
      ]
        .filter(Boolean)
        .join(' · ')}
    </span>
  )
}

function cycleText(cycle: string, t: (key: string, values?: Record<string, unknown>) => string): string {
  const { cycleLength = 1, cycleWeek = 0 } = cycleFrom(cycle)
  if (cycleLength === 1) return t('everyWeek')
  return t('cycle', { week: cycleWeek + 1, length: cycleLength })
}

interface SpanRowProps {
  row: Row
  onChange: (change: Partial<WeeklySpan>) => void
  onRemove: () => void
}

function SpanRow({ row, onChange, onRemove }: SpanRowProps) {
  const { t } = useWords('scheduling')
  const me = useMe()
  const [dated, setDated] = useState(row.validTo !== null)
  const cycles = [...new Set(['1/0', '2/0', '2/1', cycleOf(row)])]
  const isCyclic = cycleOf(row) !== '1/0'
  return (
    <div className={classes.span}>
      <TimeField
        label={t('from')}
        hideLabel
        value={row.starts}
        onChange={(starts: string) => onChange({ starts })}
      />
      <span aria-hidden="true">–</span>
      <TimeField label={t('to')} hideLabel value={row.ends} onChange={(ends: string) => onChange({ ends })} />
      <SelectField
        label={t('locationWord')}
        hideLabel
        choices={me.locations.map((one) => ({ value: one.id, label: one.name }))}
        value={row.locationId}
        onChange={(locationId: string | null) => locationId && onChange({ locationId })}
      />
      <SelectField
        label={t('cycleLabel')}
        hideLabel
        choices={cycles.map((value) => ({ value, label: cycleText(value, t) }))}
        value={cycleOf(row)}
        onChange={(value: string | null) => value && onChange(cycleFrom(value))}
      />
      <Line gap="none" nowrap>
        <IconButton
          icon="calendar"
          label={t('limitDates')}
          active={dated || isCyclic}
          onClick={() => setDated(!dated)}
        />
        <IconButton icon="remove" label={t('removeHours')} onClick={onRemove} />
      </Line>
      {(dated || isCyclic) && (
        <span className={classes.spanDates}>
          {isCyclic ? t('countedFrom') : t('validFrom')}
          <DayField
            label={t('validFrom')}
            hideLabel
            value={row.validFrom}
            onChange={(validFrom: string | null) => validFrom && onChange({ validFrom })}
          />
          {t('validTo')}
          <DayField
            label={t('validTo')}
            hideLabel
            clearable
            placeholder={t('openEnd')}
            value={row.validTo}
            onChange={(validTo: string | null) => onChange({ validTo })}
          />
        </span>
      )}
    </div>
  )
}
