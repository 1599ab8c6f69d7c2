import type { ReactNode } from 'react'
import type { Returns } from '../../../ui/api/index.ts'
import {
  Badge,
  CheckField,
  DataTable,
  Day,
  Person,
  Text,
  useCan,
  useFormat,
  useWords,
  type IconName,
  type Tone,
} from '../../../ui/kit/index.ts'

export type Recall = Returns<'GET /recalls'>['items'][number]

interface RecallTableProps {
  rows: Recall[]
  chosen: ReadonlySet<string>
  onChoose: (ids: ReadonlySet<string>) => void
  onOpen: (id: string) => void
  onMore: (() => void) | undefined
  empty: ReactNode
}

/** Recalls with where each stands; those that are ticked can be reminded together. */
export function RecallTable({ rows, chosen, onChoose, onOpen, onMore, empty }: RecallTableProps) {
  const { t } = useWords('outreach')
  const can = useCan()
  const format = useFormat()
  const toggle = (id: string, isOn: boolean) => {
    const next = new Set(chosen)
    if (isOn) next.add(id)
    else next.delete(id)
    onChoose(next)
  }
  return (
    <DataTable
      label={t('recalls.title')}
      rows={rows}
      onOpen={(row) => onOpen(row.id)}
      onMore={onMore}
      empty={empty}
      columns={[
        ...(can('recalls.remind')
          ? [
              {
                key: 'choose',
                title: '',
                width: 44,
                render: (row: Recall) => (
                  <span
                    onClick={(event) => event.stopPropagation()}
                    onKeyDown={(event) => event.stopPropagation()}
                  >
                    <CheckField
                      label={t('recalls.choose', { name: row.client.name })}
                      hideLabel
                      value={chosen.has(row.id)}
                      onChange={(isOn: boolean) => toggle(row.id, isOn)}
                    />
                  </span>
                ),
              },
            ]
          : []),
        {
          key: 'client',
          title: t('recalls.who'),
          sort: (row) => row.client.name,
          render: (row) => <Person name={row.client.name} about={row.note || `№ ${row.client.number}`} />,
        },
        {
          key: 'kind',
          title: t('recalls.kind'),
          sort: (row) => row.typeName,
          render: (row) => row.typeName,
          wideOnly: true,
        },
        {
          key: 'due',
          title: t('recalls.due'),
          sort: (row) => row.dueOn,
          render: (row) => (
            <>
              <Day of={row.dueOn} />
              {row.calculatedDueOn !== row.dueOn && (
                <Text as="div" size="small" tone="soft">
                  {t('recalls.byHand')}
                </Text>
              )}
            </>
          ),
        },
        {
          key: 'previous',
          title: t('recalls.previous'),
          sort: (row) => row.previousOn ?? '',
          render: (row) => (row.previousOn ? <Day of={row.previousOn} /> : '–'),
          wideOnly: true,
        },
        {
          key: 'standing',
          title: t('recalls.standing'),
          render: (row) => <Standing of={row} />,
        },
        {
          key: 'next',
          title: t('recalls.reminders'),
          wideOnly: true,
          render: (row) =>
            row.remindersSent === 0 && !row.remindedAt
              ? t('recalls.noReminder')
              : t('recalls.sentOf', {
                  sent: format.number(row.remindersSent),
                  of: format.number(row.remindersPlanned),
                  day: row.remindedAt ? format.ago(row.remindedAt) : '',
                }),
        },
      ]}
    />
  )
}

const LOOKS: Record<Recall['standing'], { tone: Tone; icon: IconName }> = {
  due: { tone: 'warn', icon: 'send' },
  to_call: { tone: 'bad', icon: 'call' },
  reminded: { tone: 'info', icon: 'waiting' },
  scheduled: { tone: 'good', icon: 'calendar' },
  later: { tone: 'calm', icon: 'clock' },
  paused: { tone: 'calm', icon: 'waiting' },
  owes: { tone: 'plum', icon: 'cash' },
  disabled: { tone: 'calm', icon: 'close' },
}

/** Where somebody stands, in words, colour and picture. */
export function Standing({ of: row }: { of: Recall }) {
  const { t } = useWords('outreach')
  const format = useFormat()
  const about =
    row.standing === 'scheduled' && row.scheduledAt
      ? format.day(row.scheduledAt.slice(0, 10))
      : row.standing === 'paused' && row.disabledUntil
        ? t('recalls.until', { day: format.day(row.disabledUntil) })
        : row.standing === 'reminded' && row.nextReminderOn
          ? t('recalls.againOn', { day: format.day(row.nextReminderOn) })
          : null
  return (
    <>
      <Badge {...LOOKS[row.standing]}>{t(`recalls.stands.${row.standing}`)}</Badge>
      {about && (
        <Text as="div" size="small" tone="soft">
          {about}
        </Text>
      )}
    </>
  )
}
