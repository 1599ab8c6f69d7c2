import { useState } from 'react'
import { useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  Columns,
  IconButton,
  Page,
  Row,
  SelectField,
  Stat,
  Text,
  Toolbar,
  useCan,
  useFormat,
  useMe,
  useUrlState,
  useWords,
} from '../../../ui/kit/index.ts'
import { useToday } from '../use-today.ts'
import { clockOf, dayAfter, weekOf } from './duration.ts'
import { EntryDialog } from './EntryDialog.tsx'
import { QuickEntry } from './QuickEntry.tsx'
import { TimerPanel } from './TimerPanel.tsx'
import { WeekTable } from './WeekTable.tsx'

export type Entry = Returns<'GET /time-entries'>['items'][number]

/** The time sheet: a week of one person, written with the keyboard. */
export default function TimeScreen() {
  const { t } = useWords('billing')
  const can = useCan()
  const today = useToday()
  const me = useMe()
  const [url, setUrl] = useUrlState({ day: '', of: '' })
  const [editing, setEditing] = useState<Entry | null>(null)
  const week = weekOf(url.day || today)
  const staff = useApi('GET /staff', {}, { when: can('time.manage') })
  const staffId = url.of || (me.staffId ?? '')
  const list = useApi(
    'GET /time-entries',
    { from: week[0]!, to: week[6]!, staffId, limit: 200 },
    { keep: true, live: ['time_entry'] },
  )
  const isOwn = staffId === me.staffId
  return (
    <Page title={t('time.title')} about={t('time.about')}>
      {isOwn && <TimerPanel />}
      <Toolbar
        end={
          can('time.manage') && (
            <SelectField
              label={t('time.whose')}
              hideLabel
              value={staffId}
              onChange={(of: string | null) => setUrl({ of: of ?? '' })}
              choices={(staff.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }))}
            />
          )
        }
      >
        <WeekPicker week={week} onPick={(day) => setUrl({ day })} />
      </Toolbar>
      <QuickEntry key={`${staffId} ${week[0]}`} staffId={staffId} days={week} today={today} />
      <Await read={list}>
        {({ items }) => (
          <>
            <Sums entries={items} />
            <WeekTable entries={items} days={week} onOpen={setEditing} />
          </>
        )}
      </Await>
      {editing && <EntryDialog entry={editing} onDone={() => setEditing(null)} />}
    </Page>
  )
}

function WeekPicker({ week, onPick }: { week: string[]; onPick: (day: string) => void }) {
  const { t } = useWords('billing')
  const format = useFormat()
  return (
    <Row>
      <IconButton
        icon="previous"
        label={t('time.weekBefore')}
        onClick={() => onPick(dayAfter(week[0]!, -7))}
      />
      <IconButton icon="next" label={t('time.weekAfter')} onClick={() => onPick(dayAfter(week[0]!, 7))} />
      <Button small onClick={() => onPick('')}>
        {t('time.thisWeek')}
      </Button>
      <Text tone="strong">
        {format.day(week[0]!)} – {format.day(week[6]!)}
      </Text>
    </Row>
  )
}

function Sums({ entries }: { entries: Entry[] }) {
  const { t } = useWords('billing')
  const format = useFormat()
  const sum = (of: Entry[]) => of.reduce((all, one) => all + one.minutes, 0)
  const billable = entries.filter((one) => one.isBillable)
  const amounts = billable.map((one) => one.amountMinor)
  const worth = amounts.every((one) => one === null)
    ? null
    : amounts.reduce<number>((all, one) => all + (one ?? 0), 0)
  const waiting = entries.filter((one) => one.state === 'to_bill')
  return (
    <Columns of={worth === null ? 3 : 4}>
      <Stat label={t('time.worked')} icon="clock" value={clockOf(sum(entries))} />
      <Stat label={t('time.billable')} icon="check" value={clockOf(sum(billable))} />
      <Stat label={t('time.waits')} icon="invoice" value={clockOf(sum(waiting))} />
      {worth !== null && <Stat label={t('time.worth')} icon="cash" value={format.money(worth)} />}
    </Columns>
  )
}
