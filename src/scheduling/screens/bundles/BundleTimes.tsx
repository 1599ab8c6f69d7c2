import {
  Button,
  DayField,
  IconButton,
  Loading,
  Notice,
  Row,
  Text,
  useFormat,
  useWords,
} from '../../../ui/kit/index.ts'
import { TimeChips } from '../booking/FreeTimes.tsx'
import classes from '../scheduling.module.css'
import { addDays, wallOf } from '../zone.ts'
import own from './bundles.module.css'
import type { BundleTime, BundleWish } from './use-bundle-times.ts'
import { useBundleTimes } from './use-bundle-times.ts'

interface BundleTimesProps {
  wish: BundleWish
  zone: string
  day: string
  /** The chosen time; its parts are shown below. */
  chosen: BundleTime | null
  onDay: (day: string) => void
  onChoose: (time: BundleTime) => void
  /** Another number asks again: somebody was faster. */
  turn?: number
  /** Where it would be, if there is a choice. */
  place?: string | null
  /** What each part is called, in their order. */
  names: { service: string; who: string }[]
}

/** A day and its times at which all services can be had in a row. */
export function BundleTimes({
  wish,
  zone,
  day,
  chosen,
  turn,
  place,
  onDay,
  onChoose,
  names,
}: BundleTimesProps) {
  const { t } = useWords('scheduling')
  const found = useBundleTimes(wish, { day, zone, turn })
  const items = found?.items ?? []
  const startOf = (time: BundleTime) => wallOf(time.startsAt, zone)
  return (
    <>
      <Row gap="tight" align="end" nowrap>
        <IconButton icon="previous" label={t('dayBefore')} onClick={() => onDay(addDays(day, -1))} />
        <div className={classes.fill}>
          <DayField
            label={t('day')}
            hideLabel
            value={day}
            onChange={(next: string | null) => next && onDay(next)}
          />
        </div>
        <IconButton icon="next" label={t('dayAfter')} onClick={() => onDay(addDays(day, 1))} />
      </Row>
      <div data-part="time" className={classes.timesPlace}>
        {found === null ? (
          <Loading lines={4} />
        ) : found.error ? (
          <Notice tone="bad" of={found.error} />
        ) : items.length > 0 ? (
          <TimeChips
            starts={items.map(startOf)}
            value={chosen ? startOf(chosen).slice(11, 16) : ''}
            onChange={(time) => onChoose(items.find((one) => startOf(one).slice(11, 16) === time)!)}
          />
        ) : (
          <NextTimes words={t('bundle.dayFull')} times={found.next} zone={zone} onChoose={onChoose} />
        )}
      </div>
      {chosen && <ChosenParts time={chosen} zone={zone} names={names} />}
      {place && (
        <Text tone="soft" size="small">
          {t('bundle.at', { place })}
        </Text>
      )}
    </>
  )
}

interface NextTimesProps {
  words: string
  times: BundleTime[]
  zone: string
  onChoose: (time: BundleTime) => void
}

/** What is free later, one press each. */
export function NextTimes({ words, times, zone, onChoose }: NextTimesProps) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  return (
    <div className={classes.nextDays}>
      <Text tone="soft">{words}</Text>
      {times.length === 0 && <Text tone="soft">{t('bundle.noneSoon')}</Text>}
      <Row>
        {times.map((time) => {
          const start = wallOf(time.startsAt, zone)
          return (
            <Button key={time.startsAt} small icon="calendar" onClick={() => onChoose(time)}>
              {`${format.day(start.slice(0, 10), 'weekday')}, ${format.wallTime(start)}`}
            </Button>
          )
        })}
      </Row>
    </div>
  )
}

function ChosenParts({ time, zone, names }: Pick<BundleTimesProps, 'zone' | 'names'> & { time: BundleTime }) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  return (
    <ol className={own.parts} aria-label={t('bundle.order')}>
      {time.parts.map((part, nth) => (
        <li key={part.startsAt}>
          <b>{format.wallRange(wallOf(part.startsAt, zone), wallOf(part.endsAt, zone))}</b>
          <span>{[names[nth]?.service, names[nth]?.who].filter(Boolean).join(' · ')}</span>
        </li>
      ))}
    </ol>
  )
}
