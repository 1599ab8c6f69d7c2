import type { ReactNode } from 'react'
import { Icon, type IconName } from './icons.tsx'
import classes from './kit.module.css'

export type Tone = 'calm' | 'good' | 'warn' | 'bad' | 'info' | 'plum' | 'accent'

/** A small label in a colour. */
export function Badge({
  tone = 'calm',
  icon,
  children,
}: {
  tone?: Tone
  icon?: IconName
  children: ReactNode
}) {
  return (
    <span className={classes.badge} data-tone={tone}>
      {icon && <Icon name={icon} size={13} />}
      {children}
    </span>
  )
}

export interface Status {
  tone: Tone
  icon: IconName
}

/** Colour and icon of every state word of the house; the text comes from the slice's words. */
export const statuses = {
  requested: { tone: 'plum', icon: 'open' },
  held: { tone: 'calm', icon: 'waiting' },
  booked: { tone: 'info', icon: 'calendar' },
  confirmed: { tone: 'accent', icon: 'check' },
  arrived: { tone: 'warn', icon: 'arrived' },
  roomed: { tone: 'warn', icon: 'room' },
  in_room: { tone: 'plum', icon: 'room' },
  in_visit: { tone: 'plum', icon: 'visit' },
  checked_out: { tone: 'good', icon: 'forward' },
  done: { tone: 'good', icon: 'done' },
  completed: { tone: 'good', icon: 'done' },
  no_show: { tone: 'bad', icon: 'noShow' },
  expired: { tone: 'calm', icon: 'clock' },
  withdrawn: { tone: 'calm', icon: 'undo' },
  void: { tone: 'calm', icon: 'refused' },
  credited: { tone: 'calm', icon: 'receipt' },
  cancelled: { tone: 'calm', icon: 'refused' },
  draft: { tone: 'calm', icon: 'edit' },
  planned: { tone: 'info', icon: 'clock' },
  sent: { tone: 'info', icon: 'send' },
  sending: { tone: 'info', icon: 'send' },
  done_by_phone: { tone: 'good', icon: 'call' },
  delivered: { tone: 'good', icon: 'check' },
  failed: { tone: 'bad', icon: 'alert' },
  skipped: { tone: 'calm', icon: 'close' },
  open: { tone: 'warn', icon: 'open' },
  started: { tone: 'warn', icon: 'edit' },
  overdue: { tone: 'bad', icon: 'alert' },
  part_paid: { tone: 'warn', icon: 'cash' },
  paid: { tone: 'good', icon: 'done' },
  signed: { tone: 'good', icon: 'sign' },
  active: { tone: 'good', icon: 'check' },
  inactive: { tone: 'calm', icon: 'archive' },
  new: { tone: 'plum', icon: 'star' },
  contacted: { tone: 'info', icon: 'call' },
  qualified: { tone: 'accent', icon: 'check' },
  left: { tone: 'calm', icon: 'archive' },
  converted: { tone: 'good', icon: 'done' },
  lost: { tone: 'calm', icon: 'close' },
} satisfies Record<string, Status>

export function statusOf(state: string): Status {
  return (statuses as Record<string, Status>)[state] ?? { tone: 'calm', icon: 'open' }
}

/** A state with colour, icon and text (never by colour alone). */
export function StatusPill({ state, children }: { state: string; children: ReactNode }) {
  const { tone, icon } = statusOf(state)
  return (
    <Badge tone={tone} icon={icon}>
      {children}
    </Badge>
  )
}
