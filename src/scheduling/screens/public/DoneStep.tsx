import { useState } from 'react'
import {
  Button,
  Card,
  Done,
  Loading,
  Notice,
  openByLink,
  useRead,
  useWords,
} from '../../../ui/public/index.ts'
import type { StepProps } from './BookScreen.tsx'
import { CalendarFile } from './CalendarFile.tsx'
import { DepositToPay } from './DepositToPay.tsx'
import { FormsToFill } from './FormsToFill.tsx'
import { policyOf } from './policy.ts'
import { usePracticeFormat } from './use-format.ts'
import { VisitFacts } from './VisitFacts.tsx'

/** It is booked, asked for, or waits for a mailed link. */
export function DoneStep(props: StepProps) {
  const { booked } = props.booking
  if (!booked) return null
  return booked.token ? <Kept {...props} token={booked.token} /> : <Mailed {...props} booked={booked} />
}

/** When and where again, forms, calendar, what if something comes up. */
function Kept({ booking, offer, token }: StepProps & { token: string }) {
  const { t } = useWords('scheduling')
  useState(() => openByLink(token))
  const visit = useRead('GET /visit', {})
  const format = usePracticeFormat(offer.practice)
  const email = booking.booked?.email
  if (!visit.data) return visit.error ? <Notice of={visit.error} /> : <Loading />
  const { answerBy, state } = visit.data
  const isAsked = state === 'requested'
  return (
    <>
      {isAsked ? (
        <Done
          title={t('done.asked')}
          about={t('done.askedAbout', { when: answerBy ? format.when(answerBy, visit.data.zone) : '' })}
        />
      ) : (
        <Done title={t('done.title')} about={email ? t('done.about', { email }) : t('done.aboutKnown')} />
      )}
      <DepositToPay token={token} zone={visit.data.zone} format={format} />
      <Card>
        <VisitFacts visit={visit.data} practice={offer.practice} />
        {!isAsked && <CalendarFile token={token} />}
      </Card>
      {!isAsked && <FormsToFill token={token} />}
      {!isAsked && visit.data.service.instructions && (
        <Card title={t('done.prepare')}>
          <p className="kept">{visit.data.service.instructions}</p>
        </Card>
      )}
      <Card title={t('done.change')}>
        <p>{isAsked ? t('visit.requestedText') : policyOf(visit.data, format, t)}</p>
        <a className="button" href={`/visit/${token}`}>
          {t('done.manage')}
        </a>
      </Card>
      <Another booking={booking} />
    </>
  )
}

interface MailedProps extends StepProps {
  booked: NonNullable<StepProps['booking']['booked']>
}

/** The time is kept, and counts once the mailed link was opened. */
function Mailed({ booking, offer, booked }: MailedProps) {
  const { t } = useWords('scheduling')
  const format = usePracticeFormat(offer.practice)
  return (
    <>
      <Done title={t('done.mailed')} about={t('done.mailedAbout', { email: booked.email })} />
      <Card>
        <p>
          {booked.confirmBy &&
            t('done.mailedUntil', { time: format.time(booked.confirmBy, offer.practice.zone) })}
        </p>
        <p className="soft">{t('done.mailedHelp')}</p>
      </Card>
      <Another booking={booking} />
    </>
  )
}

function Another({ booking }: Pick<StepProps, 'booking'>) {
  const { t } = useWords('scheduling')
  return (
    <Button
      kind="quiet"
      onClick={() => {
        openByLink(null)
        booking.startAgain()
        booking.go({ step: '' })
      }}
    >
      {t('done.another')}
    </Button>
  )
}
