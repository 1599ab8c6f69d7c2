import { Dialog, useWords } from '../../../ui/kit/index.ts'
import { Refused, type RefusedProps } from '../why-not/Refused.tsx'

interface RefusedDialogProps extends RefusedProps {
  title: string
  onClose: () => void
}

/** A visit that was dropped or pasted where it can't be: why, what would open the time, other times, or insisting. */
export function RefusedDialog({ title, onClose, ...refused }: RefusedDialogProps) {
  const { t } = useWords('scheduling')
  return (
    <Dialog open onClose={onClose} title={`${t('cantMove')}: ${title}`}>
      <Refused {...refused} />
    </Dialog>
  )
}
