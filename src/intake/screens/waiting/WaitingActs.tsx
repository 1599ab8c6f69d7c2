import { ProblemError, useAct } from '../../../ui/api/index.ts'
import { Button, confirm, notify, useWords } from '../../../ui/kit/index.ts'
import type { Waiting } from './WaitingRoomScreen.tsx'

/** The next step of a visit in the waiting room, in one button. */
export function WaitingActs({ of: one }: { of: Waiting }) {
  const { t } = useWords('intake')
  const arrive = useAct('POST /appointments/{id}/arrival')
  const ready = useAct('POST /appointments/{id}/ready')
  const notReady = useAct('DELETE /appointments/{id}/ready')
  const room = useAct('POST /appointments/{id}/room')
  const askWhy = (missing: string) =>
    confirm({
      title: t('waiting.blockedTitle', { name: one.clientName }),
      text: missing,
      act: t('waiting.letIn'),
      reason: 'required',
      onConfirm: (reason) => arrive.do({ id: one.id, reason }),
    })
  const checkIn = () =>
    arrive.do({ id: one.id }).catch((error: unknown) => {
      if (error instanceof ProblemError && error.code === 'check_in_blocked') askWhy(error.message)
      else notify.problem(error)
    })
  if (one.can.arrive)
    return (
      <Button small icon="arrived" busy={arrive.busy} onClick={() => void checkIn()}>
        {t('waiting.arrive')}
      </Button>
    )
  if (!one.can.ready) return null
  return (
    <>
      <Button
        small
        kind="quiet"
        onClick={() => void (one.readyAt ? notReady : ready).do({ id: one.id }).catch(notify.problem)}
      >
        {t(one.readyAt ? 'waiting.notReady' : 'waiting.markReady')}
      </Button>
      <Button
        small
        icon="room"
        busy={room.busy}
        onClick={() => void room.do({ id: one.id }).catch(notify.problem)}
      >
        {t('waiting.toRoom')}
      </Button>
    </>
  )
}
