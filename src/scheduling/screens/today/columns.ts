import type { CalendarVisit } from '../calendar/calendar-model.ts'

export interface TodayColumn {
  key: 'expected' | 'waiting' | 'inRoom' | 'done' | 'missed'
  visits: CalendarVisit[]
}

const places: Partial<Record<CalendarVisit['state'], TodayColumn['key']>> = {
  booked: 'expected',
  confirmed: 'expected',
  arrived: 'waiting',
  in_room: 'inRoom',
  done: 'done',
  no_show: 'missed',
}

/** The visits of a day by where the people are. Who has waited longest is first; who just left is first of those done. */
export function columnsOfToday(visits: CalendarVisit[]): TodayColumn[] {
  const of = (key: TodayColumn['key']) => visits.filter((visit) => places[visit.state] === key)
  const by = (time: (visit: CalendarVisit) => string) => (a: CalendarVisit, b: CalendarVisit) =>
    time(a).localeCompare(time(b))
  const missed = of('missed')
  const columns: TodayColumn[] = [
    { key: 'expected', visits: of('expected').toSorted(by((visit) => visit.startsAt)) },
    { key: 'waiting', visits: of('waiting').toSorted(by((visit) => visit.arrivedAt ?? visit.startsAt)) },
    { key: 'inRoom', visits: of('inRoom').toSorted(by((visit) => visit.inRoomAt ?? visit.startsAt)) },
    {
      key: 'done',
      visits: of('done')
        .toSorted(by((visit) => visit.endsAt))
        .toReversed(),
    },
  ]
  return missed.length > 0 ? [...columns, { key: 'missed', visits: missed }] : columns
}
