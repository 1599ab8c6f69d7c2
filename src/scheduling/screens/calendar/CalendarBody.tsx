import { ScreenOnly, type CalendarTarget } from '../../../ui/kit/index.ts'
import type { Mover } from '../visit/use-move.ts'
import { Agenda } from './Agenda.tsx'
import type { CalendarAnswer } from './calendar-model.ts'
import { GridView } from './GridView.tsx'
import { MonthView } from './MonthView.tsx'
import { TeamWeek } from './TeamWeek.tsx'
import type { CalendarState } from './use-calendar.ts'

interface CalendarBodyProps {
  calendar: CalendarState
  answer: CalendarAnswer
  mover: Mover
  nameOf: (practitionerId: string | null) => string
  onMenu: (target: CalendarTarget, at: { x: number; y: number }) => void
  onKey: (target: CalendarTarget, event: KeyboardEvent) => boolean
}

/** The view that the address asks for. */
export function CalendarBody({ calendar, answer, mover, nameOf, onMenu, onKey }: CalendarBodyProps) {
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
