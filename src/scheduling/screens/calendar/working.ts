import type { CalendarBackground } from '../../../ui/kit/index.ts'
import { minutesOfDay, timeText, wallOf } from '../zone.ts'
import { isAt } from './calendar-model.ts'
import type { CalendarAnswer, Frame, Labels } from './calendar-model.ts'

export interface Span {
  start: string
  end: string
}

/** When somebody works on a local day, as wall clocks; joined where one ends as the next begins. */
export function workOf(
  answer: CalendarAnswer,
  { practitionerId, day, frame }: { practitionerId: string | null; day: string; frame: Frame },
): Span[] {
  const spans = answer.open
    .filter((one) => (practitionerId === null || one.practitionerId === practitionerId) && isAt(one, frame))
    .map((one) => ({ start: wallOf(one.startsAt, frame.zone), end: wallOf(one.endsAt, frame.zone) }))
    .map((one) => cutToDay(one, day))
    .filter((one): one is Span => one !== null)
  return joined(spans)
}

function cutToDay({ start, end }: Span, day: string): Span | null {
  if (start.slice(0, 10) > day || end <= `${day}T00:00`) return null
  const next = `${day}T24:00`
  return { start: start < `${day}T00:00` ? `${day}T00:00` : start, end: end.slice(0, 10) > day ? next : end }
}

export function joined(spans: Span[]): Span[] {
  const sorted = spans.toSorted((a, b) => a.start.localeCompare(b.start))
  const out: Span[] = []
  for (const span of sorted) {
    const last = out.at(-1)
    if (last && span.start <= last.end) last.end = span.end > last.end ? span.end : last.end
    else out.push({ ...span })
  }
  return out
}

/** What is left of a day outside of the spans, within the hours that are shown. */
export function outside(spans: Span[], { day, from, to }: { day: string; from: string; to: string }): Span[] {
  const out: Span[] = []
  let at = `${day}T${from}`
  const end = `${day}T${to}`
  for (const span of spans) {
    if (span.start > at) out.push({ start: at, end: span.start < end ? span.start : end })
    if (span.end > at) at = span.end
    if (at >= end) break
  }
  if (at < end) out.push({ start: at, end })
  return out.filter((one) => one.start < one.end)
}

/** First and last full hour that must be seen: working hours and visits, and at least 8 to 18. */
export function hoursShown(answer: CalendarAnswer, frame: Frame): { from: string; to: string } {
  let [first, last] = [8 * 60, 18 * 60]
  const days = new Set(frame.days)
  const seen = [...answer.open, ...answer.visits.filter((one) => one.state !== 'cancelled')].filter((one) =>
    isAt(one, frame),
  )
  for (const one of seen) {
    const [start, end] = [wallOf(one.startsAt, frame.zone), wallOf(one.endsAt, frame.zone)]
    if (!days.has(start.slice(0, 10))) continue
    first = Math.min(first, minutesOfDay(start))
    last = Math.max(last, start.slice(0, 10) === end.slice(0, 10) ? minutesOfDay(end) : 24 * 60)
  }
  return { from: timeText(Math.floor(first / 60) * 60), to: timeText(Math.ceil(last / 60) * 60) }
}

interface BackgroundAsk {
  answer: CalendarAnswer
  frame: Frame
  labels: Labels
  /** A room has the hours of everybody at its location. */
  columns: { id: string | null; practitionerId: string | null; locationId?: string }[]
  hours: { from: string; to: string }
}

/** Closed times, time off and closed days behind the visits, for each column. */
export function backgroundOf({ answer, frame, labels, columns, hours }: BackgroundAsk): CalendarBackground[] {
  return columns.flatMap(({ id, practitionerId, locationId = frame.locationId }) => [
    ...frame.days.flatMap((day) =>
      outside(workOf(answer, { practitionerId, day, frame: { ...frame, locationId } }), {
        day,
        ...hours,
      }).map((span) => ({
        id: `closed ${id} ${span.start}`,
        ...span,
        resourceId: id,
        kind: 'closed' as const,
      })),
    ),
    ...answer.reserved
      .filter(
        (kept) => practitionerId !== null && kept.practitionerId === practitionerId && isAt(kept, frame),
      )
      .map((kept) => ({
        id: `kept ${kept.startsAt} ${kept.locationId} ${id}`,
        start: wallOf(kept.startsAt, frame.zone),
        end: wallOf(kept.endsAt, frame.zone),
        resourceId: id,
        kind: 'kept' as const,
        title: labels.kept(kept),
      })),
    ...answer.timeOff
      .filter((off) => practitionerId !== null && off.practitionerId === practitionerId)
      .map((off) => ({
        id: `off ${off.id} ${id}`,
        start: wallOf(off.startsAt, frame.zone),
        end: wallOf(off.endsAt, frame.zone),
        resourceId: id,
        kind: off.state === 'requested' ? ('asked' as const) : ('blocked' as const),
        title: labels.timeOff(off.kind, off),
      })),
    ...closedDays({ answer, frame }).map((closed) => ({
      id: `closure ${closed.day} ${id}`,
      start: `${closed.day}T${hours.from}`,
      end: `${closed.day}T${hours.to}`,
      resourceId: id,
      kind: 'blocked' as const,
      title: closed.name,
    })),
  ])
}

/** The days shown on which everything that is looked at is closed. */
export function closedDays({
  answer,
  frame,
}: {
  answer: CalendarAnswer
  frame: Frame
}): { day: string; name: string }[] {
  return frame.days.flatMap((day) => {
    const closure = answer.closures.find(
      (one) =>
        one.startsOn <= day &&
        day <= one.endsOn &&
        (one.locationId === null || one.locationId === frame.locationId),
    )
    return closure ? [{ day, name: closure.name }] : []
  })
}

/** Who has something to do on these days: hours, visits or time off; everybody when nobody has. */
export function practitionersAtWork(answer: CalendarAnswer, frame: Frame): string[] {
  const busy = answer.practitioners.filter(
    (one) =>
      frame.days.some((day) => workOf(answer, { practitionerId: one.id, day, frame }).length > 0) ||
      answer.visits.some(
        (visit) => visit.practitionerId === one.id && isAt(visit, frame) && visit.state !== 'cancelled',
      ),
  )
  return (busy.length > 0 ? busy : answer.practitioners).map((one) => one.id)
}
