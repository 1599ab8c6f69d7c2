import { useState } from 'react'
import { notify, useFormat, useWords } from '../../../ui/kit/index.ts'
import { conflictIfAny, type Conflict } from '../conflict.ts'
import { useVisitActs } from '../use-visit-acts.ts'
import { wallOf } from '../zone.ts'
import type { CalendarVisit } from './calendar-model.ts'

export interface PasteTo {
  startsAt: string
  practitionerId: string | null
  roomId?: string
}

/** A visit that was copied, and booking the same again at another time, with a toast to take it back. */
export function usePaste(zone: string) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const { book, cancel } = useVisitActs()
  const [copied, setCopied] = useState<CalendarVisit | null>(null)
  const [refused, setRefused] = useState<{ visit: CalendarVisit; to: PasteTo; conflict: Conflict } | null>(
    null,
  )

  function copy(visit: CalendarVisit): void {
    if (!visit.clientId) return
    setCopied(visit)
    notify.info(t('cal.copied', { name: visit.clientName ?? '' }))
  }
  async function paste(visit: CalendarVisit, to: PasteTo, insist?: string): Promise<boolean> {
    try {
      const made = await book.do({
        serviceId: visit.serviceId,
        clientId: visit.clientId!,
        startsAt: to.startsAt,
        practitionerId: to.practitionerId ?? visit.practitionerId,
        durationMinutes: Math.round((Date.parse(visit.endsAt) - Date.parse(visit.startsAt)) / 60_000),
        mode: visit.mode,
        ...(to.roomId ? { roomId: to.roomId } : {}),
        ...(insist ? { knowingly: { reason: insist } } : {}),
      })
      setRefused(null)
      const start = wallOf(made.startsAt, zone)
      const when = `${format.day(start.slice(0, 10), 'weekday')}, ${format.wallTime(start)}`
      notify.undo(t('cal.pasted', { name: visit.clientName ?? '', when }), () =>
        cancel.do({ id: made.id, by: 'practice', reason: t('cal.pasteUndone') }),
      )
      return true
    } catch (error) {
      const conflict = conflictIfAny(error)
      if (conflict) setRefused({ visit, to, conflict })
      else notify.problem(error)
      return false
    }
  }
  return { copied, copy, paste, refused, forget: () => setRefused(null), busy: book.busy }
}
export type Paster = ReturnType<typeof usePaste>
