import { Dialog, useWords } from '../../../ui/kit/index.ts'
import type { Conflict } from '../conflict.ts'
import { ConflictNotice } from '../ConflictNotice.tsx'
import { WhyNotPanel, type WhyWish } from '../why-not/WhyNotPanel.tsx'

interface RefusedDialogProps {
  title: string
  conflict: Conflict
  /** What was wished for; null when nobody in particular was. */
  wish: WhyWish | null
  zone: string
  day: string
  nameOf: (practitionerId: string) => string | undefined
  roomOf: (roomId: string) => string | undefined
  busy: boolean
  insistLabel: string
  onChoose: (time: { startsAt: string; practitionerId: string; locationId: string }) => unknown
  onInsist: (reason: string) => unknown
  onClose: () => void
}

/** A visit that was dropped or pasted where it can't be: why, what would open the time, other times, or insisting. */
export function RefusedDialog(props: RefusedDialogProps) {
  const { title, conflict, wish, zone, day, nameOf, roomOf, busy, insistLabel, onChoose, onInsist, onClose } =
    props
  const { t } = useWords('scheduling')
  const notice = (
    <ConflictNotice
      conflict={conflict}
      zone={zone}
      day={day}
      nameOf={nameOf}
      busy={busy}
      onChoose={onChoose}
      onInsist={onInsist}
    />
  )
  return (
    <Dialog open onClose={onClose} title={`${t('cantMove')}: ${title}`}>
      {wish ? (
        <WhyNotPanel
          wish={wish}
          zone={zone}
          names={{ practitioner: nameOf(wish.practitionerId) ?? '', room: roomOf }}
          busy={busy}
          onChoose={onChoose}
          onInsist={conflict.canOverlap ? onInsist : undefined}
          insistLabel={insistLabel}
          otherwise={notice}
        />
      ) : (
        notice
      )}
    </Dialog>
  )
}
