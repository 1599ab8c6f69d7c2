import { useState } from 'react'
import {
  asProblem,
  Button,
  call,
  Card,
  Contact,
  Frame,
  Notice,
  openByLink,
  Title,
  useRead,
  useWords,
  type ProblemError,
  type PublicScreenProps,
  type Returns,
} from '../../../ui/public/index.ts'
import { alternativesOf, type ClientVisit } from './offer.ts'
import { NextTimes } from './NextTimes.tsx'
import { NotOpened } from './NotOpened.tsx'
import { usePracticeFormat } from './use-format.ts'
import { VisitFacts } from './VisitFacts.tsx'
import './book.css'

type Offered = Returns<'GET /offer'>

/** `/offer/<token>`: a time that came free, for somebody on the waitlist: take it, or not. */
export default function OfferScreen({ params }: PublicScreenProps) {
  const { t } = useWords('scheduling')
  useState(() => openByLink(params.token ?? ''))
  const read = useRead('GET /offer', {})
  const [changed, setChanged] = useState<Offered | null>(null)
  const [taken, setTaken] = useState<Returns<'POST /offer/acceptance'> | null>(null)
  const offer = changed ?? read.data
  if (!offer) return <NotOpened error={read.error} title={t('waitlistOffer.missing')} />
  return (
    <Frame
      practice={offer.practice.name}
      foot={<Contact practice={offer.practice} addressLines={offer.location.addressLines} />}
    >
      {taken ? (
        <Taken visit={taken.visit} token={taken.token} />
      ) : offer.state === 'open' ? (
        <Open offer={offer} onTaken={setTaken} onChanged={setChanged} />
      ) : (
        <Over offer={offer} onTaken={setTaken} onChanged={setChanged} />
      )}
    </Frame>
  )
}

interface OpenProps {
  offer: Offered
  onTaken: (taken: Returns<'POST /offer/acceptance'>) => void
  onChanged: (offer: Offered) => void
}

/** The time with its facts, and the three answers. */
function Open({ offer, onTaken, onChanged }: OpenProps) {
  const { t } = useWords('scheduling')
  const format = usePracticeFormat({ ...offer.practice, zone: offer.zone, currency: offer.currency })
  const [busy, setBusy] = useState<'accept' | 'no' | 'never' | null>(null)
  const [failure, setFailure] = useState<ProblemError | null>(null)
  async function answer(how: 'accept' | 'no' | 'never'): Promise<void> {
    setBusy(how)
    setFailure(null)
    try {
      if (how === 'accept') onTaken(await call('POST /offer/acceptance', {}))
      else onChanged(await call('POST /offer/refusal', { never: how === 'never' }))
    } catch (error) {
      const refused = asProblem(error)
      const why = refused.details.why
      // Somebody was faster: the page says so kindly, with the next free times.
      if (refused.code === 'offer_gone')
        onChanged({
          ...offer,
          state: why === 'taken' ? 'lost' : why === 'expired' ? 'expired' : 'withdrawn',
          alternatives: alternativesOf(refused) as Offered['alternatives'],
        })
      else setFailure(refused)
      setBusy(null)
    }
  }
  return (
    <>
      <Title about={t('waitlistOffer.about', { until: format.when(offer.expiresAt, offer.zone) })}>
        {t('waitlistOffer.title', { name: offer.clientName.split(' ')[0] ?? '' })}
      </Title>
      <Notice of={failure} />
      <Card>
        <VisitFacts visit={offer} practice={offer.practice} />
      </Card>
      {offer.replaces && (
        <Notice tone="info">
          {t('waitlistOffer.replaces', { when: format.when(offer.replaces.startsAt, offer.replaces.zone) })}
        </Notice>
      )}
      <Button
        kind="main"
        wide
        busy={busy === 'accept'}
        disabled={busy !== null}
        onClick={() => answer('accept')}
      >
        {t(offer.replaces ? 'waitlistOffer.move' : 'waitlistOffer.accept')}
      </Button>
      <Button wide busy={busy === 'no'} disabled={busy !== null} onClick={() => answer('no')}>
        {t('waitlistOffer.no')}
      </Button>
      <Button
        kind="quiet"
        wide
        busy={busy === 'never'}
        disabled={busy !== null}
        onClick={() => answer('never')}
      >
        {t('waitlistOffer.never')}
      </Button>
      <p className="soft">
        {t('waitlistOffer.policy', {
          hours: format.number(offer.cancelCutoffMinutes / 60, { maximumFractionDigits: 1 }),
        })}
      </p>
    </>
  )
}

/** Done: what was booked, and where it can be changed. */
function Taken({ visit, token }: { visit: ClientVisit; token: string }) {
  const { t } = useWords('scheduling')
  // A time chosen instead may need the practice's approval.
  const asks = visit.state === 'requested'
  return (
    <>
      <Title>{t(asks ? 'waitlistOffer.asked' : 'waitlistOffer.taken')}</Title>
      <Notice tone="good">{t(asks ? 'waitlistOffer.askedText' : 'waitlistOffer.takenText')}</Notice>
      <Card>
        <VisitFacts visit={visit} practice={visit.practice} />
      </Card>
      <a className="button main wide" href={`/visit/${token}`}>
        {t('waitlistOffer.see')}
      </a>
    </>
  )
}

/** Too late, declined, or taken already: said kindly, with what comes next. */
function Over({ offer, onTaken, onChanged }: OpenProps) {
  const { t } = useWords('scheduling')
  const [failure, setFailure] = useState<ProblemError | null>(null)
  const [isSure, setSure] = useState(false)
  const [busy, setBusy] = useState(false)
  const tone = offer.state === 'claimed' ? ('good' as const) : ('info' as const)
  async function leave(): Promise<void> {
    setBusy(true)
    await call('POST /offer/withdrawal', {})
      .then(onChanged)
      .catch((error: unknown) => setFailure(asProblem(error)))
    setBusy(false)
  }
  return (
    <>
      <Title>{t(`waitlistOffer.over.${offer.state}`)}</Title>
      <Notice of={failure} />
      <Notice tone={tone}>
        {t(
          offer.state === 'claimed'
            ? 'waitlistOffer.claimedText'
            : offer.isWaiting
              ? 'waitlistOffer.staysOn'
              : 'waitlistOffer.isOff',
        )}
      </Notice>
      {offer.isWaiting && (
        <NextTimes offer={offer} times={offer.alternatives} onTaken={onTaken} onChanged={onChanged} />
      )}
      {offer.isWaiting &&
        (isSure ? (
          <Button wide busy={busy} onClick={leave}>
            {t('waitlistOffer.leaveSure')}
          </Button>
        ) : (
          <Button kind="quiet" wide onClick={() => setSure(true)}>
            {t('waitlistOffer.leave')}
          </Button>
        ))}
    </>
  )
}
