import { useState } from 'react'
import {
  asProblem,
  Button,
  callByLink,
  Frame,
  Notice,
  Title,
  useWords,
  type ProblemError,
  type PublicScreenProps,
} from '../../../ui/public/index.ts'
import { keepProven } from './person.ts'

/** `/book/me/<token>`: the mailed link of a client who does not want to type everything. Used by a tap, not by opening. */
export default function MeScreen({ params }: PublicScreenProps) {
  const { t } = useWords('scheduling')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<ProblemError | null>(null)
  async function open(): Promise<void> {
    setBusy(true)
    setFailure(null)
    try {
      const { practice, ...proven } = await callByLink(params.token ?? '')('POST /booking-people', {})
      keepProven(practice, proven)
      location.assign(`/book/${encodeURIComponent(practice)}`)
    } catch (error) {
      setFailure(asProblem(error))
      setBusy(false)
    }
  }
  return (
    <Frame>
      <Title about={t('me.about')}>{t('me.title')}</Title>
      <Notice of={failure} />
      <Button kind="main" wide busy={busy} onClick={open}>
        {t('me.act')}
      </Button>
    </Frame>
  )
}
