import { useAct } from '../../../ui/api/index.ts'
import { notify, useCan, useMe, useWords, type CalendarSlot } from '../../../ui/kit/index.ts'
import type { FreeGap } from '../waitlist/FitsGap.tsx'
import { instantOf } from '../zone.ts'
import type { CalendarAnswer } from './calendar-model.ts'

interface BlockingAsk {
  answer: CalendarAnswer | undefined
  zone: string
  gapOf: (slot: CalendarSlot) => FreeGap | null
  wishAt: (slot: CalendarSlot) => { with: string }
  setOpened: (opened: { kind: 'block'; gap: FreeGap }) => void
}

/** Blocking free time of somebody, and freeing it again; null where it is not possible or not for this person. */
export function useBlocking({ answer, zone, gapOf, wishAt, setOpened }: BlockingAsk) {
  const { t } = useWords('scheduling')
  const me = useMe()
  const can = useCan()
  const unblock = useAct('DELETE /blocked-time/{id}', { refresh: ['GET /calendar', 'GET /availability'] })
  const mayBlock = (who: string) => can('time.block_others') || (can('time.block') && who === me.staffId)

  function block(slot: CalendarSlot): (() => void) | null {
    const gap = gapOf(slot)
    return gap && mayBlock(gap.practitionerId) ? () => setOpened({ kind: 'block', gap }) : null
  }
  function free(slot: CalendarSlot): (() => void) | null {
    const who = wishAt(slot).with
    const at = Date.parse(instantOf(slot.start, zone))
    const found = answer?.timeOff.find(
      (off) =>
        off.practitionerId === who &&
        off.kind === 'blocked' &&
        Date.parse(off.startsAt) <= at &&
        Date.parse(off.endsAt) > at,
    )
    if (!found || !mayBlock(who)) return null
    return () => {
      unblock.do({ id: found.id }).then(() => notify.done(t('cal.block.freed')), notify.problem)
    }
  }
  return { block, free }
}
