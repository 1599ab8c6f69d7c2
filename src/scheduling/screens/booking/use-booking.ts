import { useState } from 'react'
import type { Takes } from '../../../ui/api/index.ts'
import { notify, useFormat, useWords } from '../../../ui/kit/index.ts'
import type { Conflict } from '../conflict.ts'
import { conflictIfAny } from '../conflict.ts'
import { useVisitActs } from '../use-visit-acts.ts'
import { wallOf } from '../zone.ts'

export type BookingInput = Takes<'POST /appointments'>

/** Books; a refusal by the diary becomes `conflict`, so that the dialog can offer other times. */
export function useBooking(zone: string, onDone: () => void) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const { book, arrive } = useVisitActs()
  const [conflict, setConflict] = useState<Conflict | null>(null)

  async function bookIt(input: BookingInput): Promise<void> {
    setConflict(null)
    try {
      const visit = await book.do(input)
      if (input.source === 'walk_in') await arrive.do({ id: visit.id })
      const start = wallOf(visit.startsAt, zone)
      notify.done(
        t('booked', {
          name: visit.client?.name ?? '',
          when: `${format.day(start.slice(0, 10), 'weekday')}, ${format.wallTime(start)}`,
          who: visit.practitioner?.name ?? '',
        }),
      )
      onDone()
    } catch (error) {
      const found = conflictIfAny(error)
      if (!found) throw error
      setConflict(found)
    }
  }
  return { bookIt, conflict, forget: () => setConflict(null), busy: book.busy || arrive.busy }
}
