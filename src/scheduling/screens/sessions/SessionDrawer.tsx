import { useState } from 'react'
import { useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  Drawer,
  Facts,
  Loading,
  Notice,
  Row,
  Stack,
  confirm,
  useFormat,
  useWords,
} from '../../../ui/kit/index.ts'
import { zoneName } from '../zone.ts'
import { AddAttendee } from './AddAttendee.tsx'
import { Attendees } from './Attendees.tsx'
import { EditSessionDialog, MoveSessionDialog } from './SessionDialogs.tsx'
import { Seats } from './Seats.tsx'
import type { Session } from './session-model.ts'
import { useSessionActs, wallTimes } from './session-model.ts'
import classes from './sessions.module.css'
import { Waitlist } from './Waitlist.tsx'

interface SessionDrawerProps {
  /** Empty: closed. */
  id: string
  /** Where a visit of an attendee opens; left out: in the calendar of its day. */
  onVisit?: (id: string) => void
  onClose: () => void
}

/** A session beside the list or the calendar: who comes, who came, who waits, and what can be done with it. */
export function SessionDrawer({ id, onVisit, onClose }: SessionDrawerProps) {
  const { t } = useWords('scheduling')
  const read = useApi(
    'GET /sessions/{id}',
    { id },
    { when: id !== '', keep: false, live: ['session', 'appointment'] },
  )
  return (
    <Drawer open={id !== ''} onClose={onClose} title={t('sessions.session')}>
      {id !== '' && (
        <Await read={read} loading={<Loading lines={8} />}>
          {(session) => <SessionDetails key={session.id} session={session} onVisit={onVisit} />}
        </Await>
      )}
    </Drawer>
  )
}

function SessionDetails({ session, onVisit }: { session: Session } & Pick<SessionDrawerProps, 'onVisit'>) {
  const { t } = useWords('scheduling')
  return (
    <Stack>
      <div className={classes.head}>
        <h3>{session.name}</h3>
        <Seats session={session} />
      </div>
      {session.cancelledAt && (
        <Notice tone="warn">
          {[t('sessions.cancelled'), session.cancelReason].filter(Boolean).join(': ')}
        </Notice>
      )}
      <SessionActions session={session} />
      <WhenAndWho session={session} />
      <Attendees session={session} onVisit={onVisit} />
      {session.can.book && <AddAttendee session={session} />}
      <Waitlist session={session} />
    </Stack>
  )
}

function WhenAndWho({ session }: { session: Session }) {
  const { t, language } = useWords('scheduling')
  const format = useFormat()
  const [start, end] = wallTimes(session)
  const zone = zoneName(session.zone, language, Date.parse(session.startsAt))
  const helper = session.assistant && t('sessions.assistedBy', { name: session.assistant.name })
  return (
    <Facts
      of={[
        [
          t('when'),
          <span key="when">
            <b>{format.day(start.slice(0, 10), 'long')}</b>
            <br />
            {`${format.wallRange(start, end)} ${zone}`}
          </span>,
        ],
        [t('sessions.led'), [session.practitioner.name, helper].filter(Boolean).join(' ')],
        [t('where'), [session.location.name, session.room?.name].filter(Boolean).join(' · ')],
        ...(session.notes ? [[t('sessions.notes'), session.notes] as [string, string]] : []),
      ]}
    />
  )
}

function SessionActions({ session }: { session: Session }) {
  const { t } = useWords('scheduling')
  const { cancel } = useSessionActs()
  const [asked, setAsked] = useState<'move' | 'edit' | null>(null)
  const coming = session.attendees.filter((one) => one.state !== 'cancelled').length
  function askCancel(): void {
    confirm({
      title: t('sessions.cancel'),
      text: t('sessions.cancelText', { count: coming }),
      act: t('sessions.cancelDo'),
      danger: true,
      reason: 'required',
      reasonLabel: t('sessions.cancelReason'),
      onConfirm: (reason) => cancel.do({ id: session.id, reason, rowVersion: session.rowVersion }),
    })
  }
  if (!session.can.edit) return null
  return (
    <>
      <Row gap="tight">
        <Button small icon="edit" onClick={() => setAsked('edit')}>
          {t('sessions.edit')}
        </Button>
        <Button small icon="calendar" onClick={() => setAsked('move')}>
          {t('sessions.moveDo')}…
        </Button>
        <Button small kind="quiet" icon="refused" onClick={askCancel}>
          {t('sessions.cancelShort')}
        </Button>
      </Row>
      <EditSessionDialog open={asked === 'edit'} session={session} onClose={() => setAsked(null)} />
      <MoveSessionDialog open={asked === 'move'} session={session} onClose={() => setAsked(null)} />
    </>
  )
}
