import { useApi } from '../../../ui/api/index.ts'
import type { Column } from '../../../ui/kit/index.ts'
import {
  Await,
  Button,
  DataTable,
  EmptyState,
  Page,
  Panel,
  SwitchField,
  Toolbar,
  useCan,
  useChosenLocation,
  useFormat,
  useGo,
  useMe,
  useUrlState,
  useWords,
} from '../../../ui/kit/index.ts'
import { SessionFilters as Filters, SpanOfWeeks as Span, sessionsUrl } from './SessionFilters.tsx'
import { Swatch } from '../services/Swatch.tsx'
import { addDays, instantOf, todayIn } from '../zone.ts'
import { ScheduleDialog } from './ScheduleDialog.tsx'
import { Seats } from './Seats.tsx'
import { SessionDrawer } from './SessionDrawer.tsx'
import { wallTimes } from './session-model.ts'
import type { SessionLine } from './session-model.ts'
import classes from './sessions.module.css'

const WEEKS = 4

/** The sessions and classes of four weeks with the seats that are left. */
export default function SessionsScreen() {
  const { t } = useWords('scheduling')
  const me = useMe()
  const can = useCan()
  const [url, setUrl] = useUrlState(sessionsUrl)
  const { zone } = me.practice
  const [locationId] = useChosenLocation()
  const today = todayIn(zone)
  const from = url.from || today
  const last = addDays(from, WEEKS * 7 - 1)
  const read = useApi(
    'GET /sessions',
    {
      from: instantOf(`${from}T00:00`, zone),
      to: instantOf(`${addDays(last, 1)}T00:00`, zone),
      ...(url.cancelled ? { cancelled: 'true' } : {}),
      ...(url.service ? { serviceId: url.service } : {}),
      ...(url.practitioner ? { practitionerId: url.practitioner } : {}),
      ...(locationId ? { locationId } : {}),
    },
    { keep: true, live: ['session', 'appointment'] },
  )
  const services = useApi('GET /services', {})
  const groups = (services.data?.items ?? []).filter((one) => one.capacity > 1)
  const mayManage = can('sessions.manage') && groups.length > 0
  const columns = useColumns()
  const newButton = mayManage && (
    <Button kind="main" icon="book" onClick={() => setUrl({ new: '1' })}>
      {t('sessions.schedule')}
    </Button>
  )
  return (
    <Page title={t('sessions.title')} about={t('sessions.about')} actions={newButton}>
      <Toolbar
        end={
          <SwitchField
            label={t('sessions.showCancelled')}
            value={url.cancelled === '1'}
            onChange={(on: boolean) => setUrl({ cancelled: on ? '1' : '' })}
          />
        }
      >
        <Span
          from={from}
          last={last}
          today={today}
          onFrom={(day) => setUrl({ from: day === today ? '' : day })}
        />
        <Filters url={url} setUrl={setUrl} groups={groups} />
      </Toolbar>
      <Panel flush>
        <Await read={read}>
          {({ items }) => (
            <DataTable
              label={t('sessions.title')}
              rows={items}
              onOpen={(session) => setUrl({ session: session.id })}
              rowTone={(session) => (session.cancelledAt ? 'soft' : undefined)}
              empty={
                <Nothing
                  hasGroups={groups.length > 0 || services.isPending}
                  isFiltered={url.service !== '' || url.practitioner !== ''}
                  action={newButton}
                />
              }
              columns={columns}
            />
          )}
        </Await>
      </Panel>
      <SessionDrawer id={url.session} onClose={() => setUrl({ session: '' })} />
      <ScheduleDialog
        open={url.new === '1'}
        from={from}
        services={groups}
        onClose={() => setUrl({ new: '' })}
      />
    </Page>
  )
}

function Nothing({
  hasGroups,
  isFiltered,
  action,
}: {
  hasGroups: boolean
  isFiltered: boolean
  action: React.ReactNode
}) {
  const { t } = useWords('scheduling')
  const go = useGo()
  if (isFiltered)
    return <EmptyState icon="filter" title={t('sessions.noneLike')} text={t('sessions.noneLikeText')} />
  if (hasGroups)
    return <EmptyState icon="team" title={t('sessions.none')} text={t('sessions.noneText')} action={action} />
  const toServices = <Button onClick={() => go('/services')}>{t('sessions.toServices')}</Button>
  return (
    <EmptyState
      icon="team"
      title={t('sessions.noService')}
      text={t('sessions.noServiceText')}
      action={toServices}
    />
  )
}

function useColumns(): Column<SessionLine>[] {
  const { t } = useWords('scheduling')
  const format = useFormat()
  return [
    {
      key: 'when',
      title: t('when'),
      sort: (session) => session.startsAt,
      render: (session) => {
        const [start, end] = wallTimes(session)
        return (
          <span className={classes.when}>
            <b>{format.day(start.slice(0, 10), 'weekday')}</b>
            <span>{format.wallRange(start, end)}</span>
          </span>
        )
      },
    },
    {
      key: 'name',
      title: t('sessions.session'),
      sort: (session) => session.name,
      render: (session) => (
        <span className={classes.name}>
          <Swatch color={session.service.color} />
          <span>
            <b>{session.name}</b>
            <small>{session.practitioner.name}</small>
          </span>
        </span>
      ),
    },
    {
      key: 'where',
      title: t('where'),
      wideOnly: true,
      render: (session) => [session.location.name, session.room?.name].filter(Boolean).join(' · '),
    },
    {
      key: 'seats',
      title: t('sessions.seats'),
      sort: (session) => session.seatsLeft,
      render: (session) => <Seats session={session} />,
    },
  ]
}
