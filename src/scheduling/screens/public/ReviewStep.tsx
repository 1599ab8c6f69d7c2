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
import { chosenIn } from './chosen.ts'
import { confirmationOf } from './confirmation.ts'
import type { Details } from './details.ts'
import { useSecondsLeft } from './HoldNotice.tsx'
import { KeptTime } from './KeptTime.tsx'
import { alternativesOf } from './offer.ts'
import type { Proven } from './person.ts'
import { policyOf } from './policy.ts'
import { Repeats } from './Repeats.tsx'
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
  const chosen = chosenIn(offer, booking.address)
  const isAsked = chosen.some(({ service }) => service.requiresApproval)

  async function confirm(): Promise<void> {
    setBusy(true)
    setFailure(null)
    try {
      const answer = await callByLink(hold.token)(
        'POST /holds/confirmation',
        confirmationOf(booking.details, { language, proven: booking.proven }),
      )
      booking.finish({
        token: answer.token,
        email: booking.details.email,
        confirmBy: answer.confirmBy,
      })
      booking.go(
        { step: 'done', service: '', length: '', also: '', from: '', with: '', location: '', mode: '' },
        'replace',
      )
    } catch (error) {
      const problem = asProblem(error)
      if (problem.code === 'proof_over') booking.forgetProven()
      setFailure(problem)
      window.scrollTo({ top: 0 })
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Title about={t(isAsked ? 'review.askAbout' : 'review.about')}>{t('review.title')}</Title>
      {failure && failure.code !== 'hold_expired' && (
        <Notice of={failure} tone={alternatives.length > 0 ? 'warn' : 'bad'}>
          {chosen.length > 0 && alternatives.length > 0 && (
            <SlotButtons
              slots={alternatives}
              offer={offer}
              busy={booking.busy}
              withDay
              onTake={async (slot) => {
                setFailure(null)
                await booking.take(chosen, slot)
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
      {chosen.length === 1 && (chosen[0]!.service.seriesMax ?? 0) > 1 && !isOver && (
        <Repeats booking={booking} offer={offer} hold={hold} most={chosen[0]!.service.seriesMax!} />
      )}
      <Who
        details={booking.details}
        proven={booking.proven}
        onChange={() => booking.go({ step: 'details' })}
        bornOn={booking.details.bornOn ? format.day(booking.details.bornOn) : null}
      />
      <p className="soft">{policyOf(hold.visit, format, t)}</p>
      <Button kind="main" wide busy={busy} disabled={isOver || booking.busy} onClick={confirm}>
        {t(isAsked ? 'review.ask' : 'review.book')}
      </Button>
    </>
  )
}

function Who({
  details,
  proven,
  bornOn,
  onChange,
}: {
  details: Details
  proven: Proven | null
  bornOn: string | null
  onChange: () => void
}) {
  const { t } = useWords('scheduling')
  const isTyped = !proven || details.personId === 'typed'
  const person = isTyped ? undefined : proven.people.find((one) => one.id === details.personId)
  const rows: [string, string | null][] = [
    [t('review.name'), person?.name ?? `${details.givenName} ${details.familyName}`],
    [t('details.bornOn'), person ? null : bornOn],
    [t('details.email'), isTyped ? details.email : null],
    [t('details.phone'), isTyped ? details.phone || null : null],
    [
      t('review.bookedBy'),
      isTyped && details.whose === 'other'
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
