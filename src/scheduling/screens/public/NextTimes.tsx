import { useState } from 'react'
import {
  asProblem,
  Button,
  call,
  Card,
  Fact,
  Facts,
  Notice,
  useWords,
  type ProblemError,
  type Returns,
} from '../../../ui/public/index.ts'
import { usePracticeFormat } from './use-format.ts'

type Offered = Returns<'GET /offer'>
export type NextTime = Offered['alternatives'][number]

interface NextTimesProps {
  offer: Offered
  times: NextTime[]
  onTaken: (taken: Returns<'POST /offer/other-time'>) => void
  /** Somebody was faster here, too: the offer with what is free now. */
  onChanged: (offer: Offered) => void
}

/** The next free times for whoever was late: one to choose, and a tap to have it. */
export function NextTimes({ offer, times, onTaken, onChanged }: NextTimesProps) {
  const { t } = useWords('scheduling')
  const { practice } = offer
  const format = usePracticeFormat({ ...practice, zone: offer.zone, currency: offer.currency })
  const [chosen, setChosen] = useState<NextTime | null>(null)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<ProblemError | null>(null)
  async function take({ startsAt, practitionerId, locationId }: NextTime): Promise<void> {
    setBusy(true)
    setFailure(null)
    try {
      onTaken(await call('POST /offer/other-time', { startsAt, practitionerId, locationId }))
    } catch (error) {
      setFailure(asProblem(error))
      setChosen(null)
      setBusy(false)
      await call('GET /offer', {}).then(onChanged, () => {})
    }
  }
  if (times.length === 0) return <Notice of={failure} />
  if (!offer.bookableOnline) {
    return (
      <Card title={t('waitlistOffer.next')}>
        <Facts>
          {times.map((time) => (
            <Fact
              key={time.startsAt}
              icon="calendar"
              label={t('fact.when')}
              about={`${time.practitionerName}, ${time.locationName}`}
            >
              {format.day(time.startsAt.slice(0, 10), 'long')}, {format.wallTime(time.startsAt)}
            </Fact>
          ))}
        </Facts>
        {practice.phone && (
          <a className="button wide" href={`tel:${practice.phone.replace(/[^+\d]/g, '')}`}>
            {t('public.call', { phone: practice.phone })}
          </a>
        )}
      </Card>
    )
  }
  if (chosen)
    return <Chosen offer={offer} time={chosen} busy={busy} onTake={take} onBack={() => setChosen(null)} />
  return (
    <Card title={t('waitlistOffer.next')}>
      <Notice of={failure} />
      <ul className="slots wideSlots">
        {times.map((time) => (
          <li key={time.startsAt}>
            <button type="button" className="slot" onClick={() => setChosen(time)}>
              <span className="slotDay">{format.day(time.startsAt.slice(0, 10), 'weekday')}</span>
              <span className="slotTime">{format.wallTime(time.startsAt)}</span>
              <span className="slotPlace">{time.practitionerName}</span>
            </button>
          </li>
        ))}
      </ul>
      <a className="button quiet" href={`/book/${practice.slug}`}>
        {t('waitlistOffer.allTimes')}
      </a>
    </Card>
  )
}

interface ChosenProps {
  offer: Offered
  time: NextTime
  busy: boolean
  onTake: (time: NextTime) => unknown
  onBack: () => void
}

function Chosen({ offer, time, busy, onTake, onBack }: ChosenProps) {
  const { t } = useWords('scheduling')
  const format = usePracticeFormat({ ...offer.practice, zone: offer.zone, currency: offer.currency })
  return (
    <>
      <Card>
        <Facts>
          <Fact icon="calendar" label={t('fact.when')}>
            <strong>{format.day(time.startsAt.slice(0, 10), 'long')}</strong>
            <br />
            {format.wallRange(time.startsAt, time.endsAt)}
          </Fact>
          <Fact icon="form" label={t('fact.what')}>
            {offer.service.name}
          </Fact>
          <Fact icon="person" label={t('fact.who')}>
            {time.practitionerName}
          </Fact>
          <Fact icon="place" label={t('fact.where')}>
            {time.locationName}
          </Fact>
        </Facts>
      </Card>
      {offer.replaces && (
        <Notice tone="info">
          {t('waitlistOffer.replaces', { when: format.when(offer.replaces.startsAt, offer.replaces.zone) })}
        </Notice>
      )}
      <Button kind="main" wide busy={busy} onClick={() => onTake(time)}>
        {t(offer.replaces ? 'waitlistOffer.move' : 'waitlistOffer.accept')}
      </Button>
      <Button kind="quiet" wide disabled={busy} onClick={onBack}>
        {t('waitlistOffer.otherTimes')}
      </Button>
    </>
  )
}
