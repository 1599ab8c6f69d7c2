import { useApi } from '../../../ui/api/index.ts'
import { ContextMenu, Loading, useFormat, useGo, useWords, type MenuEntry } from '../../../ui/kit/index.ts'
import { useBeside } from '../noshow/beside.ts'
import type { OverbookingSlot } from '../noshow/BookBesideDialog.tsx'
import type { Appointment } from '../use-visit-acts.ts'
import { wallOf } from '../zone.ts'
import type { CalendarVisit } from './calendar-model.ts'
import { STEP_KEYS, useSteps } from './use-steps.ts'

interface VisitMenuProps {
  visit: CalendarVisit
  zone: string
  at: { x: number; y: number }
  mayBook: boolean
  onCopy: () => void
  /** Opens the drawer, and in it the dialog that was asked for. */
  onOpen: (ask?: 'move' | 'cancel') => void
  onBookAgain: () => void
  /** Books somebody beside a visit that will probably not take place. */
  onBeside: (slot: OverbookingSlot) => void
  onClose: () => void
}

const icons = {
  confirm: 'check',
  arrive: 'arrived',
  room: 'room',
  complete: 'done',
  noShow: 'noShow',
} as const

/** What can be done with a visit, where it stands: the server says which steps are allowed now. */
export function VisitMenu(props: VisitMenuProps) {
  const { visit, zone, at, mayBook, onCopy, onOpen, onBookAgain, onBeside, onClose } = props
  const { t } = useWords('scheduling')
  const format = useFormat()
  const go = useGo()
  const step = useSteps()
  const read = useApi('GET /appointments/{id}', { id: visit.id })
  const range = format.wallRange(wallOf(visit.startsAt, zone), wallOf(visit.endsAt, zone))
  const slot = useBeside(true).find((one) => one.appointmentId === visit.id)
  const steps = read.data ? stepsOf(read.data) : []
  const entries: (MenuEntry | false | null | undefined)[] = read.data
    ? [
        ...steps.map((one) => ({ label: t(`step.${one}`), icon: icons[one], keys: [STEP_KEYS[one]], onClick: () => step(one, visit) })),
        read.data.can.undoArrival && { label: t('step.undoArrival'), icon: 'undo', onClick: () => step('undoArrival', visit) },
        read.data.can.undoNoShow && { label: t('step.undoNoShow'), icon: 'undo', onClick: () => step('undoNoShow', visit) },
        read.data.can.restore && { label: t('step.restore'), icon: 'undo', onClick: () => step('restore', visit) },
        { label: t('cal.open'), icon: 'calendar', divided: steps.length > 0, keys: ['↵'], onClick: () => onOpen() },
        read.data.can.move && { label: t('step.move'), icon: 'clock', keys: ['V'], onClick: () => onOpen('move') },
        mayBook && visit.clientId !== null && { label: t('cal.copy'), icon: 'copy', keys: ['Ctrl', 'C'], onClick: onCopy },
        mayBook && visit.clientId !== null && { label: t('cal.findNext'), icon: 'search', keys: ['B'], onClick: onBookAgain },
        slot && { label: t('noShows.bookBesideMenu'), icon: 'addPerson', onClick: () => onBeside(slot) },
        visit.clientId !== null && { label: t('openClient'), icon: 'person', onClick: () => go(`/clients/${visit.clientId}`) },
        read.data.can.cancel && { label: t('step.cancel'), icon: 'refused', danger: true, divided: true, keys: ['X'], onClick: () => onOpen('cancel') },
      ]
    : [] // prettier-ignore
  return (
    <ContextMenu
      key={read.data ? 'known' : 'asked'}
      at={at}
      label={t('cal.menuOf', { name: visit.clientName ?? t('held') })}
      title={`${visit.clientName ?? t('held')} · ${range}`}
      entries={entries}
      waiting={<Loading lines={3} />}
      onClose={onClose}
    />
  )
}

/** The steps that one press takes; who did not come can only be noted once the visit should have begun. */
function stepsOf({ can, startsAt }: Appointment): (keyof typeof STEP_KEYS)[] {
  const isPast = Date.parse(startsAt) <= Date.now()
  const all = ['confirm', 'arrive', 'room', 'complete', 'noShow'] as const
  return all.filter((one) => can[one] && (one !== 'noShow' || isPast))
}
