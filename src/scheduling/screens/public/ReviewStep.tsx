import { useState } from 'react'
import {
  asProblem,
  Button,
  callByLink,
  Card,
  Notice,
  Title,
  useWords,
  type ProblemError,
} from '../../../ui/public/index.ts'
import type { StepProps } from './BookScreen.tsx'
import type { Details } from './details.ts'
import { useSecondsLeft } from './HoldNotice.tsx'
import { KeptTime } from './KeptTime.tsx'
import { alternativesOf } from './offer.ts'
import { policyOf } from './policy.ts'
import { SlotButtons } from './SlotButtons.tsx'
import { usePracticeFormat } from './use-format.ts'

/** Everything once more before it counts. */
export function ReviewStep(props: StepProps) {
  return props.booking.hold ? <Review {...props} hold={props.booking.hold} /> : null
}

type Held = NonNullable<StepProps['booking']['hold']>

function Review({ booking, offer, hold }: StepProps & { hold: Held }) {
  const { t, language } = useWords('scheduling')
  const format = usePracticeFormat({ ...offer.practice, zone: hold.visit.zone })
  const [failure, setFailure] = useState<ProblemError | null>(null)
  const [busy, setBusy] = useState(false)
  const isOver = useSecondsLeft(hold.heldUntil) === 0
  const alternatives = alternativesOf(failure)
  const service = offer.services.find((one) => one.id === hold.visit.service.id)

  async function confirm(): Promise<void> {
    setBusy(true)
    setFailure(null)
    try {
      const answer = await callByLink(hold.token)(
        'POST /holds/confirmation',
        confirmationOf(booking.details, language),
      )
      booking.finish(answer.token ?? '', booking.details.email)
      booking.go({ step: 'done', service: '', from: '', with: '', location: '', mode: '' }, 'replace')
    } catch (error) {
      setFailure(asProblem(error))
      window.scrollTo({ top: 0 })
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Title about={t('review.about')}>{t('review.title')}</Title>
      {failure && failure.code !== 'hold_expired' && (
        <Notice of={failure} tone={alternatives.length > 0 ? 'warn' : 'bad'}>
          {service && alternatives.length > 0 && (
            <SlotButtons
              slots={alternatives}
              offer={offer}
              busy={booking.busy}
              withDay
              onTake={async (slot) => {
                setFailure(null)
                await booking.take(service, slot)
              }}
            />
          )}
        </Notice>
      )}
      <KeptTime
        booking={booking}
        offer={offer}
        hold={failure?.code === 'hold_expired' ? { ...hold, heldUntil: new Date(0).toISOString() } : hold}
      />
      <Who
        details={booking.details}
        onChange={() => booking.go({ step: 'details' })}
        bornOn={booking.details.bornOn ? format.day(booking.details.bornOn) : null}
      />
      <p className="soft">{policyOf(hold.visit, format, t)}</p>
      <Button kind="main" wide busy={busy} disabled={isOver || booking.busy} onClick={confirm}>
        {t('review.book')}
      </Button>
    </>
  )
}

function Who({
  details,
  bornOn,
  onChange,
}: {
  details: Details
  bornOn: string | null
  onChange: () => void
}) {
  const { t } = useWords('scheduling')
  const rows: [string, string | null][] = [
    [t('review.name'), `${details.givenName} ${details.familyName}`],
    [t('details.bornOn'), bornOn],
    [t('details.email'), details.email],
    [t('details.phone'), details.phone || null],
    [
      t('review.bookedBy'),
      details.whose === 'other'
        ? `${details.bookerName} (${t(`relation.${details.bookerRelation || 'other'}`)})`
        : null,
    ],
    [t('details.notes'), details.notes || null],
  ]
  return (
    <Card>
      <dl className="pairs">
        {rows.map(
          ([label, value]) =>
            value && (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      <div>
        <Button kind="quiet" onClick={onChange}>
          {t('review.change')}
        </Button>
      </div>
    </Card>
  )
}

function confirmationOf(details: Details, language: 'en' | 'de') {
  const { givenName, familyName, email, phone, bornOn, notes, whose, bookerName, bookerRelation } = details
  const utm = new URLSearchParams(location.search).get('utm_source')
  return {
    givenName: givenName.trim(),
    familyName: familyName.trim(),
    email: email.trim(),
    language: details.language || language,
    ...(phone.trim() ? { phone: phone.trim() } : {}),
    ...(bornOn ? { bornOn } : {}),
    ...(notes.trim() ? { notes: notes.trim() } : {}),
    ...(whose === 'other'
      ? { bookedBy: { name: bookerName.trim(), relation: bookerRelation || 'other' } }
      : {}),
    ...(utm ? { source: utm.slice(0, 60) } : {}),
  }
}
