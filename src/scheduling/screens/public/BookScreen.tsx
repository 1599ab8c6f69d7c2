import {
  Contact,
  Frame,
  Loading,
  Notice,
  Button,
  Steps,
  Title,
  useAddress,
  useRead,
  useWords,
  type PublicScreenProps,
} from '../../../ui/public/index.ts'
import { useBooking, type Booking } from './booking-state.ts'
import { DetailsStep } from './DetailsStep.tsx'
import { isEmbedded, useFrameAround } from './embedded.ts'
import { DoneStep } from './DoneStep.tsx'
import type { Offer } from './offer.ts'
import { ReviewStep } from './ReviewStep.tsx'
import { ServiceStep } from './ServiceStep.tsx'
import { TimeStep } from './TimeStep.tsx'
import './book.css'

/** `/book/<practice>`: from "what do you need" to "it is booked", on a phone. */
export default function BookScreen({ params }: PublicScreenProps) {
  const { t } = useWords('scheduling')
  const practice = params.practice ?? ''
  const [{ link }] = useAddress()
  const offer = useRead('GET /public/{practice}/booking', { practice, ...(link ? { link } : {}) })
  if (!offer.data) {
    return (
      <Frame>
        {!offer.error && <Loading />}
        {offer.error?.status === 404 && <Title about={t('public.missingText')}>{t('public.missing')}</Title>}
        {offer.error && offer.error.status !== 404 && (
          <>
            <Title>{t('public.failed')}</Title>
            <Notice of={offer.error}>
              <Button onClick={offer.again}>{t('tryAgain')}</Button>
            </Notice>
          </>
        )}
      </Frame>
    )
  }
  return <Book slug={practice} offer={offer.data} />
}

export interface StepProps {
  booking: Booking
  offer: Offer
}

const order = ['service', 'times', 'details', 'review'] as const

function Book({ slug, offer }: { slug: string; offer: Offer }) {
  const { t } = useWords('scheduling')
  const booking = useBooking(slug)
  const at = order.findIndex((step) => step === booking.step) + 1
  const props = { booking, offer }
  useFrameAround(booking.step)
  return (
    <Frame
      practice={offer.practice.name}
      languages={offer.practice.languages}
      bare={isEmbedded}
      foot={<Contact practice={offer.practice} addressLines={offer.practice.addressLines} />}
    >
      {at > 0 && <Steps at={at} of={order.length} label={t('public.step', { at, of: order.length })} />}
      {booking.step === 'service' && <ServiceStep {...props} />}
      {booking.step === 'times' && <TimeStep {...props} />}
      {booking.step === 'details' && <DetailsStep {...props} />}
      {booking.step === 'review' && <ReviewStep {...props} />}
      {booking.step === 'done' && <DoneStep {...props} />}
    </Frame>
  )
}
