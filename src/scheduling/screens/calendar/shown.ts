import type { CalendarAnswer, CalendarVisit } from './calendar-model.ts'
import { isAt } from './calendar-model.ts'
import { choicesOf } from './columns.ts'
import type { CalendarState } from './use-calendar.ts'
import { inOrder } from './use-remembered.ts'
import { practitionersAtWork } from './working.ts'

/** The one practitioner of the week and of the phone: chosen, oneself, or the first who works. */
export function personOf(
  { url, frame }: CalendarState,
  answer: CalendarAnswer,
  staffId: string | null | undefined,
): string {
  const known = (id: string | null | undefined) => answer.practitioners.some((one) => one.id === id)
  if (known(url.person)) return url.person
  if (known(staffId)) return staffId ?? ''
  return practitionersAtWork(answer, frame)[0] ?? ''
}

/**
 * The columns that are shown, in their order: as the address says, else as this person left them, else those who have
 * something to do.
 */
export function shownOf(calendar: CalendarState, answer: CalendarAnswer): string[] {
  const { frame, by, remembered } = calendar
  const kept = chosenOf(calendar, choicesOf(by, answer, frame))
  const usual = usualOf(calendar, answer)
  const ids = kept.length > 0 ? kept : usual
  return inOrder(
    ids.map((id) => ({ id })),
    remembered.order,
  ).map((one) => one.id)
}

/** Which of them somebody has chosen, in the address or before on this device; none: nobody has. */
export function chosenOf(
  { url, remembered }: Pick<CalendarState, 'url' | 'remembered'>,
  all: readonly { id: string }[],
): string[] {
  const known = (ids: readonly string[]) => all.filter((one) => ids.includes(one.id)).map((one) => one.id)
  const chosen = known(url.show.split(','))
  return chosen.length > 0 ? chosen : known(remembered.show)
}

/** What is shown as long as nobody has chosen. */
export function usualOf(
  { by, frame }: Pick<CalendarState, 'by' | 'frame'>,
  answer: CalendarAnswer,
): string[] {
  if (by === 'practitioner') return practitionersAtWork(answer, frame)
  return choicesOf(by, answer, frame).map((one) => one.id)
}

/** The visits that are looked at: at the location, in the states that are ticked. */
export function visitsShown(
  { frame, states }: Pick<CalendarState, 'frame' | 'states'>,
  answer: CalendarAnswer,
): CalendarVisit[] {
  return answer.visits.filter((visit) => isAt(visit, frame) && states.has(visit.state))
}
