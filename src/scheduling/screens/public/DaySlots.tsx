import { useState } from 'react'
import { Button, useWords } from '../../../ui/public/index.ts'
import { partsOf } from './days.ts'
import type { Offer, Slot } from './offer.ts'
import { SlotButtons } from './SlotButtons.tsx'
import { usePracticeFormat } from './use-format.ts'

interface DaySlotsProps {
  day: string
  slots: Slot[]
  /** The first day with free times is shown whole, later ones by their first times. */
  isFirst: boolean
  offer: Pick<Offer, 'practice' | 'locations' | 'practitioners'>
  severalPlaces: boolean
  busy: boolean
  onTake: (slot: Slot) => unknown
}

const shortList = 6

export function DaySlots({ day, slots, isFirst, offer, severalPlaces, busy, onTake }: DaySlotsProps) {
  const { t } = useWords('scheduling')
  const format = usePracticeFormat(offer.practice)
  const [open, setOpen] = useState(false)
  if (slots.length === 0) return null
  const props = { offer, busy, withPlace: severalPlaces, onTake }
  const isWhole = isFirst || open || slots.length <= shortList + 3
  return (
    <section className="day" id={`day-${day}`}>
      <h2 tabIndex={-1}>{format.day(day, 'long')}</h2>
      {isWhole ? (
        partsOf(slots).map(([part, list]) => (
          <div key={part} className="part">
            <h3>{t(`times.part.${part}`)}</h3>
            <SlotButtons slots={list} {...props} />
          </div>
        ))
      ) : (
        <>
          <SlotButtons slots={slots.slice(0, shortList)} {...props} />
          <Button kind="quiet" onClick={() => setOpen(true)}>
            {t('times.all', { count: slots.length, day: format.day(day, 'weekday') })}
          </Button>
        </>
      )}
    </section>
  )
}
