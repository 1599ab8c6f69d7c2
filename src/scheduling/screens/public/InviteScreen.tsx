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

/** `/book/for/<token>`: a link that the practice made for one client. It opens by a tap: mail scanners open links, too. */
export default function InviteScreen({ params }: PublicScreenProps) {
  const { t } = useWords('scheduling')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<ProblemError | null>(null)
  async function open(): Promise<void> {
    setBusy(true)
    setFailure(null)
    try {
      const { practice, token, people, serviceId, practitionerId, link } = await callByLink(
        params.token ?? '',
      )('POST /booking-invitations', {})
      keepProven(practice, { token, people })
      const address = new URLSearchParams(
        Object.entries({ service: serviceId, with: practitionerId, link }).flatMap(([name, value]) =>
          value ? [[name, value]] : [],
        ),
      )
      location.assign(`/book/${encodeURIComponent(practice)}?${address}`)
    } catch (error) {
      setFailure(asProblem(error))
      setBusy(false)
    }
  }
  return (
    <Frame>
      <Title about={t('invite.about')}>{t('invite.title')}</Title>
      <Notice of={failure} />
      <Button kind="main" wide busy={busy} onClick={open}>
        {t('invite.act')}
      </Button>
    </Frame>
  )
}
