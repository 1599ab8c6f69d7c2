import { useState } from 'react'
import type { CalendarSlot, CalendarTarget } from '../../../ui/kit/index.ts'
import { useCan, useMe, useShortcutsEnabled } from '../../../ui/kit/index.ts'
import { instantOf } from '../zone.ts'
import type { OverbookingSlot } from '../noshow/BookBesideDialog.tsx'
import type { FreeGap } from '../waitlist/FitsGap.tsx'
import { visitIdOf, type CalendarAnswer, type CalendarVisit } from './calendar-model.ts'
import { gapAt } from './gap.ts'
import { whoOf } from './GridView.tsx'
import { useBlocking } from './use-blocking.ts'
import { personOf } from './shown.ts'
import type { CalendarState } from './use-calendar.ts'
import type { Paster } from './use-paste.ts'
import { STEP_KEYS, useSteps, type QuickStep } from './use-steps.ts'

/** What is open beside the grid: a menu, the question why not, or the search for a free time. */
export type Opened =
  | { kind: 'visit'; visit: CalendarVisit; at: { x: number; y: number } }
  | { kind: 'slot'; slot: CalendarSlot; at: { x: number; y: number } }
  | { kind: 'why'; slot: CalendarSlot; practitionerId: string }
  | { kind: 'next'; visit: CalendarVisit | null }
  | { kind: 'fits'; gap: FreeGap }
  | { kind: 'beside'; slot: OverbookingSlot }
  | { kind: 'block'; gap: FreeGap }

interface TargetsAsk {
  calendar: CalendarState
  answer: CalendarAnswer | undefined
  paster: Paster
  /** Opens the drawer of a visit, with one of its dialogs. */
  onOpen: (id: string, ask?: 'move' | 'cancel') => void
}

/** What menus and keys do with a visit or a free time. */
export function useTargets({ calendar, answer, paster, onOpen }: TargetsAsk) {
  const me = useMe()
  const can = useCan()
  const step = useSteps()
  const [letters] = useShortcutsEnabled()
  const [opened, setOpened] = useState<Opened | null>(null)
  const { frame, view, by, setUrl } = calendar
  const mayBook = can('appointments.book')
  const visitOf = (id: string) => answer?.visits.find((one) => one.id === visitIdOf(id))
  const person = answer ? personOf(calendar, answer, me.staffId) : ''
  const wishAt = ({ resourceId }: CalendarSlot) => whoOf({ by, view, person }, resourceId)

  function menu(target: CalendarTarget, at: { x: number; y: number }): void {
    const visit = 'visit' in target ? visitOf(target.visit) : undefined
    if (visit) setOpened({ kind: 'visit', visit, at })
    else if ('visit' in target && target.visit.startsWith('session:'))
      setUrl({ session: target.visit.slice('session:'.length) })
    else if ('slot' in target) setOpened({ kind: 'slot', slot: target.slot, at })
  }
  function book(slot: CalendarSlot): void {
    setUrl({ new: '1', at: slot.start, until: '', ...wishAt(slot) })
  }
  function paste(slot: CalendarSlot): void {
    if (!paster.copied) return
    const { with: who, room } = wishAt(slot)
    void paster.paste(paster.copied, {
      startsAt: instantOf(slot.start, frame.zone),
      practitionerId: who || null,
      ...(room ? { roomId: room } : {}),
    })
  }
  function why(slot: CalendarSlot): void {
    const { with: practitionerId } = wishAt(slot)
    if (practitionerId) setOpened({ kind: 'why', slot, practitionerId })
  }
  const gapOf = (slot: CalendarSlot) =>
    answer
      ? gapAt(answer, {
          at: instantOf(slot.start, frame.zone),
          practitionerId: wishAt(slot).with,
          zone: frame.zone,
        })
      : null
  /** Shows who on the waitlist fits; null where nobody works, or the list is not for this person. */
  function fits(slot: CalendarSlot): (() => void) | null {
    const gap = gapOf(slot)
    return gap && can('waitlist.see') ? () => setOpened({ kind: 'fits', gap }) : null
  }
  const { block, free } = useBlocking({ answer, zone: frame.zone, gapOf, wishAt, setOpened })
  function visitKey(visit: CalendarVisit, event: KeyboardEvent): boolean {
    const key = event.key.toUpperCase()
    if (event.ctrlKey || event.metaKey) {
      if (key !== 'C' || !mayBook || window.getSelection()?.toString()) return false
      paster.copy(visit)
      return true
    }
    if (!letters || event.altKey || event.key.length !== 1) return false
    const taken = Object.entries(STEP_KEYS).find(([, letter]) => letter === key)?.[0] as QuickStep | undefined
    if (taken && can(taken === 'confirm' ? 'appointments.book' : 'appointments.check_in'))
      void step(taken, visit)
    else if (key === 'V' && visit.canMove) onOpen(visit.id, 'move')
    else if (key === 'X' && can('appointments.cancel')) onOpen(visit.id, 'cancel')
    else if (key === 'B' && mayBook) setOpened({ kind: 'next', visit })
    else return false
    return true
  }
  function slotKey(slot: CalendarSlot, event: KeyboardEvent): boolean {
    const key = event.key.toUpperCase()
    if ((event.ctrlKey || event.metaKey) && key === 'V' && paster.copied && mayBook) paste(slot)
    else if (letters && key === 'N' && mayBook && !event.ctrlKey && !event.metaKey) book(slot)
    else return false
    return true
  }
  function pressed(target: CalendarTarget, event: KeyboardEvent): boolean {
    if ('slot' in target) return slotKey(target.slot, event)
    const visit = visitOf(target.visit)
    return visit ? visitKey(visit, event) : false
  }
  return {
    opened,
    setOpened,
    close: () => setOpened(null),
    menu,
    pressed,
    book,
    paste,
    why,
    fits,
    block,
    free,
    wishAt,
    mayBook,
  }
}
export type Targets = ReturnType<typeof useTargets>
