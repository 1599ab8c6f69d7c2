import { useState } from 'react'
import {
  asProblem,
  Button,
  call,
  Card,
  ChoiceField,
  Notice,
  TextArea,
  Title,
  useWords,
  type ProblemError,
} from '../../../ui/public/index.ts'
import type { ClientVisit } from './offer.ts'
import { VisitFacts } from './VisitFacts.tsx'

export interface VisitActProps {
  visit: ClientVisit
  onBack: () => void
  onDone: (visit: ClientVisit) => void
}

const reasons = ['ill', 'busy', 'better', 'other'] as const

/** Cancelling: said plainly what happens, with a reason if one wants to give it. */
export function CancelVisit({ visit, onBack, onDone }: VisitActProps) {
  const { t } = useWords('scheduling')
  const [reason, setReason] = useState('')
  const [more, setMore] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<ProblemError | null>(null)
  async function cancel(): Promise<void> {
    setBusy(true)
    setFailure(null)
    const said = [reason && reason !== 'other' ? t(`cancel.reason.${reason}`) : '', more.trim()]
      .filter(Boolean)
      .join(': ')
    try {
      onDone(await call('POST /visit/cancellation', said ? { reason: said.slice(0, 500) } : {}))
    } catch (error) {
      setFailure(asProblem(error))
      setBusy(false)
    }
  }
  return (
    <>
      <Title about={t('cancel.about')}>{t('cancel.title')}</Title>
      <Notice of={failure} />
      <Card>
        <VisitFacts visit={visit} practice={visit.practice} />
      </Card>
      <Card>
        <ChoiceField
          label={t('cancel.why')}
          required={false}
          value={[reason]}
          onChange={([chosen]) => setReason(chosen ?? '')}
          choices={reasons.map((value) => ({ value, label: t(`cancel.reason.${value}`) }))}
        />
        <TextArea label={t('cancel.more')} rows={2} maxLength={400} value={more} onChange={setMore} />
      </Card>
      <Button kind="main" wide busy={busy} onClick={cancel}>
        {t('cancel.act')}
      </Button>
      <Button kind="quiet" onClick={onBack}>
        {t('cancel.keep')}
      </Button>
    </>
  )
}
