import { useEffect, useRef } from 'react'
import { useOpenedAt, useRead, useWords } from '../../../ui/public/index.ts'
import type { Offer, Slot, TimesAsk } from './offer.ts'
import { SlotButtons } from './SlotButtons.tsx'

interface FirstTimesProps {
  offer: Offer
  ask: TimesAsk
  /** When this changes, the times are read again. */
  refresh: unknown
  busy: boolean
  onTake: (slot: Slot) => unknown
}

const howMany = 6

/** The next few free times of all days: most people want nothing else. */
export function FirstTimes({ offer, ask, refresh, busy, onTake }: FirstTimesProps) {
  const { t } = useWords('scheduling')
  const from = useOpenedAt()
  const practice = offer.practice.slug
  const read = useRead('GET /public/{practice}/availability', {
    practice,
    ...ask,
    from,
    days: 62,
    limit: howMany,
  })
  const known = useRef(refresh)
  useEffect(() => {
    if (known.current !== refresh) read.again()
    known.current = refresh
  }, [refresh])
  // Few times are all on the page below anyway; while it reads, nothing jumps.
  if (read.data && read.data.items.length < howMany) return null
  return (
    <section className="day first" aria-busy={read.loading}>
      <h2>{t('times.first')}</h2>
      {read.data ? (
        <SlotButtons
          slots={read.data.items}
          offer={offer}
          busy={busy || read.loading}
          withDay
          onTake={onTake}
        />
      ) : (
        <div className="firstWaits" />
      )}
    </section>
  )
}
