import type { Conflict } from '../conflict.ts'
import { ConflictNotice } from '../ConflictNotice.tsx'
import { WhyNotPanel, type WhyWish } from './WhyNotPanel.tsx'

export interface RefusedProps {
  conflict: Conflict
  /** What was wished for; null when nobody in particular was. */
  wish: WhyWish | null
  zone: string
  day: string
  nameOf: (practitionerId: string) => string | undefined
  roomOf: (roomId: string) => string | undefined
  busy: boolean
  insistLabel?: string
  onChoose: (time: {
    startsAt: string
    endsAt: string
    practitionerId: string
    locationId: string
  }) => unknown
  onInsist: (reason: string) => unknown
}

/** What the diary refused: each rule against it and what would open it; where no rule says so, the next free times. */
export function Refused(props: RefusedProps) {
  const { conflict, wish, zone, day, nameOf, roomOf, busy, insistLabel, onChoose, onInsist } = props
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
  if (!wish) return notice
  return (
    <WhyNotPanel
      wish={wish}
      zone={zone}
      names={{ practitioner: nameOf(wish.practitionerId) ?? '', room: roomOf }}
      busy={busy}
      onChoose={onChoose}
      onInsist={conflict.canOverlap ? onInsist : undefined}
      {...(insistLabel ? { insistLabel } : {})}
      otherwise={notice}
    />
  )
}
