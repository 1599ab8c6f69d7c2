import {
  Badge,
  DataTable,
  EmptyState,
  Money,
  Panel,
  Stack,
  Text,
  useFormat,
  useWords,
} from '../../../ui/kit/index.ts'
import { clockOf } from './duration.ts'
import type { Entry } from './TimeScreen.tsx'

interface WeekTableProps {
  entries: Entry[]
  days: string[]
  onOpen: (entry: Entry) => void
}

/** The week, day by day, each with its sum. */
export function WeekTable({ entries, days, onOpen }: WeekTableProps) {
  const { t } = useWords('billing')
  if (entries.length === 0)
    return (
      <Panel flush>
        <EmptyState icon="clock" title={t('time.none')} text={t('time.noneText')} />
      </Panel>
    )
  return (
    <Stack>
      {days
        .toReversed()
        .filter((day) => entries.some((one) => one.workedOn === day))
        .map((day) => (
          <DayOfWork
            key={day}
            day={day}
            entries={entries.filter((one) => one.workedOn === day)}
            onOpen={onOpen}
          />
        ))}
    </Stack>
  )
}

function DayOfWork({
  day,
  entries,
  onOpen,
}: {
  day: string
  entries: Entry[]
  onOpen: (entry: Entry) => void
}) {
  const { t } = useWords('billing')
  const format = useFormat()
  const sum = entries.reduce((all, one) => all + one.minutes, 0)
  const seesMoney = entries.some((one) => one.amountMinor !== null)
  return (
    <Panel title={format.day(day, 'weekday')} actions={<Text tone="strong">{clockOf(sum)}</Text>} flush>
      <DataTable
        label={format.day(day, 'weekday')}
        rows={entries}
        onOpen={onOpen}
        columns={[
          {
            key: 'what',
            title: t('time.what'),
            render: (one) => (
              <span>
                {one.narrative}
                <Text tone="soft" size="small" as="div">
                  {one.clientName}
                  {one.episodeTitle && ` · ${one.episodeTitle}`}
                </Text>
              </span>
            ),
          },
          {
            key: 'state',
            title: t('state.label'),
            render: (one) => <EntryState entry={one} />,
            wideOnly: true,
          },
          {
            key: 'length',
            title: t('time.length'),
            align: 'right',
            render: (one) => clockOf(one.minutes),
            width: 90,
          },
          {
            key: 'billed',
            title: t('time.asBilled'),
            align: 'right',
            render: (one) => (one.isBillable ? clockOf(one.billedMinutes) : '–'),
            wideOnly: true,
            width: 110,
          },
          ...(seesMoney
            ? [
                {
                  key: 'amount',
                  title: t('amount'),
                  align: 'right' as const,
                  width: 120,
                  render: (one: Entry) =>
                    one.amountMinor === null || !one.isBillable ? (
                      '–'
                    ) : (
                      <Money of={one.amountMinor - one.writtenDownMinor} />
                    ),
                },
              ]
            : []),
        ]}
      />
    </Panel>
  )
}

export function EntryState({ entry }: { entry: Entry }) {
  const { t } = useWords('billing')
  if (entry.state === 'billed')
    return (
      <Badge tone="good" icon="done">
        {t('time.state.billed')}
      </Badge>
    )
  if (entry.state === 'not_billable') return <Badge icon="close">{t('time.state.not_billable')}</Badge>
  return (
    <Badge tone="info" icon="clock">
      {t('time.state.to_bill')}
    </Badge>
  )
}
