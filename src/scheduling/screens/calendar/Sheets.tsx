import { useEffect, useRef } from 'react'
import { useApi } from '../../../ui/api/index.ts'
import { PrintOnly, useMe } from '../../../ui/kit/index.ts'
import { addDays, instantOf } from '../zone.ts'
import type { CalendarAnswer } from './calendar-model.ts'
import classes from './sheet.module.css'
import { DaySheet } from './DaySheet.tsx'
import { personOf, shownOf } from './shown.ts'
import type { CalendarState } from './use-calendar.ts'
import { WeekSheet } from './WeekSheet.tsx'

interface SheetsProps {
  calendar: CalendarState
  answer: CalendarAnswer
  /** Somebody has asked for paper; told when it has been sent to the printer. */
  asked: boolean
  onAsk: () => void
  onPrinted: () => void
}

/** On paper: a sheet for each practitioner, because the grid is cut off at its scroll box. */
export function Sheets({ calendar, answer, asked, onAsk, onPrinted }: SheetsProps) {
  const me = useMe()
  const { view, frame } = calendar
  const has = view === 'day' || view === 'list' || view === 'week'
  // Phone numbers and notes stand on paper only, so they are read when paper is asked for.
  const [first, last] = [frame.days[0]!, frame.days.at(-1)!]
  const details = useApi(
    'GET /calendar/sheet',
    {
      from: instantOf(`${first}T00:00`, frame.zone),
      to: instantOf(`${addDays(last, 1)}T00:00`, frame.zone),
    },
    { when: asked && has && view !== 'week' },
  )
  usePrintKey(onAsk)
  const isReady = asked && (view === 'week' || details.isFetched)
  useEffect(() => {
    if (!isReady) return
    window.print()
    onPrinted()
  }, [isReady])
  if (!has) return null
  const known = new Map((details.data?.items ?? []).map((one) => [one.visitId, one]))
  const people = inTurn(answer, shownOf({ ...calendar, by: 'practitioner' }, answer))
  return (
    <PrintOnly>
      <div className={classes.paper}>
        {view === 'week' ? (
          <WeekSheet calendar={calendar} answer={answer} person={personOf(calendar, answer, me.staffId)} />
        ) : (
          people.map((who) => (
            <DaySheet key={who.id} who={who} calendar={calendar} answer={answer} details={known} />
          ))
        )}
      </div>
    </PrintOnly>
  )
}

function inTurn({ practitioners }: CalendarAnswer, ids: string[]): CalendarAnswer['practitioners'] {
  return ids.flatMap((id) => practitioners.find((one) => one.id === id) ?? [])
}

/** Ctrl or ⌘ with P, too, waits until the sheet is whole. */
function usePrintKey(onAsk: () => void): void {
  const latest = useRef(onAsk)
  latest.current = onAsk
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'p' || event.shiftKey) return
      event.preventDefault()
      latest.current()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}
