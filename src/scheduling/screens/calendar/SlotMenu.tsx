import { ContextMenu, useCan, useFormat, useGo, useWords, type CalendarSlot } from '../../../ui/kit/index.ts'

interface SlotMenuProps {
  slot: CalendarSlot
  at: { x: number; y: number }
  /** Whose column it is; empty in columns of rooms. */
  who: string
  copiedName: string | null
  mayBook: boolean
  onBook: () => void
  onPaste: () => void
  onWhy: () => void
  /** null: nobody works there then. */
  onFits: (() => void) | null
  /** null: nobody works there then, or it is not for this person. */
  onBlock: (() => void) | null
  /** Only on time that was blocked. */
  onFree: (() => void) | null
  onClose: () => void
}

/** What can be done with a time that nobody has. */
export function SlotMenu({
  slot,
  at,
  who,
  copiedName,
  mayBook,
  onBook,
  onPaste,
  onWhy,
  onFits,
  onBlock,
  onFree,
  onClose,
}: SlotMenuProps) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const can = useCan()
  const go = useGo()
  const tellDay = () => go('/campaigns', { day: slot.start.slice(0, 10) })
  const time = format.wallTime(slot.start)
  return (
    <ContextMenu
      at={at}
      label={t('cal.menuOfTime', { time })}
      title={[time, who].filter(Boolean).join(' · ')}
      entries={[
        mayBook && { label: t('newAppointment'), icon: 'book', keys: ['↵'], onClick: onBook },
        mayBook &&
          copiedName !== null && { label: t('cal.paste', { name: copiedName }), icon: 'copy', keys: ['Ctrl', 'V'], onClick: onPaste },
        onFits !== null && { label: t('cal.fits'), icon: 'waiting', onClick: onFits },
        onBlock !== null && { label: t('cal.block.menu'), icon: 'lock', onClick: onBlock },
        onFree !== null && { label: t('cal.block.free'), icon: 'undo', onClick: onFree },
        can('campaigns.manage') && { label: t('cal.tellDay'), icon: 'message', onClick: tellDay },
        who !== '' && { label: t('cal.why.menu'), icon: 'help', keys: ['?'], onClick: onWhy },
      ]} // prettier-ignore
      onClose={onClose}
    />
  )
}
