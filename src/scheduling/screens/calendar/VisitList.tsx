import { DataTable, EmptyState, Person, StatusPill, useFormat, useWords } from '../../../ui/kit/index.ts'
import classes from '../scheduling.module.css'
import { useNarrow } from '../use-narrow.ts'
import { wallOf } from '../zone.ts'
import type { CalendarVisit } from './calendar-model.ts'
import { VisitCard } from './VisitCard.tsx'

interface VisitListProps {
  label: string
  visits: CalendarVisit[]
  zone: string
  nameOf: (practitionerId: string | null) => string
  onOpen: (id: string) => void
}

/** The day as a table: for those who read rather than look, for printing, and as cards on a phone. */
export function VisitList({ label, visits, zone, nameOf, onOpen }: VisitListProps) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const narrow = useNarrow()
  if (visits.length === 0)
    return <EmptyState icon="calendar" title={t('noVisits')} text={t('noVisitsText')} />
  if (narrow) {
    return (
      <ul className={classes.cards} aria-label={label}>
        {visits.map((visit) => (
          <li key={visit.id}>
            <VisitCard
              visit={visit}
              zone={zone}
              about={[visit.serviceName, nameOf(visit.practitionerId), visit.roomName]}
              onOpen={() => onOpen(visit.id)}
            />
          </li>
        ))}
      </ul>
    )
  }
  return (
    <DataTable
      label={label}
      rows={visits}
      onOpen={(visit) => onOpen(visit.id)}
      rowTone={(visit) => (visit.state === 'cancelled' ? 'soft' : undefined)}
      columns={[
        {
          key: 'time',
          title: t('time'),
          width: 150,
          sort: (visit) => visit.startsAt,
          render: (visit) => (
            <b className={classes.when}>
              {format.wallRange(wallOf(visit.startsAt, zone), wallOf(visit.endsAt, zone))}
            </b>
          ),
        },
        {
          key: 'client',
          title: t('clientWord'),
          sort: (visit) => visit.clientName ?? '',
          render: (visit) => (
            <Person
              name={visit.clientName ?? t('held')}
              about={visit.isFirstVisit ? t('firstVisit') : undefined}
              size="small"
            />
          ),
        },
        {
          key: 'service',
          title: t('service'),
          sort: (visit) => visit.serviceName,
          render: (visit) => visit.serviceName,
        },
        {
          key: 'practitioner',
          title: t('practitionerWord'),
          sort: (visit) => nameOf(visit.practitionerId),
          render: (visit) => nameOf(visit.practitionerId),
        },
        {
          key: 'room',
          title: t('roomWord'),
          sort: (visit) => visit.roomName ?? '',
          render: (visit) => visit.roomName ?? '–',
        },
        {
          key: 'state',
          title: t('stateWord'),
          sort: (visit) => visit.state,
          render: (visit) => <StatusPill state={visit.state}>{t(`state.${visit.state}`)}</StatusPill>,
        },
      ]}
    />
  )
}
