import { useState } from 'react'
import {
  asProblem,
  Button,
  ChoiceField,
  FaultList,
  Notice,
  TextField,
  useOpenedAt,
  useWords,
  type ProblemError,
  type Takes,
} from '../../../ui/public/index.ts'
import type { StepProps } from './BookScreen.tsx'
import { confirmationOf } from './confirmation.ts'
import { faultsOf, type Details } from './details.ts'
import { callSolved } from './puzzle/call-solved.ts'
import { usePracticeFormat } from './use-format.ts'

type Wish = Pick<
  Takes<'POST /public/{practice}/waitlist'>,
  'serviceId' | 'mode' | 'practitionerId' | 'locationId' | 'link'
>
const parts = ['morning', 'afternoon', 'evening'] as const
const asked = ['givenName', 'familyName', 'email', 'phone', 'bornOn'] as const

/** No time suits: wait for one. What is typed is the same as for a booking, so nothing is typed twice. */
export function JoinWaitlist({ booking, offer, wish }: StepProps & { wish: Wish }) {
  const { t, language } = useWords('scheduling')
  const format = usePracticeFormat(offer.practice)
  const today = format.dayOf(useOpenedAt())
  const [dayParts, setDayParts] = useState<string[]>([])
  const [tried, setTried] = useState(0)
  const [busy, setBusy] = useState(false)
  const [kept, setKept] = useState(false)
  const [failure, setFailure] = useState<ProblemError | null>(null)
  const { details } = booking
  const faults = tried > 0 ? faultsOf({ ...details, whose: 'self' }, today) : []

  async function join(event: { preventDefault: () => void }): Promise<void> {
    event.preventDefault()
    setTried(tried + 1)
    if (faultsOf({ ...details, whose: 'self' }, today).length > 0) return
    setBusy(true)
    setFailure(null)
    try {
      const practice = offer.practice.slug
      const who = confirmationOf({ ...details, whose: 'self' }, { language, proven: null })
      const chosen = parts.filter((part) => dayParts.includes(part))
      await callSolved('POST /public/{practice}/waitlist', { practice, ...wish, ...who, dayParts: chosen })
      setKept(true)
    } catch (error) {
      setFailure(asProblem(error))
    } finally {
      setBusy(false)
    }
  }
  if (kept)
    return (
      <Notice tone="good" title={t('wait.done')}>
        {t('wait.doneText')}
      </Notice>
    )
  return (
    <details className="more">
      <summary>{t('wait.title')}</summary>
      <form className="moreBody" noValidate onSubmit={(event) => void join(event)}>
        <p className="soft">{t('wait.about')}</p>
        <Notice of={failure} />
        <FaultList
          key={tried}
          faults={faults.map(({ field }) => ({ id: `wait-${field}`, text: t(`details.${field}`) }))}
        />
        <ChoiceField
          label={t('wait.when')}
          required={false}
          many
          value={dayParts}
          onChange={setDayParts}
          choices={parts.map((value) => ({ value, label: t(`times.part.${value}`) }))}
        />
        {asked.map((name) => (
          <TextField key={name} {...field(name)} />
        ))}
        <Button kind="main" submit wide busy={busy}>
          {t('wait.act')}
        </Button>
      </form>
    </details>
  )

  function field(name: (typeof asked)[number]) {
    const fault = faults.find((one) => one.field === name)
    return {
      id: `wait-${name}`,
      label: t(`details.${name}`),
      required: name !== 'phone' && name !== 'bornOn',
      value: details[name],
      onChange: (value: string) => booking.setDetails({ ...details, [name]: value } as Details),
      error: fault ? t(fault.key) : null,
      ...kinds[name],
    }
  }
}

const kinds = {
  givenName: { autoComplete: 'given-name', maxLength: 100 },
  familyName: { autoComplete: 'family-name', maxLength: 100 },
  email: { type: 'email', inputMode: 'email', autoComplete: 'email', maxLength: 254 },
  phone: { type: 'tel', inputMode: 'tel', autoComplete: 'tel', maxLength: 60 },
  bornOn: { type: 'date', autoComplete: 'bday', min: '1900-01-01' },
} as const
