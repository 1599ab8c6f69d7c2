import { useState, type ReactNode } from 'react'
import type { Takes } from '../../../ui/api/index.ts'
import { useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  Icon,
  Loading,
  Notice,
  Row,
  Stack,
  TextField,
  useFormat,
  useWords,
} from '../../../ui/kit/index.ts'
import { wallOf } from '../zone.ts'
import classes from './why-not.module.css'
import { useWhyWords, type Names, type WhyAnswer } from './why-words.ts'

export type WhyWish = Omit<Takes<'GET /availability/reasons'>, 'by'>
type Slot = NonNullable<WhyAnswer['earlier']>

interface WhyNotPanelProps {
  /** The practitioner, the service and the time that somebody would like. */
  wish: WhyWish
  zone: string
  names: Names
  onChoose?: (time: Slot) => unknown
  /** Insist knowingly, with a reason; leave it out where this person may not. */
  onInsist?: ((reason: string) => unknown) | undefined
  insistLabel?: string
  busy?: boolean
  /** Shown where the rules find nothing against the time: somebody else was faster, or a chosen room is taken. */
  otherwise?: ReactNode
  /** The time is free: say nothing. */
  quiet?: boolean
}

/** Why a time can't be had: each rule in its order, what would open it, the nearest free times, and the way to insist. */
export function WhyNotPanel(props: WhyNotPanelProps) {
  const { wish, otherwise, quiet } = props
  const { t } = useWords('scheduling')
  const read = useApi(
    'GET /availability/reasons',
    { ...wish, by: 'staff' },
    { live: ['appointment', 'hours', 'time_off'] },
  )
  return (
    <Await read={read} loading={quiet ? null : <Loading lines={4} />}>
      {(answer) =>
        answer.free ? (
          (otherwise ?? (quiet ? null : <Notice tone="good" title={t('cal.why.free')} />))
        ) : (
          <Reasons {...props} answer={answer} />
        )
      }
    </Await>
  )
}

function Reasons({
  answer,
  zone,
  names,
  onChoose,
  onInsist,
  insistLabel,
  busy,
  wish,
}: WhyNotPanelProps & { answer: WhyAnswer }) {
  const { t } = useWords('scheduling')
  const words = useWhyWords(zone, names)
  return (
    <Stack gap="tight">
      <section className={classes.why} aria-label={t('cal.why.title')}>
        <h3>
          <Icon name="help" size={17} />
          {t('cal.why.title')}
        </h3>
        <ol>
          {answer.reasons.map((reason, index) => (
            <li key={`${reason.code} ${index}`}>{words.reason(reason)}</li>
          ))}
        </ol>
        <Smallest answer={answer} zone={zone} names={names} />
        <NearTimes
          answer={answer}
          zone={zone}
          wish={wish}
          {...(onChoose ? { onChoose } : {})}
          busy={busy ?? false}
        />
      </section>
      {onInsist && <Insist label={insistLabel} onInsist={onInsist} busy={busy ?? false} />}
    </Stack>
  )
}

/** The smallest change that would open the time. */
function Smallest({ answer, zone, names }: { answer: WhyAnswer; zone: string; names: Names }) {
  const { t } = useWords('scheduling')
  const words = useWhyWords(zone, names)
  const { smallestChange: change } = answer
  if (!change) return <p className={classes.smallest}>{t('cal.why.nothingHelps')}</p>
  const text =
    change.kind === 'move'
      ? t('cal.why.change.move', {
          span: words.span({ from: change.slot.startsAt, to: change.slot.endsAt }),
          count: change.minutes,
        })
      : change.changes.map(words.change).join(' ')
  return (
    <p className={classes.smallest}>
      <b>{t('cal.why.smallest')}</b> {text}
    </p>
  )
}

interface NearTimesProps {
  answer: WhyAnswer
  zone: string
  wish: WhyWish
  onChoose?: (time: Slot) => unknown
  busy: boolean
}

function NearTimes({ answer, zone, wish, onChoose, busy }: NearTimesProps) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const day = wallOf(wish.startsAt, zone).slice(0, 10)
  function label(slot: Slot): string {
    const start = wallOf(slot.startsAt, zone)
    const date = start.slice(0, 10) === day ? '' : `${format.day(start.slice(0, 10), 'weekday')}, `
    return `${date}${format.wallTime(start)}`
  }
  const near = [
    { slot: answer.earlier, word: t('cal.why.earlier') },
    { slot: answer.later, word: t('cal.why.later') },
  ].filter((one): one is { slot: Slot; word: string } => one.slot !== null)
  if (near.length === 0 || !onChoose) return null
  return (
    <Row>
      {near.map(({ slot, word }) => (
        <Button key={slot.startsAt} small icon="clock" busy={busy} onClick={() => onChoose(slot)}>
          {`${word}: ${label(slot)}`}
        </Button>
      ))}
    </Row>
  )
}

/** Break the rules knowingly, with a reason. */
export function Insist({
  label,
  onInsist,
  busy,
}: {
  label?: string | undefined
  onInsist: (reason: string) => unknown
  busy: boolean
}) {
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
        {label ?? t('conflict.bookAnyway')}
      </Button>
    </div>
  )
}
