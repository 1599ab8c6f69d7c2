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
  useAddress,
  useRead,
  useWords,
  type ProblemError,
  type PublicScreenProps,
} from '../../../ui/public/index.ts'
import { CalendarFile } from './CalendarFile.tsx'
import { CancelVisit } from './CancelVisit.tsx'
import { CheckInTile } from './CheckInTile.tsx'
import { FormsToFill } from './FormsToFill.tsx'
import { MoveVisit } from './MoveVisit.tsx'
import { NotOpened } from './NotOpened.tsx'
import type { ClientVisit } from './offer.ts'
import { policyOf } from './policy.ts'
import { usePracticeFormat } from './use-format.ts'
import { VisitFacts } from './VisitFacts.tsx'
import './book.css'

/** `/visit/<token>`: the visit behind the link in the mail; cancel and move it as the practice allows. */
export default function VisitScreen({ params }: PublicScreenProps) {
  const token = params.token ?? ''
  useState(() => openByLink(token))
  const visit = useRead('GET /visit', {})
  const [changed, setChanged] = useState<ClientVisit | null>(null)
  const [address, go] = useAddress()
  const shown = changed ?? visit.data
  if (!shown) return <NotOpened error={visit.error} />
  const props = {
    visit: shown,
    onBack: () => go({ do: '', from: '' }),
    onDone: (next: ClientVisit) => {
      setChanged(next)
      go({ do: '', from: '' }, 'replace')
    },
  }
  return (
    <Frame
      practice={shown.practice.name}
      foot={<Contact practice={shown.practice} addressLines={shown.location.addressLines} />}
    >
      {address.do === 'cancel' && shown.can.cancel && <CancelVisit {...props} />}
      {address.do === 'move' && shown.can.move && <MoveVisit {...props} />}
      {!(address.do === 'cancel' && shown.can.cancel) && !(address.do === 'move' && shown.can.move) && (
        <Visit
          visit={shown}
          token={token}
          isMoved={changed !== null && changed.startsAt !== visit.data?.startsAt}
          onConfirmed={setChanged}
          onAct={(act) => go({ do: act })}
        />
      )}
    </Frame>
  )
}

interface VisitProps {
  visit: ClientVisit
  token: string
  isMoved: boolean
  onConfirmed: (visit: ClientVisit) => void
  onAct: (act: 'cancel' | 'move') => void
}

function Visit({ visit, token, isMoved, onConfirmed, onAct }: VisitProps) {
  const { t } = useWords('scheduling')
  const format = usePracticeFormat({ ...visit.practice, zone: visit.zone, currency: visit.currency })
  const isCancelled = visit.state === 'cancelled'
  const isRequested = visit.state === 'requested'
  const isComing = visit.state === 'booked' || visit.state === 'confirmed'
  const isHere = visit.state === 'arrived' || visit.state === 'in_room'
  return (
    <>
      <Title about={visit.clientName ? t('visit.for', { name: visit.clientName }) : undefined}>
        {t(headingOf(visit))}
      </Title>
      {isCancelled && <Notice tone="good">{t('visit.cancelledText')}</Notice>}
      {isRequested && (
        <Notice>
          {t('visit.waiting', { when: visit.answerBy ? format.when(visit.answerBy, visit.zone) : '' })}
        </Notice>
      )}
      {isMoved && <Notice tone="good">{t('visit.movedText')}</Notice>}
      <Card>
        <VisitFacts visit={visit} practice={visit.practice} />
        {isComing && <CalendarFile key={visit.startsAt} token={token} />}
      </Card>
      {visit.can.confirm && <WillCome onConfirmed={onConfirmed} />}
      {visit.state === 'confirmed' && <Notice tone="good">{t('visit.confirmedText')}</Notice>}
      {isComing && <FormsToFill token={token} />}
      {(isComing || isHere) && <CheckInTile token={token} />}
      {isComing && visit.service.instructions && (
        <Card title={t('done.prepare')}>
          <p className="kept">{visit.service.instructions}</p>
        </Card>
      )}
      {(isComing || isRequested) && (
        <Card title={t('done.change')}>
          <p>{isRequested ? t('visit.requestedText') : policyOf(visit, format, t)}</p>
          <div className="row">
            {visit.can.move && <Button onClick={() => onAct('move')}>{t('visit.move')}</Button>}
            {visit.can.cancel && (
              <Button onClick={() => onAct('cancel')}>
                {t(isRequested ? 'visit.takeBack' : 'visit.cancel')}
              </Button>
            )}
            {(!visit.can.cancel || !visit.can.move) && visit.practice.phone && (
              <a className="button" href={`tel:${visit.practice.phone.replace(/[^+\d]/g, '')}`}>
                {t('public.call', { phone: visit.practice.phone })}
              </a>
            )}
          </div>
        </Card>
      )}
      {!isComing && !isRequested && (
        <a className="button main wide" href={`/book/${visit.practice.slug}`}>
          {t('visit.bookAgain')}
        </a>
      )}
    </>
  )
}

/** One press tells the practice that the client comes: nobody has to ring them up. */
function WillCome({ onConfirmed }: Pick<VisitProps, 'onConfirmed'>) {
  const { t } = useWords('scheduling')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<ProblemError | null>(null)
  async function confirm(): Promise<void> {
    setBusy(true)
    setFailure(null)
    try {
      onConfirmed(await call('POST /visit/confirmation', {}))
    } catch (error) {
      setFailure(asProblem(error))
      setBusy(false)
    }
  }
  return (
    <Card title={t('visit.willCome')}>
      <p>{t('visit.willComeText')}</p>
      <Notice of={failure} />
      <Button kind="main" wide busy={busy} onClick={() => void confirm()}>
        {t('visit.confirm')}
      </Button>
    </Card>
  )
}

function headingOf({ state }: ClientVisit): string {
  if (state === 'requested') return 'visit.requested'
  if (state === 'cancelled') return 'visit.cancelled'
  return state === 'booked' || state === 'confirmed' ? 'visit.title' : 'visit.past'
}
