import type { ReadKey, Returns } from '../../../ui/api/index.ts'
import { useAct } from '../../../ui/api/index.ts'
import { wallOf } from '../zone.ts'

export type SessionLine = Returns<'GET /sessions'>['items'][number]
export type Session = Returns<'GET /sessions/{id}'>

const refresh: ReadKey[] = ['GET /sessions', 'GET /sessions/{id}', 'GET /calendar', 'GET /availability']

/** Everything that can be done with a session. */
export function useSessionActs() {
  const options = { refresh }
  return {
    schedule: useAct('POST /sessions', options),
    edit: useAct('PATCH /sessions/{id}', options),
    move: useAct('POST /sessions/{id}/move', options),
    cancel: useAct('POST /sessions/{id}/cancellation', options),
    join: useAct('POST /sessions/{id}/attendees', options),
    wait: useAct('POST /sessions/{id}/waitlist', options),
    giveUp: useAct('DELETE /sessions/{id}/waitlist/{waitingId}', options),
    promote: useAct('POST /sessions/{id}/waitlist/{waitingId}/promotion', options),
    arrive: useAct('POST /appointments/{id}/arrival', options),
    undoArrival: useAct('DELETE /appointments/{id}/arrival', options),
    noShow: useAct('POST /appointments/{id}/no-show', options),
    undoNoShow: useAct('DELETE /appointments/{id}/no-show', options),
    cancelVisit: useAct('POST /appointments/{id}/cancellation', options),
  }
}

/** Begin and end on the clock of the place. */
export function wallTimes({ startsAt, endsAt, zone }: Pick<SessionLine, 'startsAt' | 'endsAt' | 'zone'>) {
  return [wallOf(startsAt, zone), wallOf(endsAt, zone)] as const
}
