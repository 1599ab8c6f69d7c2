import type { CalendarAnswer } from './calendar-model.ts'
import { practitionersAtWork } from './calendar-model.ts'
import type { CalendarState } from './use-calendar.ts'

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

/** The practitioners whose columns are shown: as chosen, else those who have something to do. */
export function shownOf({ url, frame }: CalendarState, answer: CalendarAnswer): string[] {
  const chosen = url.show.split(',').filter((id) => answer.practitioners.some((one) => one.id === id))
  return chosen.length > 0 ? chosen : practitionersAtWork(answer, frame)
}
