import { useState } from 'react'
import { useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  EmptyState,
  IconButton,
  Panel,
  Row,
  Split,
  useMe,
  useWords,
} from '../../../ui/kit/index.ts'
import { addDays, startOfWeek, todayIn } from '../zone.ts'
import type { Affected } from './AffectedVisits.tsx'
import { AffectedVisits } from './AffectedVisits.tsx'
import { DayEditor } from './DayEditor.tsx'
import type { Trial } from './HoursPreview.tsx'
import { HoursPreview } from './HoursPreview.tsx'
import { Month } from './Month.tsx'

interface DaysTabProps {
  practitionerId: string
  mayEdit: boolean
  /** 'YYYY-MM'; empty: this month. */
  month: string
  onMonth: (month: string) => void
}

/** A month of days as they are; a day is pressed to say how it differs. */
export function DaysTab({ practitionerId, mayEdit, month: wanted, onMonth }: DaysTabProps) {
  const { t, language } = useWords('scheduling')
  const today = todayIn(useMe().practice.zone)
  const month = wanted || today.slice(0, 7)
  const first = startOfWeek(`${month}-01`, 1)
  const weeks = weeksOf(month, first)
  const to = addDays(first, weeks * 7 - 1)
  const [chosen, setChosen] = useState<string | null>(null)
  const [outside, setOutside] = useState<Affected[]>([])
  const [trial, setTrial] = useState<Trial>({})
  const read = useApi(
    'GET /practitioners/{id}/days',
    { id: practitionerId, from: first, to },
    { keep: true, live: ['hours', 'time_off', 'location'] },
  )
  const title = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    Date.parse(`${month}-15T12:00:00Z`),
  )
  const main = (
    <>
      <AffectedVisits visits={outside} why="outside" />
      <Panel title={title} actions={<MonthSteps month={month} today={today} onMonth={onMonth} />}>
        <Await read={read}>
          {({ items }) => (
            <Month
              days={items}
              month={month}
              today={today}
              chosen={chosen}
              onChoose={mayEdit ? setChosen : null}
            />
          )}
        </Await>
      </Panel>
    </>
  )
  if (!mayEdit) return main
  const day = read.data?.items.find((each) => each.day === chosen)
  return (
    <Split
      side={
        <>
          {day ? (
            <DayEditor
              key={JSON.stringify(day)}
              practitionerId={practitionerId}
              day={day}
              onTrial={setTrial}
              onDone={(visits) => {
                setOutside(visits)
                setChosen(null)
                setTrial({})
              }}
            />
          ) : (
            <Panel>
              <EmptyState icon="calendar" title={t('hours.days.pick')} text={t('hours.days.pickText')} />
            </Panel>
          )}
          <HoursPreview
            key={chosen}
            practitionerId={practitionerId}
            trial={day ? trial : {}}
            from={chosen ?? today}
          />
        </>
      }
    >
      {main}
    </Split>
  )
}

function weeksOf(month: string, first: string): number {
  const next = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 1))
    .toISOString()
    .slice(0, 10)
  return Math.ceil((Date.parse(next) - Date.parse(first)) / (7 * 86_400_000))
}

function MonthSteps({
  month,
  today,
  onMonth,
}: {
  month: string
  today: string
  onMonth: (month: string) => void
}) {
  const { t } = useWords('scheduling')
  const step = (by: number) =>
    onMonth(
      new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)) - 1 + by, 1))
        .toISOString()
        .slice(0, 7),
    )
  return (
    <Row gap="none" nowrap>
      <IconButton icon="previous" label={t('hours.days.previous')} onClick={() => step(-1)} />
      <Button small kind="quiet" disabled={month === today.slice(0, 7)} onClick={() => onMonth('')}>
        {t('hours.days.thisMonth')}
      </Button>
      <IconButton icon="next" label={t('hours.days.next')} onClick={() => step(1)} />
    </Row>
  )
}
