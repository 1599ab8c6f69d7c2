import { useState } from 'react'
import type { Returns } from '../../../ui/api/index.ts'
import { useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  DataTable,
  EmptyState,
  Panel,
  Stack,
  StatusPill,
  useCan,
  useFormat,
  useWords,
} from '../../../ui/kit/index.ts'
import type { PartProps } from '../../../ui/staff/index.ts'
import classes from '../scheduling.module.css'
import { ClientPlans } from '../plans/ClientPlans.tsx'
import { useClock } from '../use-clock.ts'
import { VisitDrawer } from '../visit/VisitDrawer.tsx'
import { wallOf } from '../zone.ts'

type Visit = Returns<'GET /appointments'>['items'][number]

/** A client's visits: what is ahead, and what has been. */
export default function ClientVisits({ id: clientId }: PartProps) {
  const { t } = useWords('scheduling')
  const can = useCan()
  const [open, setOpen] = useState('')
  const [limit, setLimit] = useState(50)
  const now = useClock()
  const read = useApi('GET /appointments', { clientId, limit }, { keep: true, live: ['appointment'] })
  return (
    <Await
      read={read}
      isEmpty={({ items }) => items.length === 0}
      empty={
        <EmptyState
          icon="calendar"
          title={t('neverHere')}
          action={
            can('appointments.book') && (
              <Button icon="book" to="/calendar" search={{ new: '1', client: clientId }}>
                {t('newAppointment')}
              </Button>
            )
          }
        />
      }
    >
      {({ items, next }) => {
        const ahead = items
          .filter((visit) => Date.parse(visit.endsAt) > now && visit.state !== 'cancelled')
          .toReversed()
        const past = items.filter((visit) => !ahead.includes(visit))
        return (
          <Stack>
            <ClientPlans clientId={clientId} />
            {ahead.length > 0 && (
              <Panel flush title={t('visitsAhead')}>
                <Visits label={t('visitsAhead')} visits={ahead} onOpen={setOpen} />
              </Panel>
            )}
            {past.length > 0 && (
              <Panel flush title={t('visitsPast')}>
                <Visits
                  label={t('visitsPast')}
                  visits={past}
                  onOpen={setOpen}
                  onMore={next ? () => setLimit(200) : undefined}
                />
              </Panel>
            )}
            <VisitDrawer
              id={open}
              nameOf={(who) => items.find((visit) => visit.practitioner?.id === who)?.practitioner?.name}
              onClose={() => setOpen('')}
            />
          </Stack>
        )
      }}
    </Await>
  )
}

interface VisitsProps {
  label: string
  visits: Visit[]
  onOpen: (id: string) => void
  onMore?: (() => void) | undefined
}

function Visits({ label, visits, onOpen, onMore }: VisitsProps) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  return (
    <DataTable
      label={label}
      rows={visits}
      onOpen={(visit) => onOpen(visit.id)}
      onMore={onMore}
      rowTone={(visit) => (visit.state === 'cancelled' ? 'soft' : undefined)}
      columns={[
        { key: 'when', title: t('when'), render: (visit) => <WhenText visit={visit} /> },
        { key: 'service', title: t('service'), render: (visit) => visit.service.name },
        {
          key: 'practitioner',
          title: t('practitionerWord'),
          wideOnly: true,
          render: (visit) => visit.practitioner?.name ?? '–',
        },
        { key: 'where', title: t('where'), wideOnly: true, render: (visit) => visit.location.name },
        {
          key: 'price',
          title: t('price'),
          align: 'right',
          wideOnly: true,
          render: (visit) => format.money(visit.priceMinor),
        },
        {
          key: 'state',
          title: t('stateWord'),
          render: (visit) => <StatusPill state={visit.state}>{t(`state.${visit.state}`)}</StatusPill>,
        },
      ]}
    />
  )
}

function WhenText({ visit }: { visit: Visit }) {
  const format = useFormat()
  const start = wallOf(visit.startsAt, visit.zone)
  const day = format.day(start.slice(0, 10))
  return <span className={classes.when}>{visit.hourKnown ? `${day}, ${format.wallTime(start)}` : day}</span>
}
