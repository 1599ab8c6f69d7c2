import { useEffect, useState } from 'react'
import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  confirm,
  Icon,
  notify,
  Panel,
  Row,
  Text,
  TextField,
  useWords,
} from '../../../ui/kit/index.ts'
import { ClientPick } from './ClientPick.tsx'
import classes from './time.module.css'

type Timer = NonNullable<Returns<'GET /timer'>['timer']>

/** One's own clock. It runs on the server: closing the browser, a reload or a phone show the same. */
export function TimerPanel() {
  const read = useApi('GET /timer', {}, { live: ['staff'] })
  return <Await read={read}>{({ timer }) => (timer ? <Running timer={timer} /> : <Idle />)}</Await>
}

function Idle() {
  const { t } = useWords('billing')
  const start = useAct('POST /timer')
  return (
    <Row>
      <Button icon="clock" busy={start.busy} onClick={() => start.do({}).catch(notify.problem)}>
        {t('time.timer.start')}
      </Button>
      <Text tone="soft" size="small">
        {t('time.timer.about')}
      </Text>
    </Row>
  )
}

function Running({ timer }: { timer: Timer }) {
  const { t } = useWords('billing')
  const change = useAct('PATCH /timer')
  const stop = useAct('POST /timer/stop')
  const discard = useAct('DELETE /timer')
  const [narrative, setNarrative] = useState(timer.narrative)
  const keep = (wish: Parameters<typeof change.do>[0]) => change.do(wish).catch(notify.problem)
  const stopIt = async () => {
    try {
      if (narrative !== timer.narrative) await change.do({ narrative })
      await stop.do({})
      notify.done(t('time.timer.stopped'))
    } catch (error) {
      notify.problem(error)
    }
  }
  return (
    <Panel>
      <div className={classes.timer}>
        <span className={classes.clock} data-paused={!timer.isRunning || undefined}>
          <Icon name="clock" size={20} />
          <Elapsed timer={timer} />
        </span>
        <ClientPick
          value={timer.clientId}
          name={timer.clientName}
          onChange={(clientId) => keep({ clientId, episodeId: null })}
        />
        <TextField
          label={t('time.what')}
          value={narrative}
          onChange={setNarrative}
          onBlur={() => narrative !== timer.narrative && keep({ narrative })}
        />
        <Row nowrap>
          <Button onClick={() => keep({ isRunning: !timer.isRunning })}>
            {t(timer.isRunning ? 'time.timer.pause' : 'time.timer.resume')}
          </Button>
          <Button kind="main" busy={stop.busy} onClick={stopIt}>
            {t('time.timer.stop')}
          </Button>
          <Button
            kind="quiet"
            onClick={() =>
              confirm({
                title: t('time.timer.discardTitle'),
                act: t('time.timer.discard'),
                danger: true,
                onConfirm: () => discard.do({}),
              })
            }
          >
            {t('time.timer.discard')}
          </Button>
        </Row>
      </div>
    </Panel>
  )
}

/** The clock face, counted on from what the server said. */
function Elapsed({ timer }: { timer: Timer }) {
  const { t } = useWords('billing')
  const [readAt] = useState(() => Date.now())
  const [now, setNow] = useState(readAt)
  useEffect(() => {
    if (!timer.isRunning) return
    const tick = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(tick)
  }, [timer.isRunning])
  const base = timer.seconds
  const seconds = base + (timer.isRunning ? Math.max(Math.floor((now - readAt) / 1_000), 0) : 0)
  const two = (value: number) => String(value).padStart(2, '0')
  return (
    <time role="timer" aria-label={t('time.timer.label')}>
      {Math.floor(seconds / 3_600)}:{two(Math.floor(seconds / 60) % 60)}:{two(seconds % 60)}
    </time>
  )
}
