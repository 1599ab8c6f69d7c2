import { useState } from 'react'
import type { Returns } from '../../../ui/api/index.ts'
import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  Badge,
  Button,
  Dialog,
  EmptyState,
  Menu,
  Panel,
  Split,
  StatusPill,
  notify,
  useMe,
  useWords,
} from '../../../ui/kit/index.ts'
import classes from '../scheduling.module.css'
import { wallOf } from '../zone.ts'
import type { Affected } from './AffectedVisits.tsx'
import { AffectedVisits } from './AffectedVisits.tsx'
import type { Trial } from './HoursPreview.tsx'
import { HoursPreview } from './HoursPreview.tsx'
import { MeetingForm } from './MeetingForm.tsx'
import { OffSpan } from './OffSpan.tsx'
import { TimeOffForm } from './TimeOffForm.tsx'
import own from './hours.module.css'

export type TimeOff = Returns<'GET /practitioners/{id}/hours'>['timeOff'][number]

interface TimeOffTabProps {
  practitionerId: string
  timeOff: TimeOff[]
  mayEdit: boolean
}

/** Leave, illness, meetings and other blocked time ahead; leave that is asked for, and what was decided. */
export function TimeOffTab({ practitionerId, timeOff, mayEdit }: TimeOffTabProps) {
  const { t } = useWords('scheduling')
  const [open, setOpen] = useState<'off' | 'meeting' | null>(null)
  const [affected, setAffected] = useState<Affected[]>([])
  const [trial, setTrial] = useState<Trial>({})
  const done = (found: Affected[]) => {
    setOpen(null)
    setTrial({})
    setAffected(found)
  }
  const buttons = mayEdit && (
    <>
      <Button small icon="team" onClick={() => setOpen('meeting')}>
        {t('hours.meeting.add')}
      </Button>
      <Button small icon="add" kind="main" onClick={() => setOpen('off')}>
        {t('addTimeOff')}
      </Button>
    </>
  )
  const main = (
    <>
      <AffectedVisits visits={affected} why="off" practitionerId={practitionerId} />
      <Panel title={t('panel.timeOff')} actions={buttons}>
        {timeOff.length === 0 && (
          <EmptyState icon="calendar" title={t('noTimeOff')} text={t('hours.leave.noneText')} />
        )}
        {linesOf(timeOff).map((line) => (
          <OffLine key={line.first.id} line={line} mayEdit={mayEdit} />
        ))}
      </Panel>
      <Dialog
        open={open === 'meeting'}
        onClose={() => setOpen(null)}
        title={t('hours.meeting.add')}
        size="large"
      >
        <MeetingForm practitionerId={practitionerId} onCancel={() => setOpen(null)} onDone={done} />
      </Dialog>
    </>
  )
  if (!mayEdit) return main
  return (
    <Split
      side={
        <>
          {open === 'off' && (
            <TimeOffForm
              practitionerId={practitionerId}
              onTrial={setTrial}
              onCancel={() => done([])}
              onDone={done}
            />
          )}
          <HoursPreview
            key={trial.timeOff?.startsAt}
            practitionerId={practitionerId}
            trial={open === 'off' ? trial : {}}
            from={trial.timeOff?.startsAt.slice(0, 10) ?? ''}
          />
        </>
      }
    >
      {main}
    </Split>
  )
}

interface Line {
  first: TimeOff
  /** Further times of the same meeting. */
  more: TimeOff[]
}

/** A meeting is one line, however often it takes place. */
function linesOf(timeOff: TimeOff[]): Line[] {
  const lines = new Map<string, Line>()
  for (const off of timeOff) {
    const known = lines.get(off.meetingId ?? off.id)
    if (known) known.more.push(off)
    else lines.set(off.meetingId ?? off.id, { first: off, more: [] })
  }
  return [...lines.values()]
}

function OffLine({ line: { first: off, more }, mayEdit }: { line: Line; mayEdit: boolean }) {
  const { t } = useWords('scheduling')
  const { zone } = useMe().practice
  const staff = useApi('GET /staff', {})
  const substitute = staff.data?.items.find(({ id }) => id === off.substituteId)
  const about = [
    more.length > 0 && t('hours.meeting.more', { count: more.length }),
    off.note,
    substitute && t('standIn.line', { name: substitute.name }),
    off.state === 'declined' &&
      t('hours.leave.declinedBy', { name: off.decidedBy, reason: off.decisionNote }),
    off.state === 'approved' && off.decidedBy && t('hours.leave.approvedBy', { name: off.decidedBy }),
  ].filter(Boolean)
  return (
    <div className={classes.listLine}>
      <span>
        <b>
          <OffSpan off={off} zone={zone} />
        </b>
        {about.length > 0 && <small>{about.join(' · ')}</small>}
      </span>
      <span className={own.decide}>
        <Badge tone={off.kind === 'sick' ? 'bad' : off.kind === 'leave' ? 'info' : 'calm'}>
          {t(`off.${off.kind}`)}
        </Badge>
        {off.state !== 'approved' && (
          <StatusPill state={off.state}>{t(`hours.leave.state.${off.state}`)}</StatusPill>
        )}
        {mayEdit && off.state !== 'declined' && <OffMenu off={off} isMeeting={more.length > 0} />}
      </span>
    </div>
  )
}

function OffMenu({ off, isMeeting }: { off: TimeOff; isMeeting: boolean }) {
  const { t } = useWords('scheduling')
  const { zone } = useMe().practice
  const free = useAct('POST /time-off/{id}/cancellation')
  const again = useAct('POST /time-off')
  const freeAll = useAct('POST /time-off/meetings/{id}/cancellation')
  const { practitionerId, startsAt, endsAt, kind, note, substituteId, clientNote } = off
  async function remove(): Promise<void> {
    await free.do({ id: off.id })
    notify.undo(t('timeOffRemoved'), () =>
      again.do({ practitionerId, startsAt, endsAt, kind, note, substituteId, clientNote }),
    )
  }
  async function removeAll(): Promise<void> {
    const { times } = await freeAll.do({ id: off.meetingId ?? '', from: wallOf(startsAt, zone).slice(0, 10) })
    notify.done(t('hours.meeting.freed', { count: times }))
  }
  const label =
    off.state === 'requested'
      ? t('hours.leave.withdraw')
      : isMeeting
        ? t('hours.meeting.freeOne')
        : t('removeTimeOff')
  return (
    <Menu
      label={t('hours.more')}
      entries={[
        { label, icon: 'remove', onClick: () => remove().catch(notify.problem) },
        isMeeting && {
          label: t('hours.meeting.freeAll'),
          icon: 'remove',
          danger: true,
          onClick: () => removeAll().catch(notify.problem),
        },
      ]}
    />
  )
}
