import { useEffect, useRef, useState, type ReactNode } from 'react'
import { announce, Button, Notice, useOpenedAt, useRead, useWords } from '../../../ui/public/index.ts'
import { dayOfSlot, isElsewhere, cityOf, weekFrom, zoneName } from './days.ts'
import { DaySlots } from './DaySlots.tsx'
import type { Offer, Slot, TimesAsk } from './offer.ts'
import { usePracticeFormat } from './use-format.ts'
import { WeekStrip } from './WeekStrip.tsx'

interface SlotPickerProps {
  offer: Pick<Offer, 'practice' | 'locations' | 'practitioners'>
  /** First day of the week shown; empty: the week of the earliest free time. */
  from: string
  onFrom: (day: string, how: 'push' | 'replace') => void
  /** What to look for; `visit`: other times for the visit whose link opened the page. */
  ask: 'visit' | TimesAsk
  severalPlaces: boolean
  /** When this changes, the times are read again: one of them is gone. */
  refresh: unknown
  busy: boolean
  onTake: (slot: Slot) => unknown
  nothing: ReactNode
}

const farthestDays = 62

/** Free times of a week by day, the earliest first, and a strip to go on. */
export function SlotPicker({
  offer,
  from,
  onFrom,
  ask,
  severalPlaces,
  refresh,
  busy,
  onTake,
  nothing,
}: SlotPickerProps) {
  const { t } = useWords('scheduling')
  const { practice } = offer
  const format = usePracticeFormat(practice)
  const now = useOpenedAt()
  const today = format.dayOf(now)
  const start = from > today ? from : today
  const week = useTimes(practice.slug, ask, { from: start, days: 7, limit: 1000 })
  const slots = week.data && !week.loading ? week.data.items : null
  // Nothing in this week: where does it go on?
  const isEmpty = slots?.length === 0
  const later = useTimes(practice.slug, ask, isEmpty ? { from: start, days: farthestDays, limit: 1 } : null)
  const next = isEmpty && later.data ? later.data.items[0] : undefined
  const known = useRef(refresh)
  useEffect(() => {
    if (known.current !== refresh) week.again()
    known.current = refresh
  }, [refresh])
  useEffect(() => {
    // Earliest first: whoever has not chosen a week is taken to the first that has free times.
    if (!from && next) onFrom(dayOfSlot(next), 'replace')
  }, [from, next])
  useEffect(() => {
    if (slots) announce(t('times.found', { count: slots.length }))
  }, [slots])

  const days = weekFrom(start)
  const zone = slots?.[0]?.zone ?? practice.zone
  if (week.error) {
    return (
      <Notice of={week.error}>
        <Button onClick={week.again}>{t('tryAgain')}</Button>
      </Notice>
    )
  }
  return (
    <div className="picker" aria-busy={slots === null}>
      <WeekStrip
        days={days}
        today={today}
        slots={slots ?? []}
        isReading={slots === null}
        onFrom={onFrom}
        practice={practice}
      />
      {slots === null || (isEmpty && later.loading) ? (
        <Waiting />
      ) : (
        <>
          {isEmpty && next && (
            <Notice title={t('times.noneThisWeek')}>
              <Button kind="main" onClick={() => onFrom(dayOfSlot(next), 'push')}>
                {t('times.goOn', { day: format.day(dayOfSlot(next), 'long') })}
              </Button>
            </Notice>
          )}
          {isEmpty && !next && (
            <>
              <Notice title={t('times.none')}>{t('times.noneText')}</Notice>
              {nothing}
            </>
          )}
          {days.map((day, index) => (
            <DaySlots
              key={day}
              day={day}
              slots={slots.filter((slot) => dayOfSlot(slot) === day)}
              isFirst={index === days.findIndex((one) => slots.some((slot) => dayOfSlot(slot) === one))}
              offer={offer}
              severalPlaces={severalPlaces}
              busy={busy}
              onTake={onTake}
            />
          ))}
        </>
      )}
      <p className="soft zone">
        {t('times.zone', { zone: zoneName(zone, format.locale, now), city: cityOf(zone) })}
        {isElsewhere(zone, now) && ` ${t('times.elsewhere')}`}
      </p>
    </div>
  )
}

function useTimes(
  practice: string,
  ask: SlotPickerProps['ask'],
  window: { from: string; days: number; limit: number } | null,
) {
  const isVisit = ask === 'visit'
  const open = useRead(
    'GET /public/{practice}/availability',
    !isVisit && window ? { practice, ...ask, ...window } : null,
  )
  const own = useRead(
    'GET /visit/availability',
    isVisit && window ? { from: window.from, days: window.days } : null,
  )
  return isVisit ? own : open
}

// Keeps the place of what comes, so that nothing jumps; shown only if it takes a moment.
function Waiting() {
  const { t } = useWords('scheduling')
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 250)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className="waiting" data-slow={slow || undefined}>
      <span className="spoken" role="status">
        {slow ? t('public.wait') : ''}
      </span>
      {Array.from({ length: 9 }, (_none, index) => (
        <span key={index} className="bone" />
      ))}
    </div>
  )
}
