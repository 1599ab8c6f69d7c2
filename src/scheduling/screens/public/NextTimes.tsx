import { Card, Fact, Facts, useWords, type Returns } from '../../../ui/public/index.ts'
import { usePracticeFormat } from './use-format.ts'

export type NextTime = Returns<'GET /offer'>['alternatives'][number]

/** The next free times for whoever was late, and where they can be booked. */
export function NextTimes({ offer, times }: { offer: Returns<'GET /offer'>; times: NextTime[] }) {
  const { t } = useWords('scheduling')
  const { practice } = offer
  const format = usePracticeFormat({ ...practice, zone: offer.zone, currency: offer.currency })
  if (times.length === 0) return null
  return (
    <Card title={t('waitlistOffer.next')}>
      <Facts>
        {times.map(({ startsAt }) => (
          <Fact key={startsAt} icon="calendar" label={t('fact.when')}>
            {format.day(startsAt.slice(0, 10), 'long')}, {format.wallTime(startsAt)}
          </Fact>
        ))}
      </Facts>
      {offer.bookableOnline ? (
        <a className="button wide" href={`/book/${practice.slug}`}>
          {t('waitlistOffer.bookOnline')}
        </a>
      ) : (
        practice.phone && (
          <a className="button wide" href={`tel:${practice.phone.replace(/[^+\d]/g, '')}`}>
            {t('public.call', { phone: practice.phone })}
          </a>
        )
      )}
    </Card>
  )
}
