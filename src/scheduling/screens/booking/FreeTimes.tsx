import { useId, useMemo } from 'react'
import type { Returns } from '../../../ui/api/index.ts'
import { useApi } from '../../../ui/api/index.ts'
import { Await, Button, Loading, Row, Text, useCan, useFormat, useWords } from '../../../ui/kit/index.ts'
import classes from '../scheduling.module.css'
import { instantOf, minutesOfDay, wallOf } from '../zone.ts'

type FreeTime = Returns<'GET /availability'>['items'][number]

export interface TimesWish {
  serviceId: string
  practitionerId?: string | undefined
  locationId?: string | undefined
  clientId?: string | undefined
  durationMinutes?: number | undefined
  /** The visit that is to be moved does not stand in its own way. */
  except?: string | undefined
}

interface FreeTimesProps {
  wish: TimesWish
  zone: string
  day: string
  /** The chosen wall clock `HH:MM`. */
  value: string
  onChange: (time: string) => void
  onDay: (day: string) => void
}

/** The free times of a day as chips: one press, or the arrow keys. A full day says which days have room. */
export function FreeTimes({ wish, zone, day, value, onChange, onDay }: FreeTimesProps) {
  const read = useApi(
    'GET /availability',
    { ...wish, from: instantOf(`${day}T00:00`, zone), days: 1, limit: 500 },
    { keep: true, live: ['appointment'] },
  )
  return (
    <Await read={read} loading={<Loading lines={4} />}>
      {({ items }) => {
        const starts = startsOf(items, zone).filter((start) => start.slice(0, 10) === day)
        if (starts.length === 0 && read.isPlaceholderData) return <Loading lines={4} />
        if (starts.length === 0)
          return (
            <NextDays
              wish={wish}
              zone={zone}
              day={day}
              onPick={(start) => {
                onDay(start.slice(0, 10))
                onChange(start.slice(11, 16))
              }}
            />
          )
        return <TimeChips starts={starts} value={value} onChange={onChange} />
      }}
    </Await>
  )
}

interface TimeChipsProps {
  /** Wall clocks of one day, in order. */
  starts: string[]
  value: string
  onChange: (time: string) => void
}

/** Times of a day to choose from, by the part of the day. */
export function TimeChips({ starts, value, onChange }: TimeChipsProps) {
  const { t } = useWords('scheduling')
  const name = useId()
  return (
    <div role="radiogroup" aria-label={t('freeTimes')} className={classes.times}>
      <Part
        title={t('morning')}
        starts={starts.filter((one) => minutesOfDay(one) < 720)}
        name={name}
        value={value}
        onChange={onChange}
      />
      <Part
        title={t('afternoon')}
        starts={starts.filter((one) => minutesOfDay(one) >= 720 && minutesOfDay(one) < 1020)}
        name={name}
        value={value}
        onChange={onChange}
      />
      <Part
        title={t('evening')}
        starts={starts.filter((one) => minutesOfDay(one) >= 1020)}
        name={name}
        value={value}
        onChange={onChange}
      />
    </div>
  )
}

/** Each start once, in order, as wall clocks. */
export function startsOf(items: Pick<FreeTime, 'startsAt'>[], zone: string): string[] {
  return [...new Set(items.map((item) => wallOf(item.startsAt, zone)))].sort()
}

interface PartProps {
  title: string
  starts: string[]
  /** One group of all parts, so that the arrow keys go from morning to afternoon. */
  name: string
  value: string
  onChange: (time: string) => void
}

function Part({ title, starts, name, value, onChange }: PartProps) {
  const format = useFormat()
  if (starts.length === 0) return null
  return (
    <div className={classes.part}>
      <span>{title}</span>
      <div>
        {starts.map((start) => {
          const time = start.slice(11, 16)
          return (
            <label key={start} className={classes.chip} data-on={time === value || undefined}>
              <input
                type="radio"
                name={name}
                value={time}
                checked={time === value}
                onChange={() => onChange(time)}
              />
              {format.wallTime(start)}
            </label>
          )
        })}
      </div>
    </div>
  )
}

function NextDays({
  wish,
  zone,
  day,
  onPick,
}: {
  wish: TimesWish
  zone: string
  day: string
  onPick: (start: string) => void
}) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const can = useCan()
  const read = useApi('GET /availability', {
    ...wish,
    from: instantOf(`${day}T00:00`, zone),
    days: 21,
    limit: 300,
  })
  const first = useMemo(() => firstOfDays(startsOf(read.data?.items ?? [], zone), 4), [read.data, zone])
  return (
    <div className={classes.nextDays}>
      <Text tone="soft">{t('dayFull', { day: format.day(day, 'weekday') })}</Text>
      {first.length > 0 && (
        <Row>
          {first.map((start) => (
            <Button key={start} small icon="calendar" onClick={() => onPick(start)}>
              {`${format.day(start.slice(0, 10), 'weekday')}, ${format.wallTime(start)}`}
            </Button>
          ))}
        </Row>
      )}
      {!wish.except && can('waitlist.manage') && (
        <Row>
          <Button
            small
            kind="quiet"
            icon="waiting"
            to="/waitlist"
            search={{ new: '1', client: wish.clientId, service: wish.serviceId }}
          >
            {t('waitlist.putOnInstead')}
          </Button>
        </Row>
      )}
    </div>
  )
}

/** The first start of each of the first days. */
export function firstOfDays(starts: string[], days: number): string[] {
  const seen = new Set<string>()
  return starts
    .filter((start) => {
      const isFirst = !seen.has(start.slice(0, 10))
      seen.add(start.slice(0, 10))
      return isFirst
    })
    .slice(0, days)
}
