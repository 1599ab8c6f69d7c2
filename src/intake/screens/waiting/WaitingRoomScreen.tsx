import { useEffect, useState } from 'react'
import { useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Badge,
  DataTable,
  EmptyState,
  Page,
  Panel,
  Person,
  Row,
  SegmentField,
  Stack,
  Stat,
  Columns,
  Text,
  Toolbar,
  useChosenLocation,
  useFormat,
  useGo,
  useMe,
  useUrlState,
  useWords,
  type Column,
} from '../../../ui/kit/index.ts'
import { WaitingActs } from './WaitingActs.tsx'

export type Waiting = Returns<'GET /waiting-room'>['items'][number]

/** Who waits and since when, who is in a room, who is expected: for the desk, and for practitioners whose clients wait. */
export default function WaitingRoomScreen() {
  const { t } = useWords('intake')
  const me = useMe()
  const go = useGo()
  const [locationId] = useChosenLocation()
  const [url, setUrl] = useUrlState({ whose: me.role === 'practitioner' ? 'mine' : 'all' })
  const ask = {
    ...(locationId ? { locationId } : {}),
    ...(url.whose === 'mine' && me.staffId ? { practitionerId: me.staffId } : {}),
  }
  const read = useApi('GET /waiting-room', ask, {
    keep: true,
    live: ['appointment', 'check_in', 'form_request', 'consent_request'],
  })
  useMinutes(read.refetch)
  return (
    <Page title={t('waiting.title')} about={t('waiting.about')}>
      <Toolbar>
        <SegmentField
          label={t('waiting.whose')}
          value={url.whose}
          onChange={(whose: string) => setUrl({ whose })}
          choices={['all', 'mine'].map((value) => ({ value, label: t(`waiting.${value}`) }))}
        />
      </Toolbar>
      <Await read={read}>
        {({ items }) => (
          <Stack>
            <Columns of={3}>
              <Stat label={t('waiting.state.arrived')} value={String(count(items, 'arrived'))} />
              <Stat label={t('waiting.state.in_room')} value={String(count(items, 'in_room'))} />
              <Stat label={t('waiting.longest')} value={t('waiting.minutes', { count: longest(items) })} />
            </Columns>
            <List
              title={t('waiting.state.arrived')}
              rows={items.filter(({ state }) => state === 'arrived')}
              onOpen={(one) => go(`/clients/${one.clientId}`)}
            />
            <List
              title={t('waiting.state.expected')}
              isQuiet
              rows={items.filter(({ state }) => state === 'booked' || state === 'confirmed')}
              onOpen={(one) => go(`/clients/${one.clientId}`)}
            />
            <List
              title={t('waiting.state.in_room')}
              isQuiet
              rows={items.filter(({ state }) => state === 'in_room')}
              onOpen={(one) => go(`/clients/${one.clientId}`)}
            />
          </Stack>
        )}
      </Await>
    </Page>
  )
}

const count = (items: Waiting[], state: Waiting['state']) => items.filter((one) => one.state === state).length
const longest = (items: Waiting[]) =>
  Math.max(
    0,
    ...items.filter(({ state }) => state === 'arrived').map(({ waitingMinutes }) => waitingMinutes ?? 0),
  )

/** Minutes pass without anything happening. */
function useMinutes(again: () => unknown) {
  const [, tick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => {
      tick((nth) => nth + 1)
      void again()
    }, 30_000)
    return () => clearInterval(timer)
  }, [again])
}

interface ListProps {
  title: string
  rows: Waiting[]
  /** Not shown while there is nobody in it. */
  isQuiet?: boolean
  onOpen: (one: Waiting) => void
}

function List({ title, rows, isQuiet, onOpen }: ListProps) {
  const { t } = useWords('intake')
  const format = useFormat()
  const columns: Column<Waiting>[] = [
    {
      key: 'client',
      title: t('waiting.client'),
      render: (one) => <Person name={one.clientName} about={one.serviceName} />,
    },
    { key: 'at', title: t('waiting.at'), render: (one) => format.time(one.startsAt, one.zone) },
    {
      key: 'with',
      title: t('waiting.with'),
      render: (one) => [one.practitionerName, one.roomName].filter(Boolean).join(' · '),
      wideOnly: true,
    },
    { key: 'wait', title: t('waiting.wait'), render: (one) => <Marks of={one} /> },
    { key: 'missing', title: t('waiting.missing'), render: (one) => <Missing of={one} />, wideOnly: true },
    { key: 'acts', title: '', align: 'right', render: (one) => <WaitingActs of={one} /> },
  ]
  if (isQuiet && rows.length === 0) return null
  return (
    <Panel title={`${title} (${rows.length})`} flush>
      <DataTable
        label={title}
        rows={rows}
        columns={columns}
        onOpen={onOpen}
        empty={<EmptyState icon="person" title={t('waiting.nobody')} text={t('waiting.nobodyText')} />}
      />
    </Panel>
  )
}

function Marks({ of: one }: { of: Waiting }) {
  const { t } = useWords('intake')
  return (
    <Row gap="tight">
      {one.waitingMinutes !== null && <Text>{t('waiting.minutes', { count: one.waitingMinutes })}</Text>}
      {one.isLongWait && <Badge tone="bad">{t('waiting.long')}</Badge>}
      {one.isLate && one.state !== 'in_room' && (
        <Badge tone="warn">{t(one.arrivedAt ? 'waiting.cameLate' : 'waiting.late')}</Badge>
      )}
      {one.state === 'arrived' && one.readyAt && <Badge tone="good">{t('waiting.ready')}</Badge>}
      {one.way && one.way !== 'desk' && <Badge>{t(`waiting.way.${one.way}`)}</Badge>}
    </Row>
  )
}

function Missing({ of: one }: { of: Waiting }) {
  const { t } = useWords('intake')
  if (one.missing.length === 0) return <Text tone="soft">{t('waiting.complete')}</Text>
  return (
    <Row gap="tight">
      {one.missing.map(({ title, blocks }) => (
        <Badge key={title} tone={blocks ? 'bad' : 'warn'}>
          {blocks ? t('waiting.blocks', { title }) : title}
        </Badge>
      ))}
      {one.overrideReason && (
        <Text size="small" tone="soft">
          {t('waiting.anyway', { reason: one.overrideReason })}
        </Text>
      )}
    </Row>
  )
}
