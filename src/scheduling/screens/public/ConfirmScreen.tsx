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
  useRead,
  useWords,
  type ProblemError,
  type PublicScreenProps,
} from '../../../ui/public/index.ts'
import { NotOpened } from './NotOpened.tsx'
import { VisitFacts } from './VisitFacts.tsx'
import './book.css'

/** `/book/confirm/<token>`: the mailed link that makes a kept time a visit. By a tap: mail scanners open links, too. */
export default function ConfirmScreen({ params }: PublicScreenProps) {
  const { t } = useWords('scheduling')
  useState(() => openByLink(params.token ?? null))
  const read = useRead('GET /booking-confirmation', {})
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<ProblemError | null>(null)
  async function confirm(): Promise<void> {
    setBusy(true)
    setFailure(null)
    try {
      const { token } = await call('POST /booking-confirmation', {})
      location.assign(`/visit/${token}?new=1`)
    } catch (error) {
      setFailure(asProblem(error))
      setBusy(false)
    }
  }
  if (!read.data) return <NotOpened error={read.error} />
  const { visit } = read.data
  const waits = visit.state === 'held'
  return (
    <Frame
      practice={visit.practice.name}
      foot={<Contact practice={visit.practice} addressLines={visit.location.addressLines} />}
    >
      <Title about={t(waits ? 'confirm.about' : 'confirm.overAbout')}>
        {t(waits ? 'confirm.title' : visit.state === 'expired' ? 'confirm.over' : 'confirm.done')}
      </Title>
      <Notice of={failure} />
      <Card>
        <VisitFacts visit={visit} practice={visit.practice} />
      </Card>
      {waits ? (
        <Button kind="main" wide busy={busy} onClick={confirm}>
          {t('confirm.act')}
        </Button>
      ) : (
        visit.state === 'expired' && (
          <a className="button main wide" href={`/book/${visit.practice.slug}`}>
            {t('visit.bookAgain')}
          </a>
        )
      )}
    </Frame>
  )
}
