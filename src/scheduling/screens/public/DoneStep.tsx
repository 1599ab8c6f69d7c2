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
import { FormsToFill } from './FormsToFill.tsx'
import { policyOf } from './policy.ts'
import { usePracticeFormat } from './use-format.ts'
import { VisitFacts } from './VisitFacts.tsx'

/** It is booked: when and where again, forms, calendar, what if something comes up. */
export function DoneStep({ booking, offer }: StepProps) {
  const { t } = useWords('scheduling')
  const { booked } = booking
  useState(() => openByLink(booked?.token ?? null))
  const visit = useRead('GET /visit', {})
  const format = usePracticeFormat(offer.practice)
  if (!booked) return null
  if (!visit.data) return visit.error ? <Notice of={visit.error} /> : <Loading />
  return (
    <>
      <Done title={t('done.title')} about={t('done.about', { email: booked.email })} />
      <Card>
        <VisitFacts visit={visit.data} practice={offer.practice} />
        <CalendarFile token={booked.token} />
      </Card>
      <FormsToFill token={booked.token} />
      {visit.data.service.instructions && (
        <Card title={t('done.prepare')}>
          <p>{visit.data.service.instructions}</p>
        </Card>
      )}
      <Card title={t('done.change')}>
        <p>{policyOf(visit.data, format, t)}</p>
        <a className="button" href={`/visit/${booked.token}`}>
          {t('done.manage')}
        </a>
      </Card>
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
    </>
  )
}
