import type { CalendarColumn } from '../../../ui/kit/index.ts'
import { isAt, NO_ROOM } from './calendar-model.ts'
import type { CalendarAnswer, Columns, Frame } from './calendar-model.ts'
import { workOf, type Span } from './working.ts'

/** What can stand as a column. */
export interface Choice {
  id: string
  name: string
  about: string
}

interface ColumnsAsk {
  answer: CalendarAnswer
  frame: Frame
  today: string
  /** Ids in the order in which they stand. */
  shown: string[]
  /** What stands under a practitioner's name. */
  hoursText(spans: Span[], practitionerId: string): string
}

/** The columns of a day: practitioners with their hours, rooms or equipment with their place. */
export function columnsOfDay(by: Columns, ask: ColumnsAsk & { noRoom: string }): CalendarColumn[] {
  const { answer, frame, today, shown, hoursText, noRoom } = ask
  const day = frame.days[0] ?? ''
  const isToday = day === today
  const choices = new Map(choicesOf(by, answer, frame).map((one) => [one.id, one]))
  const columns = shown.flatMap((id) => {
    const one = choices.get(id)
    if (!one) return []
    const about = by === 'practitioner' ? hoursText(workOf(answer, { practitionerId: id, day, frame }), id) : one.about // prettier-ignore
    return { id, day, resourceId: id, title: one.name, about, today: isToday }
  })
  const some = by === 'room' && answer.visits.some((visit) => visit.roomId === null && isAt(visit, frame))
  const rest = { id: NO_ROOM, day, resourceId: NO_ROOM, title: noRoom, about: '', today: isToday }
  return some ? [...columns, rest] : columns
}

/** The days of a week of one practitioner. */
export function columnsOfWeek(
  days: string[],
  {
    today,
    titleOf,
    aboutOf,
  }: { today: string; titleOf: (day: string) => string; aboutOf: (day: string) => string },
): CalendarColumn[] {
  return days.map((day) => ({
    id: day,
    day,
    resourceId: null,
    title: titleOf(day),
    about: aboutOf(day),
    today: day === today,
  }))
}

/** Everything of a kind that can stand as a column. */
export function choicesOf(by: Columns, answer: CalendarAnswer, frame: Frame): Choice[] {
  if (by === 'practitioner') return answer.practitioners.map(({ id, name }) => ({ id, name, about: '' }))
  const places = new Map(answer.locations.map((one) => [one.id, one.name]))
  return (by === 'room' ? answer.rooms : (answer.equipment ?? []))
    .filter((one) => isAt(one, frame))
    .map(({ id, name, locationId }) => ({ id, name, about: places.get(locationId) ?? '' }))
}
