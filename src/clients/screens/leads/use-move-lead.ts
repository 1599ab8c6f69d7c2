import { useAct } from '../../../ui/api/index.ts'
import { notify, useWords } from '../../../ui/kit/index.ts'
import type { Lead, Stage } from './LeadsScreen.tsx'

/** The stages a lead can be moved to by hand; booked is reached by becoming a client. */
export const HAND_STAGES: Stage[] = ['new', 'contacted', 'qualified', 'lost']

/** Moves a lead to another stage and offers to take it back; losing asks for the reason first. */
export function useMoveLead(onLose: (lead: Lead) => void) {
  const { t } = useWords('clients')
  const move = useAct('POST /leads/{id}/stage')
  const back = useAct('POST /leads/{id}/stage')
  return async function moveTo(lead: Lead, stage: Stage) {
    if (stage === lead.stage) return
    if (stage === 'lost') return onLose(lead)
    try {
      const moved = await move.do({ id: lead.id, rowVersion: lead.rowVersion, stage })
      notify.undo(t('lead.moved', { name: lead.name, stage: t(`stage.${stage}`) }), () =>
        back.do({
          id: lead.id,
          rowVersion: moved.rowVersion,
          stage: lead.stage,
          ...(lead.lostReason ? { lostReason: lead.lostReason } : {}),
        }),
      )
    } catch (error) {
      notify.problem(error)
    }
  }
}
