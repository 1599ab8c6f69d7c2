import { lazy, Suspense } from 'react'
import { Loading, ScreenOnly, type CalendarTarget } from '../../../ui/kit/index.ts'
import type { Mover } from '../visit/use-move.ts'
import type { CalendarAnswer } from './calendar-model.ts'
import { GridView } from './GridView.tsx'
import type { CalendarState } from './use-calendar.ts'

// Day and week open most often: the other views come when they are looked at.
const Agenda = lazy(async () => ({ default: (await import('./Agenda.tsx')).Agenda }))
const MonthView = lazy(async () => ({ default: (await import('./MonthView.tsx')).MonthView }))
const TeamWeek = lazy(async () => ({ default: (await import('./TeamWeek.tsx')).TeamWeek }))

interface CalendarBodyProps {
  calendar: CalendarState
  answer: CalendarAnswer
  mover: Mover
  nameOf: (practitionerId: string | null) => string
  onMenu: (target: CalendarTarget, at: { x: number; y: number }) => void
  onKey: (target: CalendarTarget, event: KeyboardEvent) => boolean
}

/** The view that the address asks for. */
export function CalendarBody(props: CalendarBodyProps) {
  return (
    <Suspense fallback={<Loading lines={10} tall />}>
      <View {...props} />
    </Suspense>
  )
}

function View({ calendar, answer, mover, nameOf, onMenu, onKey }: CalendarBodyProps) {
  if (calendar.view === 'month') return <MonthView calendar={calendar} />
  if (calendar.view === 'team') return <TeamWeek calendar={calendar} />
  if (calendar.view === 'list') {
    return (
      <ScreenOnly>
        <Agenda calendar={calendar} answer={answer} nameOf={nameOf} />
      </ScreenOnly>
    )
  }
  return <GridView calendar={calendar} answer={answer} mover={mover} onMenu={onMenu} onKey={onKey} />
}
