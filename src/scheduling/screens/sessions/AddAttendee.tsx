import { useState } from 'react'
import { Heading, Notice, Stack, notify, useWords } from '../../../ui/kit/index.ts'
import type { FoundClient } from '../booking/ClientPicker.tsx'
import { ClientPicker } from '../booking/ClientPicker.tsx'
import type { Session } from './session-model.ts'
import { useSessionActs } from './session-model.ts'

/** A seat for a client, or a place on the waitlist when there is none left. */
export function AddAttendee({ session }: { session: Session }) {
  const { t } = useWords('scheduling')
  const acts = useSessionActs()
  const [error, setError] = useState<unknown>(null)
  const [picked, setPicked] = useState(0)
  const isFull = session.seatsLeft <= 0
  async function add({ id: clientId, name }: FoundClient): Promise<void> {
    setError(null)
    setPicked(picked + 1)
    try {
      if (isFull) await acts.wait.do({ id: session.id, clientId })
      else await acts.join.do({ id: session.id, clientId })
      notify.done(t(isFull ? 'sessions.waits' : 'sessions.seatGiven', { name }))
    } catch (refused) {
      setError(refused)
    }
  }
  return (
    <Stack gap="tight">
      <Heading>{t('sessions.add')}</Heading>
      {isFull && <Notice tone="info">{t('sessions.fullText')}</Notice>}
      <ClientPicker key={picked} onPick={(client) => void add(client)} />
      <Notice of={error} />
    </Stack>
  )
}
