import { useState } from 'react'
import type { Takes } from '../../../ui/api/index.ts'
import { ProblemError, refresh } from '../../../ui/api/index.ts'
import { notify, useCan, useFormat, useWords } from '../../../ui/kit/index.ts'
import type { Conflict } from '../conflict.ts'
import { conflictIfAny } from '../conflict.ts'
import { useSessionActs } from '../sessions/session-model.ts'
import { useVisitActs } from '../use-visit-acts.ts'
import { wallOf } from '../zone.ts'

/** The visit as it stands now: enough to take a move back, and to ask why it can't go somewhere. */
export interface Standing {
  id: string
  startsAt: string
  endsAt: string
  practitionerId: string | null
  roomId: string | null
  clientName: string | null
  rowVersion?: number
  serviceId?: string
  clientId?: string | null
  /** A group session: everybody in it comes along. */
  isSession?: boolean
}

export type MoveTo = Omit<Takes<'POST /appointments/{id}/move'>, 'id' | 'rowVersion' | 'knowingly'>

export interface RefusedMove {
  visit: Standing
  to: MoveTo
  conflict: Conflict
}

export type Mover = ReturnType<typeof useMove>

/**
 * Moves visits, with a toast to take it back. A refusal by the diary becomes `refused`, so that the screen can say why
 * and offer other times; a visit that somebody else has just changed is shown as it stands; other failures are thrown.
 */
export function useMove(zone: string) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const can = useCan()
  const { move } = useVisitActs()
  const session = useSessionActs().move
  const [refused, setRefused] = useState<RefusedMove | null>(null)

  function sayDone(visit: Standing, to: MoveTo, startsAt: string): void {
    const start = wallOf(startsAt, zone)
    const when = `${format.day(start.slice(0, 10), 'weekday')}, ${format.wallTime(start)}`
    const name = visit.clientName ?? t('held')
    const count = to.durationMinutes
    const isLonger = count !== undefined && Date.parse(startsAt) === Date.parse(visit.startsAt)
    notify.undo(isLonger ? t('resized', { name, count }) : t('moved', { name, when }), () =>
      visit.isSession
        ? session.do(sessionTo(visit.id, backOf(visit, false)))
        : move.do(backOf(visit, can('appointments.overlap'))),
    )
  }

  /** True when it was moved, false when the diary refused. */
  async function moveTo(visit: Standing, to: MoveTo, insist?: string): Promise<boolean> {
    try {
      const version = visit.rowVersion === undefined ? {} : { rowVersion: visit.rowVersion }
      const knowingly = insist ? { knowingly: { reason: insist } } : {}
      const moved = visit.isSession
        ? await session.do({ ...sessionTo(visit.id, to), ...version })
        : await move.do({ id: visit.id, ...to, ...version, ...knowingly })
      setRefused(null)
      sayDone(visit, to, moved.startsAt)
      return true
    } catch (error) {
      if (isStale(error)) {
        setRefused(null)
        notify.info(t('cal.changedMeanwhile', { name: visit.clientName ?? t('held') }))
        await refresh('GET /calendar', 'GET /appointments/{id}')
        return false
      }
      const conflict = conflictIfAny(error)
      if (!conflict) throw error
      // Nobody overlaps a whole group.
      setRefused({ visit, to, conflict: visit.isSession ? { ...conflict, canOverlap: false } : conflict })
      return false
    }
  }

  return { moveTo, refused, forget: () => setRefused(null), busy: move.busy || session.busy }
}

/** A session has one practitioner and one room at least as long as it is moved by hand. */
function sessionTo(id: string, { startsAt, durationMinutes, practitionerId, roomId, locationId }: MoveTo) {
  return {
    id,
    ...(startsAt ? { startsAt } : {}),
    ...(durationMinutes ? { durationMinutes } : {}),
    ...(practitionerId ? { practitionerId } : {}),
    ...(roomId ? { roomId } : {}),
    ...(locationId ? { locationId } : {}),
  }
}

/** Somebody else has changed the visit since it was drawn, or it is past moving by now. */
function isStale(error: unknown): boolean {
  return error instanceof ProblemError && (error.code === 'changed_meanwhile' || error.code === 'wrong_state')
}

/** Where it came from may have been against the rules, too: whoever may break them puts it back there. */
function backOf(visit: Standing, mayInsist: boolean): Takes<'POST /appointments/{id}/move'> {
  const minutes = Math.round((Date.parse(visit.endsAt) - Date.parse(visit.startsAt)) / 60_000)
  return {
    id: visit.id,
    startsAt: visit.startsAt,
    durationMinutes: minutes,
    ...(visit.practitionerId ? { practitionerId: visit.practitionerId } : {}),
    ...(visit.roomId ? { roomId: visit.roomId } : {}),
    ...(mayInsist ? { knowingly: { reason: 'Taken back' } } : {}),
  }
}
