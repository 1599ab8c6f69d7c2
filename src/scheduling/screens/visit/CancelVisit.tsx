import { notify, useWords } from '../../../ui/kit/index.ts'
import type { Appointment } from '../use-visit-acts.ts'
import { useVisitActs } from '../use-visit-acts.ts'
import { CancelDialog } from './CancelDialog.tsx'

interface CancelVisitProps {
  open: boolean
  visit: Appointment
  onClose: () => void
}

/** Cancels one visit, with ten seconds to take it back. */
export function CancelVisit({ open, visit, onClose }: CancelVisitProps) {
  const { t } = useWords('scheduling')
  const { cancel, restore } = useVisitActs()
  return (
    <CancelDialog
      open={open}
      title={t('cancelTitle')}
      help={t('cancelHelp')}
      act={t('cancelAct')}
      onCancel={async (said) => {
        await cancel.do({ id: visit.id, ...said })
        notify.undo(t('cancelled', { name: visit.client?.name ?? t('held') }), () =>
          restore.do({ id: visit.id }),
        )
      }}
      onClose={onClose}
    />
  )
}
