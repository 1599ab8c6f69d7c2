import { useApi } from '../../../ui/api/index.ts'
import {
  Await,
  DataTable,
  Dialog,
  EmptyState,
  Facts,
  Loading,
  Person,
  Stack,
  StatusPill,
  useFormat,
  useWords,
} from '../../../ui/kit/index.ts'
import { wallOf } from '../zone.ts'

interface SessionDialogProps {
  /** Empty: closed. */
  id: string
  onVisit: (id: string) => void
  onClose: () => void
}

/** A group session: when, where, how many seats, and who comes. */
export function SessionDialog({ id, onVisit, onClose }: SessionDialogProps) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const read = useApi('GET /sessions/{id}', { id }, { when: id !== '', live: ['appointment'] })
  return (
    <Dialog open={id !== ''} onClose={onClose} title={read.data?.name ?? t('cal.session')}>
      {id !== '' && (
        <Await read={read} loading={<Loading lines={6} />}>
          {(session) => (
            <Stack>
              <Facts
                of={[
                  [
                    t('when'),
                    `${format.day(wallOf(session.startsAt, session.zone).slice(0, 10), 'long')}, ${format.wallRange(wallOf(session.startsAt, session.zone), wallOf(session.endsAt, session.zone))}`,
                  ],
                  [t('practitionerWord'), session.practitioner.name],
                  [t('where'), [session.location.name, session.room?.name].filter(Boolean).join(' · ')],
                  [
                    t('cal.seatsWord'),
                    [
                      t('cal.seats', { taken: session.taken, capacity: session.capacity }),
                      session.waitlist.length > 0 && t('cal.waitingFor', { count: session.waitlist.length }),
                    ]
                      .filter(Boolean)
                      .join(' · '),
                  ],
                ]}
              />
              <DataTable
                label={t('cal.attendees')}
                rows={session.attendees}
                onOpen={(visit) => onVisit(visit.id)}
                empty={
                  <EmptyState icon="team" title={t('cal.noAttendees')} text={t('cal.noAttendeesText')} />
                }
                columns={[
                  {
                    key: 'client',
                    title: t('clientWord'),
                    render: (visit) => <Person name={visit.client?.name ?? t('held')} size="small" />,
                  },
                  {
                    key: 'state',
                    title: t('stateWord'),
                    render: (visit) => (
                      <StatusPill state={visit.state}>{t(`state.${visit.state}`)}</StatusPill>
                    ),
                  },
                ]}
              />
            </Stack>
          )}
        </Await>
      )}
    </Dialog>
  )
}
