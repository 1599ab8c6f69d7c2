import { useWords } from '../../../ui/public/index.ts'
import { dayOfSlot } from './days.ts'
import type { Offer, Slot } from './offer.ts'
import { usePracticeFormat } from './use-format.ts'

export type AnySlot = Pick<Slot, 'startsAt' | 'locationId' | 'practitionerId'>

interface SlotButtonsProps<S extends AnySlot> {
  slots: readonly S[]
  offer: Pick<Offer, 'practice' | 'locations' | 'practitioners'>
  busy: boolean
  /** Say the day, too: the times are of several days. */
  withDay?: boolean
  /** Say the place, too. */
  withPlace?: boolean
  onTake: (slot: S) => unknown
}

/** Times to tap. */
export function SlotButtons<S extends AnySlot>({
  slots,
  offer,
  busy,
  withDay,
  withPlace,
  onTake,
}: SlotButtonsProps<S>) {
  const { t } = useWords('scheduling')
  const format = usePracticeFormat(offer.practice)
  return (
    <ul className={withDay ? 'slots wideSlots' : 'slots'}>
      {slots.map((slot) => {
        const place =
          withPlace || withDay ? offer.locations.find((one) => one.id === slot.locationId) : undefined
        const day = dayOfSlot(slot)
        const time = format.wallTime(slot.startsAt)
        return (
          <li key={slot.startsAt + slot.locationId}>
            <button
              type="button"
              className="slot"
              disabled={busy}
              onClick={() => void onTake(slot)}
              aria-label={t('times.take', {
                day: format.day(day, 'long'),
                time,
                place: place ? `, ${place.name}` : '',
              })}
            >
              {withDay && <span className="slotDay">{format.day(day, 'weekday')}</span>}
              <span className="slotTime">{time}</span>
              {place && offer.locations.length > 1 && <span className="slotPlace">{place.name}</span>}
            </button>
          </li>
        )
      })}
    </ul>
  )
}
