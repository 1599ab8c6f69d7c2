import { useState } from 'react'
import { ProblemError, useAct } from '../../../ui/api/index.ts'
import {
  Button,
  DayField,
  Dialog,
  Form,
  Notice,
  Row,
  Text,
  TimeField,
  notify,
  required,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'
import { useSecondsLeft } from '../conversations/Entry.tsx'
import type { Message } from '../MessagesScreen.tsx'

/** What can be done with a message that waits: send it now, or at another time. */
export function PlannedActs({ message }: { message: Message }) {
  const { t } = useWords('messages')
  const now = useAct('POST /messages/{id}/sending')
  const [moving, setMoving] = useState(false)
  if (!message.can.time) return null
  return (
    <>
      {message.undoUntil && <UndoLeft until={message.undoUntil} />}
      <Row>
        <Button
          icon="send"
          busy={now.busy}
          onClick={() => void now.do({ id: message.id }).then(() => notify.done(t('queued')), notify.problem)}
        >
          {t('ledger.sendNow')}
        </Button>
        <Button icon="clock" onClick={() => setMoving(true)}>
          {t('ledger.changeTime')}
        </Button>
      </Row>
      <Dialog open={moving} onClose={() => setMoving(false)} title={t('ledger.changeTime')} size="small">
        {moving && <ChangeTime message={message} onDone={() => setMoving(false)} />}
      </Dialog>
    </>
  )
}

function UndoLeft({ until }: { until: string }) {
  const { t } = useWords('messages')
  const left = useSecondsLeft(until)
  return (
    <Text tone="soft">
      {t('inbox.goesIn', { time: `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}` })}
    </Text>
  )
}

function ChangeTime({ message, onDone }: { message: Message; onDone: () => void }) {
  const { t } = useWords('messages')
  const change = useAct('PUT /messages/{id}/time')
  const at = new Date(message.sendAt)
  const two = (part: number) => String(part).padStart(2, '0')
  const form = useFields({
    initial: {
      day: `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
      time: `${two(at.getHours())}:${two(at.getMinutes())}`,
    },
    check: { day: required(t('textMissing')), time: required(t('textMissing')) },
  })
  const [quiet, setQuiet] = useState<string | null>(null)
  const save = async (evenIfQuiet: boolean) => {
    const sendAt = new Date(`${form.values.day}T${form.values.time}`).toISOString()
    try {
      await change.do({ id: message.id, sendAt, evenIfQuiet })
      notify.done(t('ledger.changed'))
      onDone()
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== 'quiet_hours') throw error
      setQuiet(error.message)
    }
  }
  return (
    <Form form={form} submit={t('ledger.changeTime')} onCancel={onDone} onSubmit={() => save(false)}>
      <DayField label={t('ledger.day')} {...form.field('day')} />
      <TimeField label={t('ledger.time')} {...form.field('time')} />
      <Text size="small" tone="soft">
        {t('ledger.yourClock')}
      </Text>
      {quiet && (
        <>
          <Notice tone="warn">{quiet}</Notice>
          <Button icon="send" onClick={() => void save(true).catch(notify.problem)}>
            {t('ledger.evenIfQuiet')}
          </Button>
        </>
      )}
    </Form>
  )
}
