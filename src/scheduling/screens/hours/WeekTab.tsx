import { useState } from 'react'
import { useAct } from '../../../ui/api/index.ts'
import {
  Button,
  DayField,
  Notice,
  Panel,
  Row,
  SegmentField,
  SelectField,
  Split,
  Stack,
  Text,
  notify,
  useFormat,
  useMe,
  useWords,
} from '../../../ui/kit/index.ts'
import { addDays, todayIn } from '../zone.ts'
import type { Affected } from './AffectedVisits.tsx'
import { AffectedVisits } from './AffectedVisits.tsx'
import { HoursPreview } from './HoursPreview.tsx'
import classes from './hours.module.css'
import type { Plan, Stretch, WeeklySpan } from './week.ts'
import {
  hoursAWeek,
  hoursOf,
  letterOf,
  mondayOfWeek,
  planOf,
  setWeeks,
  stretchesOf,
  weekNumbers,
} from './week.ts'
import { WeekGrid } from './WeekGrid.tsx'

interface WeekTabProps {
  practitionerId: string
  hours: WeeklySpan[]
  mayEdit: boolean
}

// Told after saving, when the tab is drawn anew with the hours that were saved.
const told = new Map<string, Affected[]>()

/** The weekly hours: one week or several that take turns, now and from days to come. */
export function WeekTab({ practitionerId, hours, mayEdit }: WeekTabProps) {
  const { t } = useWords('scheduling')
  const today = todayIn(useMe().practice.zone)
  const stretches = stretchesOf(hours, today)
  const [at, setAt] = useState(0)
  const stretch = stretches[at] ?? stretches[0]!
  const plan = planOf(hours, stretch)
  return (
    <>
      <AffectedVisits visits={told.get(practitionerId) ?? []} why="outside" />
      {stretches.length > 1 && <StretchPicker stretches={stretches} at={at} today={today} onChange={setAt} />}
      {plan === null && <Notice tone="info">{t('hours.tooMixed')}</Notice>}
      {plan !== null && (
        <PlanEditor
          key={at}
          practitionerId={practitionerId}
          hours={hours}
          stretch={stretch}
          first={plan}
          mayEdit={mayEdit}
        />
      )}
    </>
  )
}

interface StretchPickerProps {
  stretches: Stretch[]
  at: number
  today: string
  onChange: (at: number) => void
}

function StretchPicker({ stretches, at, today, onChange }: StretchPickerProps) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const label = ({ from, to }: Stretch) => {
    const until = to ? t('hours.until', { day: format.day(to, 'medium') }) : ''
    const since = from <= today ? t('hours.now') : t('hours.fromDay', { day: format.day(from, 'medium') })
    return [since, until].filter(Boolean).join(' ')
  }
  const choices = stretches.map((each, index) => ({ value: String(index), label: label(each) }))
  const props = {
    label: t('hours.whichTime'),
    choices,
    value: String(at),
    onChange: (next: string | null) => onChange(Number(next)),
  }
  return <div>{choices.length < 4 ? <SegmentField {...props} /> : <SelectField {...props} />}</div>
}

interface PlanEditorProps extends WeekTabProps {
  stretch: Stretch
  first: Plan
}

function PlanEditor({ practitionerId, hours, stretch, first, mayEdit }: PlanEditorProps) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const today = todayIn(useMe().practice.zone)
  const [plan, setPlan] = useState(first)
  const [week, setWeek] = useState(() => weekNow(first, today))
  const [period, setPeriod] = useState<Stretch>({
    ...stretch,
    from: stretch.from > today ? stretch.from : today,
  })
  const [error, setError] = useState<unknown>(null)
  const replace = useAct('PUT /practitioners/{id}/hours')
  const wished = hoursOf(plan, period)
  const changed = JSON.stringify(hoursOf(plan, stretch)) !== JSON.stringify(hoursOf(first, stretch))
  const shown = Math.min(week, plan.weeks - 1)

  async function save(): Promise<void> {
    setError(null)
    try {
      const { outside } = await replace.do({ id: practitionerId, hours: wished, ...period })
      told.set(practitionerId, outside)
      notify.undo(t('hoursSaved'), () =>
        replace.do({ id: practitionerId, hours }).then(() => told.delete(practitionerId)),
      )
    } catch (refused) {
      setError(refused)
    }
  }
  const main = (
    <Panel
      title={t('panel.week')}
      actions={
        <Row>
          <Text as="span" tone="soft">
            {t('hoursAWeek', { hours: format.number(hoursAWeek(plan, shown), { maximumFractionDigits: 1 }) })}
          </Text>
          {mayEdit && <WeeksField plan={plan} onChange={setPlan} />}
        </Row>
      }
    >
      <Stack gap="tight">
        {plan.weeks > 1 && <WeekPicker plan={plan} week={shown} today={today} onChange={setWeek} />}
        <WeekGrid plan={plan} week={shown} mayEdit={mayEdit} onChange={setPlan} />
        <Notice of={error} />
        {mayEdit && changed && (
          <div className={classes.saveBar}>
            <DayField
              label={t('hours.holdFrom')}
              value={period.from}
              onChange={(from: string | null) => from && setPeriod({ ...period, from })}
            />
            <DayField
              label={t('hours.holdTo')}
              clearable
              placeholder={t('openEnd')}
              value={period.to}
              onChange={(to: string | null) => setPeriod({ ...period, to })}
            />
            <span className={classes.saveButtons}>
              <Button onClick={() => setPlan(first)}>{t('cancel')}</Button>
              <Button kind="main" busy={replace.busy} onClick={save}>
                {t('save')}
              </Button>
            </span>
            <Text tone="soft" size="small">
              {t('hours.holdHelp')}
            </Text>
          </div>
        )}
      </Stack>
    </Panel>
  )
  if (!mayEdit) return main
  const trial = changed ? { hours: wished, period } : {}
  return (
    <Split
      side={
        <HoursPreview practitionerId={practitionerId} trial={trial} from={changed ? period.from : today} />
      }
    >
      {main}
    </Split>
  )
}

/** The week of the plan that it is today. */
const weekNow = (plan: Plan, today: string) =>
  weekNumbers(plan.weeks).find((week) => mondayOfWeek(plan, week, today) <= today) ?? 0

function WeeksField({ plan, onChange }: { plan: Plan; onChange: (plan: Plan) => void }) {
  const { t } = useWords('scheduling')
  const choices = [...new Set([1, 2, 3, 4, 6, plan.weeks])].sort((a, b) => a - b)
  return (
    <SelectField
      label={t('hours.weeks')}
      hideLabel
      choices={choices.map((count) => ({
        value: String(count),
        label: count === 1 ? t('hours.everyWeek') : t('hours.weeksTakeTurns', { count }),
      }))}
      value={String(plan.weeks)}
      onChange={(count: string | null) => count && onChange(setWeeks(plan, Number(count)))}
    />
  )
}

interface WeekPickerProps {
  plan: Plan
  week: number
  today: string
  onChange: (week: number) => void
}

/** Which week of the cycle, with the dates at which it comes next. */
function WeekPicker({ plan, week, today, onChange }: WeekPickerProps) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  return (
    <div className={classes.weeks} role="tablist" aria-label={t('hours.weeks')}>
      {weekNumbers(plan.weeks).map((each) => {
        const monday = mondayOfWeek(plan, each, today)
        const isNow = monday <= today
        return (
          <button
            key={each}
            type="button"
            role="tab"
            aria-selected={each === week}
            className={classes.week}
            onClick={() => onChange(each)}
          >
            <b>{t('hours.weekLetter', { letter: letterOf(each) })}</b>
            <small>
              {`${format.day(monday, 'weekday')} – ${format.day(addDays(monday, 6), 'weekday')}`}
              {isNow && ` · ${t('hours.thisWeek')}`}
            </small>
          </button>
        )
      })}
    </div>
  )
}
