import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  Drawer,
  Facts,
  Loading,
  Notice,
  Row,
  Stack,
  Text,
  TextLink,
  confirm,
  notify,
  useCan,
  useFormat,
  useWords,
} from '../../../ui/kit/index.ts'
import { wallOf } from '../zone.ts'
import classes from './waitlist.module.css'
import type { Entry } from './wish-times.ts'
import { WishGrid, useTimesText } from './WishGrid.tsx'
import { Days, EntryState, Urgency, What } from './WishTable.tsx'

interface EntryDrawerProps {
  /** Empty: closed. */
  id: string
  onClose: () => void
  onEdit: (entry: Entry) => void
}

/** One wish: what they would take, which free times fit already, and what can be done. */
export function EntryDrawer({ id, onClose, onEdit }: EntryDrawerProps) {
  const { t } = useWords('scheduling')
  const read = useApi(
    'GET /waitlist/entries/{id}',
    { id },
    { when: id !== '', live: ['waitlist_entry', 'waitlist_offer'] },
  )
  return (
    <Drawer open={id !== ''} onClose={onClose} title={t('waitlist.wish')}>
      {id !== '' && (
        <Await read={read} loading={<Loading lines={8} />}>
          {(entry) => <Details entry={entry} onEdit={onEdit} onClose={onClose} />}
        </Await>
      )}
    </Drawer>
  )
}

function Details({
  entry,
  onEdit,
  onClose,
}: {
  entry: Entry
  onEdit: (entry: Entry) => void
  onClose: () => void
}) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const said = useTimesText()
  const isOpen = entry.state === 'waiting' || entry.state === 'offered'
  return (
    <Stack>
      <Row justify="between">
        <strong>
          <TextLink to={`/clients/${entry.client.id}`}>{entry.client.name}</TextLink>
        </strong>
        <EntryState entry={entry} />
      </Row>
      {entry.reachableBy !== 'email' && isOpen && (
        <Notice tone="warn">{t(`waitlist.reachHelp.${entry.reachableBy}`)}</Notice>
      )}
      <Acts entry={entry} onEdit={onEdit} onClose={onClose} />
      <Facts
        of={[
          [t('waitlist.wants'), <What key="what" entry={entry} />],
          [t('waitlist.urgencyWord'), <Urgency key="urgency" of={entry.urgency} />],
          [
            t('waitlist.hasTime'),
            <span key="times" className={classes.two}>
              <WishGrid times={entry.wantedTimes} />
              {entry.wantedTimes.length > 0 && <small>{said(entry.wantedTimes)}</small>}
              <Days entry={entry} />
            </span>,
          ],
          [
            t('waitlist.notice'),
            entry.minNoticeMinutes > 0
              ? t('waitlist.hours', { count: entry.minNoticeMinutes / 60 })
              : t('waitlist.noNotice'),
          ],
          [t('waitlist.waitingSince'), format.when(entry.waitingSince)],
          ...(entry.expiresOn
            ? [[t('waitlist.expiresOn'), format.day(entry.expiresOn)] as [string, string]]
            : []),
          [t('waitlist.offersSoFar'), format.number(entry.offersSoFar)],
          ...(entry.note ? [[t('waitlist.note'), entry.note] as [string, string]] : []),
          ...(entry.endedAt
            ? [[t('waitlist.endedBecause'), <Ended key="ended" entry={entry} />] as [string, React.ReactNode]]
            : []),
        ]}
      />
      {isOpen && <FitsAlready entry={entry} />}
    </Stack>
  )
}

const ENDS = [
  'claimed',
  'booked_by_phone',
  'booked_otherwise',
  'visit_cancelled',
  'visit_began',
  'expired',
  'days_passed',
  'left_by_link',
]

function Ended({ entry }: { entry: Entry }) {
  const { t } = useWords('scheduling')
  const { endedBecause: why } = entry
  if (!why) return '–'
  return <>{ENDS.includes(why) ? t(`waitlist.because.${why}`) : why}</>
}

function Acts({
  entry,
  onEdit,
  onClose,
}: {
  entry: Entry
  onEdit: (entry: Entry) => void
  onClose: () => void
}) {
  const { t } = useWords('scheduling')
  const withdraw = useAct('POST /waitlist/entries/{id}/withdrawal')
  const putBack = useAct('POST /waitlist/entries/{id}/return')
  const { can } = entry
  const ask = () =>
    confirm({
      title: t('waitlist.withdrawTitle', { name: entry.client.name }),
      text: t('waitlist.withdrawText'),
      act: t('waitlist.withdraw'),
      danger: true,
      reason: 'optional',
      onConfirm: async (reason) => {
        await withdraw.do({ id: entry.id, ...(reason.trim() ? { reason: reason.trim() } : {}) })
        notify.undo(t('waitlist.withdrawn', { name: entry.client.name }), () => putBack.do({ id: entry.id }))
        onClose()
      },
    })
  return (
    <Row>
      {can.edit && (
        <Button small icon="edit" onClick={() => onEdit(entry)}>
          {t('waitlist.change')}
        </Button>
      )}
      {can.withdraw && (
        <Button small icon="refused" onClick={ask}>
          {t('waitlist.withdraw')}
        </Button>
      )}
      {can.putBack && (
        <Button
          small
          icon="undo"
          busy={putBack.busy}
          onClick={() => putBack.do({ id: entry.id }).catch(notify.problem)}
        >
          {t('waitlist.putBack')}
        </Button>
      )}
    </Row>
  )
}

/** Free times that fit the wish today, to be booked while the client is on the phone. */
function FitsAlready({ entry }: { entry: Entry }) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const can = useCan()
  const book = useAct('POST /waitlist/entries/{id}/booking')
  const read = useApi(
    'GET /waitlist/free-times',
    { entryId: entry.id, first: 6 },
    { live: ['appointment', 'waitlist_entry'] },
  )
  const found = read.data?.items[0]
  if (!found) return <Loading lines={2} />
  return (
    <section>
      <Text tone="strong">{t('waitlist.fitsAlready', { count: found.days })}</Text>
      {found.count === 0 && <Text tone="soft">{t('waitlist.fitsNothing')}</Text>}
      <Row>
        {found.first.map((time) => {
          const wall = wallOf(time.startsAt, time.zone)
          return (
            <Button
              key={`${time.startsAt} ${time.practitionerId}`}
              small
              icon="book"
              disabled={!can('appointments.book') || book.busy}
              onClick={() =>
                book
                  .do({
                    id: entry.id,
                    startsAt: time.startsAt,
                    practitionerId: time.practitionerId,
                    locationId: time.locationId,
                  })
                  .then(() => notify.done(t('waitlist.bookedNow', { name: entry.client.name })))
                  .catch(notify.problem)
              }
            >
              {`${format.day(wall.slice(0, 10), 'weekday')}, ${format.wallTime(wall)} · ${time.practitionerName}`}
            </Button>
          )
        })}
      </Row>
    </section>
  )
}
