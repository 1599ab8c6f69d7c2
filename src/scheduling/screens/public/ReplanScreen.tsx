import { useState } from 'react'
import {
  asProblem,
  Button,
  call,
  Card,
  Contact,
  Fact,
  Facts,
  Frame,
  Notice,
  openByLink,
  Title,
  useAddress,
  useRead,
  useWords,
  type ProblemError,
  type PublicScreenProps,
  type Returns,
} from '../../../ui/public/index.ts'
import { NotOpened } from './NotOpened.tsx'
import { OtherTimes, type OtherTime } from './OtherTimes.tsx'
import { usePracticeFormat } from './use-format.ts'
import './book.css'

export type ReplanOffer = Returns<'GET /replan'>

/** `/replan/<token>`: the practice lost a day and offers another time; one tap takes it. */
export default function ReplanScreen({ params }: PublicScreenProps) {
  const token = params.token ?? ''
  useState(() => openByLink(token))
  const read = useRead('GET /replan', {})
  const [answered, setAnswered] = useState<ReplanOffer | null>(null)
  const offer = answered ?? read.data
  if (!offer) return <NotOpened error={read.error} />
  return (
    <Frame practice={offer.practice.name} foot={<Contact practice={offer.practice} addressLines={[]} />}>
      {offer.state === 'open' && offer.proposal ? (
        <Open offer={offer} onAnswer={setAnswered} />
      ) : (
        <Over offer={offer} />
      )}
    </Frame>
  )
}

interface OpenProps {
  offer: ReplanOffer
  onAnswer: (offer: ReplanOffer) => void
}

function Open({ offer, onAnswer }: OpenProps) {
  const { t } = useWords('scheduling')
  const [address, go] = useAddress()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<ProblemError | null>(null)
  const format = usePracticeFormat({ ...offer.practice, zone: offer.old.zone, currency: 'EUR' })
  async function answer(act: () => Promise<ReplanOffer>): Promise<void> {
    setBusy(true)
    setFailure(null)
    try {
      onAnswer(await act())
      go({ do: '' }, 'replace')
    } catch (error) {
      setFailure(asProblem(error))
    }
    setBusy(false)
  }
  const take = (time?: OtherTime) =>
    answer(() => call('POST /replan/acceptance', time ? { time } : { seen: offer.proposal!.startsAt }))
  const whenOld = `${format.day(offer.old.startsAt.slice(0, 10), 'long')}, ${format.wallTime(offer.old.startsAt)}`
  if (address.do === 'other')
    return (
      <OtherTimes offer={offer} busy={busy} failure={failure} onBack={() => go({ do: '' })} onTake={take} />
    )
  return (
    <>
      <Title about={t('replan.about', { when: whenOld })}>{t('replan.title')}</Title>
      {offer.outcome === 'taken' && (
        <Notice tone="warn" title={t('replan.taken')}>
          {t('replan.takenText')}
        </Notice>
      )}
      <Notice of={failure} />
      <Card title={t('replan.offer')}>
        <TimeFacts offer={offer} of={offer.proposal!} />
      </Card>
      <Button kind="main" wide busy={busy} onClick={() => take()}>
        {t('replan.accept')}
      </Button>
      <Button wide disabled={busy} onClick={() => go({ do: 'other' })}>
        {t('replan.other')}
      </Button>
      <Button kind="quiet" wide disabled={busy} onClick={() => answer(() => call('POST /replan/call', {}))}>
        {t('replan.call')}
      </Button>
      {offer.answerBy && <p className="soft">{t('replan.until', { when: format.when(offer.answerBy) })}</p>}
    </>
  )
}

function Over({ offer }: { offer: ReplanOffer }) {
  const { t } = useWords('scheduling')
  const isAccepted = offer.state === 'accepted'
  return (
    <>
      <Title>{t(`replan.state.${offer.state}`)}</Title>
      <Notice tone={isAccepted ? 'good' : 'info'}>{t(`replan.stateText.${offer.state}`)}</Notice>
      {isAccepted && offer.proposal && (
        <Card>
          <TimeFacts offer={offer} of={offer.proposal} />
        </Card>
      )}
      {!isAccepted && offer.practice.phone && (
        <a className="button main wide" href={`tel:${offer.practice.phone.replace(/[^+\d]/g, '')}`}>
          {t('public.call', { phone: offer.practice.phone })}
        </a>
      )}
    </>
  )
}

function TimeFacts({ offer, of }: { offer: ReplanOffer; of: NonNullable<ReplanOffer['proposal']> }) {
  const { t } = useWords('scheduling')
  const format = usePracticeFormat({ ...offer.practice, zone: of.zone, currency: 'EUR' })
  const isOther = of.practitioner?.id !== offer.old.practitioner?.id
  return (
    <Facts>
      <Fact icon="calendar" label={t('fact.when')}>
        <strong>{format.day(of.startsAt.slice(0, 10), 'long')}</strong>
        <br />
        {format.wallRange(of.startsAt, of.endsAt)}
      </Fact>
      <Fact icon="form" label={t('fact.what')}>
        {offer.service}
      </Fact>
      {of.practitioner && (
        <Fact
          icon="person"
          label={t('fact.who')}
          about={
            isOther && offer.old.practitioner
              ? t(of.standsIn ? 'replan.standsIn' : 'replan.instead', { name: offer.old.practitioner.name })
              : undefined
          }
        >
          {of.practitioner.name}
        </Fact>
      )}
      <Fact
        icon="place"
        label={t('fact.where')}
        about={of.location.id !== offer.old.location.id ? t('replan.elsewhere') : undefined}
      >
        {of.location.name}
      </Fact>
    </Facts>
  )
}
