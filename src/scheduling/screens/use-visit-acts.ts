import type { ReadKey, Returns } from '../../ui/api/index.ts'
import { ProblemError, useAct } from '../../ui/api/index.ts'
import { confirm, useWords } from '../../ui/kit/index.ts'

export type Appointment = Returns<'GET /appointments/{id}'>
export type State = Appointment['state']

// Only what shows visits is asked again; names, services and settings stay.
const refresh: ReadKey[] = [
  'GET /calendar',
  'GET /appointments/{id}',
  'GET /availability',
  'GET /form-requests',
  'GET /messages',
]

/** Everything that can be done with a visit, under the names of the steps in its `can`. */
export function useVisitActs() {
  const options = { refresh }
  return {
    book: useAct('POST /appointments', options),
    move: useAct('POST /appointments/{id}/move', options),
    cancel: useAct('POST /appointments/{id}/cancellation', options),
    restore: useAct('POST /appointments/{id}/restoration', options),
    confirm: useAct('POST /appointments/{id}/confirmation', options),
    arrive: useArrive(options),
    undoArrival: useAct('DELETE /appointments/{id}/arrival', options),
    room: useAct('POST /appointments/{id}/room', options),
    complete: useAct('POST /appointments/{id}/completion', options),
    noShow: useAct('POST /appointments/{id}/no-show', options),
    undoNoShow: useAct('DELETE /appointments/{id}/no-show', options),
    edit: useAct('PATCH /appointments/{id}', options),
  }
}
/** Where something that blocks check-in is missing, the desk is asked whether and why the client comes in anyway. */
function useArrive(options: { refresh: ReadKey[] }) {
  const { t } = useWords('scheduling')
  const arrive = useAct('POST /appointments/{id}/arrival', options)
  const act: typeof arrive.do = (input, how) =>
    arrive.do(input, how).catch((error: unknown) => {
      if (input && error instanceof ProblemError && error.code === 'check_in_blocked')
        confirm({
          title: t('arriveAnyway.title'),
          text: error.message,
          act: t('arriveAnyway.act'),
          reason: 'required',
          onConfirm: (reason) => arrive.do({ ...input, reason }, how),
        })
      throw error
    })
  return { ...arrive, do: act }
}

export type VisitActs = ReturnType<typeof useVisitActs>

/** The steps one button takes, in the order of a visit. */
export const NEXT_STEPS = {
  booked: 'arrive',
  confirmed: 'arrive',
  arrived: 'room',
  in_room: 'complete',
} as const satisfies Partial<Record<State, keyof VisitActs>>
export type NextStep = (typeof NEXT_STEPS)[keyof typeof NEXT_STEPS]

/** The step that comes next for a visit in this state; null when nothing is left to do. */
export function nextStepIfAny(state: State): NextStep | null {
  return (NEXT_STEPS as Partial<Record<State, NextStep>>)[state] ?? null
}
