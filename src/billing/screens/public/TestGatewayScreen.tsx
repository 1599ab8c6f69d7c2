import { useState } from 'react'
import {
  asProblem,
  Button,
  call,
  Card,
  createFormat,
  Frame,
  Loading,
  Notice,
  Title,
  useRead,
  useWords,
  type ProblemError,
  type PublicScreenProps,
} from '../../../ui/public/index.ts'
import './pay.css'

type Outcome = 'succeed' | 'decline' | 'leave'
const told: Record<Outcome, string> = { succeed: 'paid', decline: 'failed', leave: 'left' }

/** The page of the built-in test provider: stands where a real provider's page would, takes no money. */
export default function TestGatewayScreen({ params }: PublicScreenProps) {
  const { t, language } = useWords('billing')
  const at = { practice: params.practice ?? '', session: params.session ?? '' }
  const session = useRead('GET /public/{practice}/test-gateway/{session}', at)
  const [busy, setBusy] = useState<Outcome | null>(null)
  const [failure, setFailure] = useState<ProblemError | null>(null)

  async function decide(outcome: Outcome): Promise<void> {
    setBusy(outcome)
    setFailure(null)
    try {
      await call('POST /public/{practice}/test-gateway/{session}/decision', { ...at, outcome })
      goBack(outcome)
    } catch (error) {
      const problem = asProblem(error)
      if (problem.code === 'already_paid') return goBack('succeed')
      setFailure(problem)
      setBusy(null)
    }
  }
  if (!session.data) return <Frame>{session.error ? <Notice of={session.error} /> : <Loading />}</Frame>
  const { practiceName, description, amountMinor, currency, state } = session.data
  const money = createFormat({ locale: language, zone: 'UTC', currency }).money(amountMinor)
  return (
    <Frame practice={t('test.name')}>
      <Notice tone="warn" title={t('test.title')}>
        {t('test.text')}
      </Notice>
      <Title about={description}>{t('test.pay', { practice: practiceName })}</Title>
      <Card>
        <div className="amount">
          <strong>{money}</strong>
        </div>
        <Notice of={failure} />
        {state === 'paid' ? (
          <>
            <p>{t('test.already')}</p>
            <Button kind="main" wide onClick={() => goBack('succeed')}>
              {t('test.back')}
            </Button>
          </>
        ) : (
          <>
            <Button
              kind="main"
              wide
              busy={busy === 'succeed'}
              disabled={busy !== null}
              onClick={() => decide('succeed')}
            >
              {t('test.succeed', { amount: money })}
            </Button>
            <Button wide busy={busy === 'decline'} disabled={busy !== null} onClick={() => decide('decline')}>
              {t('test.decline')}
            </Button>
            <Button
              kind="quiet"
              wide
              busy={busy === 'leave'}
              disabled={busy !== null}
              onClick={() => decide('leave')}
            >
              {t('test.leave')}
            </Button>
          </>
        )}
      </Card>
    </Frame>
  )
}

/** Back to the payment page whose path stands behind the #; to no other page, whatever stands there. */
function goBack(outcome: Outcome): void {
  const path = decodeURIComponent(location.hash.slice(1))
  location.replace(/^\/pay\/[A-Za-z0-9_-]{20,200}$/.test(path) ? `${path}?checkout=${told[outcome]}` : '/')
}
