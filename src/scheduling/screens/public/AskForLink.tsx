import { useState } from 'react'
import {
  asProblem,
  Button,
  call,
  Notice,
  TextField,
  useWords,
  type ProblemError,
} from '../../../ui/public/index.ts'

/** "Been here before?" The answer is the same whoever asks, so that nobody learns who is a client. */
export function AskForLink({ practice }: { practice: string }) {
  const { t, language } = useWords('scheduling')
  const [email, setEmail] = useState('')
  const [busy, setBusy] = useState(false)
  const [sent, setSent] = useState(false)
  const [failure, setFailure] = useState<ProblemError | null>(null)
  async function ask(event: { preventDefault: () => void }): Promise<void> {
    event.preventDefault()
    setBusy(true)
    setFailure(null)
    try {
      await call('POST /public/{practice}/booking-links', { practice, email: email.trim(), language })
      setSent(true)
    } catch (error) {
      setFailure(asProblem(error))
    } finally {
      setBusy(false)
    }
  }
  if (sent)
    return (
      <Notice tone="good" title={t('known.sent')}>
        {t('known.sentText', { email })}
      </Notice>
    )
  return (
    <details className="more">
      <summary>{t('known.title')}</summary>
      <form className="moreBody" noValidate onSubmit={(event) => void ask(event)}>
        <p className="soft">{t('known.about')}</p>
        <Notice of={failure} />
        <TextField
          label={t('details.email')}
          required
          type="email"
          inputMode="email"
          autoComplete="email"
          maxLength={254}
          value={email}
          onChange={setEmail}
        />
        <Button submit busy={busy} disabled={!/\S+@\S+/.test(email)}>
          {t('known.act')}
        </Button>
      </form>
    </details>
  )
}
