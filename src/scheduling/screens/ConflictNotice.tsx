import { useState } from 'react'
import { Button, Notice, Row, Stack, TextField, useFormat, useWords } from '../../ui/kit/index.ts'
import type { Alternative, Conflict } from './conflict.ts'
import classes from './scheduling.module.css'
import { wallOf } from './zone.ts'

interface ConflictNoticeProps {
  conflict: Conflict
  zone: string
  /** The day that was wished for; other days are told with the time. */
  day: string
  nameOf: (practitionerId: string) => string | undefined
  onChoose: (time: Alternative) => unknown
  /** Insist, with a reason; only where the person may. */
  onInsist?: (reason: string) => unknown
  busy?: boolean
}

/** Why a time can't be had, the next free ones as buttons, and a way to insist knowingly. */
export function ConflictNotice({
  conflict,
  zone,
  day,
  nameOf,
  onChoose,
  onInsist,
  busy,
}: ConflictNoticeProps) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const more = conflict.rules.slice(1)
  function label(time: Alternative): string {
    const start = wallOf(time.startsAt, zone)
    const date = start.slice(0, 10) === day ? '' : `${format.day(start.slice(0, 10), 'weekday')}, `
    return `${date}${format.wallTime(start)}`
  }
  return (
    <Stack gap="tight">
      <Notice tone="warn" title={conflict.message}>
        {more.length > 0 && (
          <span>{t('conflict.also', { rules: more.map((code) => t(`rule.${code}`)).join(', ') })}</span>
        )}
        {conflict.alternatives.length > 0 && (
          <div className={classes.alternatives}>
            <span>{t('conflict.next')}</span>
            <Row>
              {conflict.alternatives.map((time) => (
                <Button
                  key={`${time.startsAt} ${time.practitionerId}`}
                  small
                  icon="clock"
                  busy={busy ?? false}
                  onClick={() => onChoose(time)}
                >
                  {[label(time), nameOf(time.practitionerId)].filter(Boolean).join(' · ')}
                </Button>
              ))}
            </Row>
          </div>
        )}
      </Notice>
      {onInsist && conflict.canOverlap && <Insist onInsist={onInsist} busy={busy ?? false} />}
    </Stack>
  )
}

function Insist({ onInsist, busy }: { onInsist: (reason: string) => unknown; busy: boolean }) {
  const { t } = useWords('scheduling')
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  if (!open) {
    return (
      <Row>
        <Button kind="quiet" small icon="alert" onClick={() => setOpen(true)}>
          {t('conflict.insist')}
        </Button>
      </Row>
    )
  }
  return (
    <div className={classes.insist}>
      <TextField
        label={t('conflict.why')}
        help={t('conflict.whyHelp')}
        required
        autoFocus
        value={reason}
        onChange={(value: string) => setReason(value)}
      />
      <Button
        kind="danger"
        busy={busy}
        disabled={reason.trim() === ''}
        onClick={() => onInsist(reason.trim())}
      >
        {t('conflict.bookAnyway')}
      </Button>
    </div>
  )
}
