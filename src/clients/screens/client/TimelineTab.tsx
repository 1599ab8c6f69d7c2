import { useState } from 'react'
import type { Returns } from '../../../ui/api/index.ts'
import { call, useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  EmptyState,
  Icon,
  notify,
  Panel,
  Text,
  useFormat,
  useWords,
  When,
  type IconName,
} from '../../../ui/kit/index.ts'
import classes from '../clients.module.css'

type Entry = Returns<'GET /clients/{id}/timeline'>['items'][number]

const ICONS: Record<string, IconName> = {
  client: 'person',
  lead: 'star',
  appointment: 'calendar',
  form_request: 'form',
  message: 'message',
  charge: 'receipt',
  invoice: 'invoice',
  payment: 'cash',
  note: 'note',
  file: 'file',
}

/** Everything that happened, the latest first. */
export function TimelineTab({ id }: { id: string }) {
  const { t } = useWords('clients')
  const live = Object.keys(ICONS)
  const read = useApi('GET /clients/{id}/timeline', { id, limit: 50 }, { live })
  const [older, setOlder] = useState<{ items: Entry[]; next: string | null } | null>(null)
  const loadOlder = async (cursor: string) => {
    const page = await call('GET /clients/{id}/timeline', { id, limit: 50, cursor })
    setOlder({ items: [...(older?.items ?? []), ...page.items], next: page.next })
  }
  return (
    <Panel title={t('tab.timeline')}>
      <Await
        read={read}
        isEmpty={({ items }) => items.length === 0}
        empty={<EmptyState icon="history" title={t('timeline.none')} text={t('timeline.noneText')} />}
      >
        {({ items, next }) => {
          const cursor = older ? older.next : next
          return (
            <>
              <ol className={classes.timeline}>
                {[...items, ...(older?.items ?? [])].map((entry) => (
                  <TimelineRow key={entry.id} entry={entry} />
                ))}
              </ol>
              {cursor && (
                <Button kind="quiet" onClick={() => loadOlder(cursor).catch(notify.problem)}>
                  {t('timeline.older')}
                </Button>
              )}
            </>
          )
        }}
      </Await>
    </Panel>
  )
}

function TimelineRow({ entry }: { entry: Entry }) {
  const { t } = useWords('clients')
  const about = useAbout(entry)
  // What an integration brings has no words here: its own name is better than nothing.
  const title = t(`event.${entry.name}`, { defaultValue: entry.name.replaceAll(/[._]/g, ' ') })
  return (
    <li>
      <span className={classes.dot}>
        <Icon name={ICONS[entry.subjectType] ?? 'open'} size={15} />
      </span>
      <div>
        <strong>{title}</strong>
        {about && <span> · {about}</span>}
        <Text tone="soft" size="small" as="div">
          <When at={entry.at} /> ·{' '}
          {entry.actorKind === 'system' ? t('byItself') : <bdi>{entry.actorName}</bdi>}
        </Text>
      </div>
    </li>
  )
}

/** The fact of an event that says most: its time, its amount, its channel. */
function useAbout({ data }: Entry): string | null {
  const { t } = useWords('clients')
  const format = useFormat()
  const { startsAt, totalMinor, amountMinor, currency, channel, fields, source } = data as Record<
    string,
    unknown
  >
  if (typeof startsAt === 'string') return format.when(startsAt)
  const amount = typeof totalMinor === 'number' ? totalMinor : amountMinor
  if (typeof amount === 'number')
    return format.money(amount, typeof currency === 'string' ? currency : undefined)
  if (typeof channel === 'string') return t(`channel.${channel}`, { defaultValue: channel })
  if (Array.isArray(fields))
    return fields.map((field) => t(`changed.${field}`, { defaultValue: String(field) })).join(', ')
  return typeof source === 'string' ? source : null
}
