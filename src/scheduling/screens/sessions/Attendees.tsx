import { useState } from 'react'
import {
  Button,
  EmptyState,
  Heading,
  Menu,
  Notice,
  Person,
  StatusPill,
  confirm,
  useGo,
  useWords,
} from '../../../ui/kit/index.ts'
import { useClock } from '../use-clock.ts'
import type { Session } from './session-model.ts'
import { useSessionActs, wallTimes } from './session-model.ts'
import classes from './sessions.module.css'

type Attendee = Session['attendees'][number]

/** Who has a seat, with one press for who came. */
export function Attendees({
  session,
  onVisit,
}: {
  session: Session
  onVisit?: ((id: string) => void) | undefined
}) {
  const go = useGo()
  const [start] = wallTimes(session)
  const open = onVisit ?? ((visit: string) => go('/calendar', { date: start.slice(0, 10), visit }))
  const { t } = useWords('scheduling')
  const acts = useSessionActs()
  const [error, setError] = useState<unknown>(null)
  const { attendees } = session
  const expected = attendees.filter((one) => one.can.arrive && one.state !== 'no_show')
  async function checkInAll(): Promise<void> {
    setError(null)
    try {
      for (const one of expected) await acts.arrive.do({ id: one.id })
    } catch (refused) {
      setError(refused)
    }
  }
  return (
    <section>
      <div className={classes.sectionHead}>
        <Heading>{t('sessions.attendees')}</Heading>
        {expected.length > 1 && (
          <Button small kind="quiet" icon="arrived" busy={acts.arrive.busy} onClick={checkInAll}>
            {t('sessions.allCame')}
          </Button>
        )}
      </div>
      <Notice of={error} />
      {attendees.length === 0 && (
        <EmptyState icon="clients" title={t('sessions.nobody')} text={t('sessions.nobodyText')} />
      )}
      <ul className={classes.people}>
        {attendees.map((one) => (
          <AttendeeLine key={one.id} visit={one} onOpen={() => open(one.id)} onError={setError} />
        ))}
      </ul>
    </section>
  )
}

function AttendeeLine({
  visit,
  onOpen,
  onError,
}: {
  visit: Attendee
  onOpen: () => void
  onError: (error: unknown) => void
}) {
  const { t } = useWords('scheduling')
  const acts = useSessionActs()
  const { id } = visit
  const run = (act: { do: (input: { id: string }) => Promise<unknown> }) => act.do({ id }).catch(onError)
  const name = visit.client?.name ?? t('held')
  const now = useClock()
  function askCancel(): void {
    confirm({
      title: t('sessions.remove'),
      text: name,
      act: t('sessions.remove'),
      danger: true,
      onConfirm: () => acts.cancelVisit.do({ id, by: 'client' }),
    })
  }
  return (
    <li data-tone={visit.state === 'cancelled' ? 'soft' : undefined}>
      <Person name={name} about={visit.client ? `#${visit.client.number}` : ''} />
      <StatusPill state={visit.state}>{t(`state.${visit.state}`)}</StatusPill>
      <span className={classes.acts}>
        {visit.can.arrive && visit.state !== 'no_show' && (
          <Button small label={`${t('sessions.came')}: ${name}`} onClick={() => run(acts.arrive)}>
            {t('sessions.came')}
          </Button>
        )}
        {visit.can.noShow && Date.parse(visit.startsAt) <= now && (
          <Button
            small
            kind="quiet"
            label={`${t('sessions.noShow')}: ${name}`}
            onClick={() => run(acts.noShow)}
          >
            {t('sessions.noShow')}
          </Button>
        )}
        {(visit.can.undoArrival || visit.can.undoNoShow) && (
          <Button
            small
            kind="quiet"
            label={`${t('sessions.undo')}: ${name}`}
            onClick={() => run(visit.can.undoArrival ? acts.undoArrival : acts.undoNoShow)}
          >
            {t('sessions.undo')}
          </Button>
        )}
        <Menu
          label={`${t('more')}: ${name}`}
          entries={[
            {
              label: t('sessions.open'),
              icon: 'forward',
              onClick: onOpen,
            },
            ...(visit.can.cancel
              ? [{ label: t('sessions.remove'), icon: 'refused' as const, onClick: askCancel }]
              : []),
          ]}
        />
      </span>
    </li>
  )
}
