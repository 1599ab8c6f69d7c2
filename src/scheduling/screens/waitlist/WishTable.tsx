import type { Returns } from '../../../ui/api/index.ts'
import { Badge, DataTable, Person, StatusPill, useFormat, useWords } from '../../../ui/kit/index.ts'
import { useClock } from '../use-clock.ts'
import classes from './waitlist.module.css'
import type { Entry } from './wish-times.ts'
import { WishGrid } from './WishGrid.tsx'

export type FreeTimes = Returns<'GET /waitlist/free-times'>['items'][number]

interface WishTableProps {
  entries: Entry[]
  /** Free times that fit already; left out while they are looked for. */
  free: FreeTimes[] | undefined
  onOpen: (entry: Entry) => void
  onMore?: (() => void) | undefined
}

/** Who waits, for what, when they have time, how long they have waited, and how many free times fit already. */
export function WishTable({ entries, free, onOpen, onMore }: WishTableProps) {
  const { t } = useWords('scheduling')
  const now = useClock()
  const days = (entry: Entry) => Math.floor((now - Date.parse(entry.waitingSince)) / 86_400_000)
  const countOf = (entry: Entry) => free?.find((one) => one.entryId === entry.id)?.days
  return (
    <DataTable
      label={t('waitlist.title')}
      rows={entries}
      onOpen={onOpen}
      onMore={onMore}
      columns={[
        {
          key: 'who',
          title: t('clientWord'),
          sort: (entry) => entry.client.name,
          render: (entry) => <Person name={entry.client.name} about={`#${entry.client.number}`} />,
        },
        {
          key: 'urgency',
          title: t('waitlist.urgencyWord'),
          sort: (entry) => ['urgent', 'soon', 'routine'].indexOf(entry.urgency),
          render: (entry) => <Urgency of={entry.urgency} />,
        },
        {
          key: 'what',
          title: t('waitlist.wants'),
          wideOnly: true,
          render: (entry) => <What entry={entry} />,
        },
        {
          key: 'when',
          title: t('waitlist.hasTime'),
          render: (entry) => (
            <span className={classes.two}>
              <WishGrid times={entry.wantedTimes} />
              <Days entry={entry} />
            </span>
          ),
        },
        {
          key: 'waits',
          title: t('waitlist.waiting'),
          align: 'right',
          wideOnly: true,
          sort: days,
          render: (entry) => t('waitlist.waitsFor', { count: days(entry) }),
        },
        {
          key: 'fits',
          title: t('waitlist.fitsNow'),
          align: 'right',
          wideOnly: true,
          sort: (entry) => countOf(entry) ?? 0,
          render: (entry) => <FitsNow days={countOf(entry)} isOpen={entry.endedAt === null} />,
        },
        {
          key: 'state',
          title: t('stateWord'),
          render: (entry) => <EntryState entry={entry} />,
        },
      ]}
    />
  )
}

/** On how many of the next 14 days a free time fits; undefined while it is looked for. */
function FitsNow({ days, isOpen }: { days: number | undefined; isOpen: boolean }) {
  const { t } = useWords('scheduling')
  if (!isOpen) return '–'
  return days === undefined ? '…' : t('waitlist.onDays', { count: days })
}

export function Urgency({ of }: { of: Entry['urgency'] }) {
  const { t } = useWords('scheduling')
  if (of === 'routine') return <span className={classes.soft}>{t('waitlist.urgency.routine')}</span>
  return (
    <Badge tone={of === 'urgent' ? 'bad' : 'warn'} icon={of === 'urgent' ? 'alert' : 'clock'}>
      {t(`waitlist.urgency.${of}`)}
    </Badge>
  )
}

export function EntryState({ entry }: { entry: Entry }) {
  const { t } = useWords('scheduling')
  const pill = {
    waiting: 'held',
    offered: 'sent',
    booked: 'done',
    withdrawn: 'withdrawn',
    expired: 'expired',
  } as const
  return <StatusPill state={pill[entry.state]}>{t(`waitlist.state.${entry.state}`)}</StatusPill>
}

/** The service, with whom and where; and the visit that would move up. */
export function What({ entry }: { entry: Entry }) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const names = (list: { name: string }[]) => list.map((one) => one.name).join(', ')
  const about = [names(entry.practitioners) || t('waitlist.anybody'), names(entry.locations)]
    .filter(Boolean)
    .join(' · ')
  return (
    <span className={classes.two}>
      <span>{entry.service.name}</span>
      <small>{about}</small>
      {entry.replaces && (
        <small>
          {t('waitlist.insteadOf', { when: format.when(entry.replaces.startsAt, entry.replaces.zone) })}
        </small>
      )}
    </span>
  )
}

export function Days({ entry }: { entry: Pick<Entry, 'fromDay' | 'toDay'> }) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const { fromDay, toDay } = entry
  if (!fromDay && !toDay) return null
  const key = fromDay && toDay ? 'between' : fromDay ? 'fromOn' : 'untilOn'
  return (
    <small>
      {t(`waitlist.${key}`, {
        from: fromDay ? format.day(fromDay, 'weekday') : '',
        to: toDay ? format.day(toDay, 'weekday') : '',
      })}
    </small>
  )
}
