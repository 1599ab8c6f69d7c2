import { useState } from 'react'
import {
  Button,
  Loading,
  Notice,
  Title,
  useRead,
  useWords,
  type ProblemError,
} from '../../../ui/public/index.ts'
import type { ReplanOffer } from './ReplanScreen.tsx'
import { usePracticeFormat } from './use-format.ts'

export interface OtherTime {
  startsAt: string
  practitionerId: string
}

interface OtherTimesProps {
  offer: ReplanOffer
  busy: boolean
  failure: ProblemError | null
  onBack: () => void
  onTake: (time: OtherTime) => unknown
}

const firstDays = 4

/** Other free times for the visit, day by day. */
export function OtherTimes({ offer, busy, failure, onBack, onTake }: OtherTimesProps) {
  const { t } = useWords('scheduling')
  const times = useRead('GET /replan/times', {})
  const [all, setAll] = useState(false)
  const format = usePracticeFormat({ ...offer.practice, zone: offer.old.zone, currency: 'EUR' })
  const items = times.data?.items ?? []
  const days = [...new Set(items.map((one) => one.startsAt.slice(0, 10)))]
  return (
    <>
      <Title about={offer.service}>{t('replan.otherTitle')}</Title>
      <Notice of={failure ?? times.error} />
      {!times.data && !times.error && <Loading />}
      {times.data && days.length === 0 && <Notice title={t('times.none')} />}
      {(all ? days : days.slice(0, firstDays)).map((day) => (
        <section key={day} className="day">
          <h2>{format.day(day, 'long')}</h2>
          <ul className="slots wideSlots">
            {items
              .filter((one) => one.startsAt.slice(0, 10) === day)
              .map((one) => (
                <li key={one.startsAt}>
                  <button
                    type="button"
                    className="slot"
                    disabled={busy}
                    onClick={() =>
                      void onTake({ startsAt: one.startsAt, practitionerId: one.practitioner?.id ?? '' })
                    }
                  >
                    {format.wallTime(one.startsAt)}
                    <small>{one.practitioner?.name}</small>
                  </button>
                </li>
              ))}
          </ul>
        </section>
      ))}
      {!all && days.length > firstDays && (
        <Button onClick={() => setAll(true)}>{t('replan.moreDays')}</Button>
      )}
      <Button kind="quiet" onClick={onBack}>
        {t('replan.back')}
      </Button>
    </>
  )
}
