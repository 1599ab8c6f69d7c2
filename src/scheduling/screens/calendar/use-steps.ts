import { notify, useWords } from '../../../ui/kit/index.ts'
import { useVisitActs } from '../use-visit-acts.ts'

/** The steps of a visit that take one key or one press in the menu, each with its letter. */
export const STEP_KEYS = {
  confirm: 'C',
  arrive: 'I',
  room: 'R',
  complete: 'E',
  noShow: 'U',
} as const
export type QuickStep = keyof typeof STEP_KEYS | 'undoArrival' | 'undoNoShow' | 'restore'

/** Takes a step and says so; what can be taken back has its button in the toast. */
export function useSteps() {
  const { t } = useWords('scheduling')
  const acts = useVisitActs()
  return async (step: QuickStep, visit: { id: string; clientName: string | null }): Promise<void> => {
    const name = visit.clientName ?? t('held')
    try {
      await acts[step].do({ id: visit.id })
    } catch (error) {
      return notify.problem(error)
    }
    const text = t(`cal.did.${step}`, { name })
    if (step === 'arrive') notify.undo(text, () => acts.undoArrival.do({ id: visit.id }))
    else if (step === 'noShow') notify.undo(text, () => acts.undoNoShow.do({ id: visit.id }))
    else notify.done(text)
  }
}
