import { useState } from 'react'
import type { Returns } from '../../../ui/api/index.ts'
import { useAct, useApi } from '../../../ui/api/index.ts'
import { Badge, Button, Panel, confirm, notify, useCan, useMe, useWords } from '../../../ui/kit/index.ts'
import classes from '../scheduling.module.css'
import type { Affected } from './AffectedVisits.tsx'
import { AffectedVisits } from './AffectedVisits.tsx'
import { OffSpan } from './OffSpan.tsx'
import own from './hours.module.css'

type Request = Returns<'GET /time-off/requests'>['items'][number]

/** Leave that waits for a decision, above everything else for those who decide. */
export function LeaveRequests({ onOpen }: { onOpen: (practitionerId: string) => void }) {
  const { t } = useWords('scheduling')
  const can = useCan()
  const read = useApi('GET /time-off/requests', {}, { live: ['time_off'], when: can('leave.decide') })
  const [affected, setAffected] = useState<Affected[]>([])
  const items = read.data?.items ?? []
  if (items.length === 0 && affected.length === 0) return null
  return (
    <>
      <AffectedVisits visits={affected} why="off" />
      {items.length > 0 && (
        <Panel title={t('hours.leave.waiting', { count: items.length })}>
          {items.map((item) => (
            <RequestLine key={item.id} of={item} onOpen={onOpen} onDecided={setAffected} />
          ))}
        </Panel>
      )}
    </>
  )
}

interface RequestLineProps {
  of: Request
  onOpen: (practitionerId: string) => void
  onDecided: (affected: Affected[]) => void
}

function RequestLine({ of: item, onOpen, onDecided }: RequestLineProps) {
  const { t } = useWords('scheduling')
  const { zone } = useMe().practice
  const approve = useAct('POST /time-off/{id}/approval')
  const decline = useAct('POST /time-off/{id}/refusal')
  async function agree(): Promise<void> {
    try {
      const { affected } = await approve.do({ id: item.id })
      notify.done(t('hours.leave.approved', { name: item.practitionerName }))
      onDecided(affected)
    } catch (error) {
      notify.problem(error)
    }
  }
  const refuse = () =>
    confirm({
      title: t('hours.leave.declineTitle', { name: item.practitionerName }),
      text: t('hours.leave.declineText'),
      act: t('hours.leave.decline'),
      reason: 'required',
      onConfirm: async (reason) => {
        await decline.do({ id: item.id, note: reason })
        notify.done(t('hours.leave.declined', { name: item.practitionerName }))
      },
    })
  return (
    <div className={classes.listLine}>
      <span>
        <b>{item.practitionerName}</b>
        <small>
          <OffSpan off={item} zone={zone} />
          {item.note && ` · ${item.note}`}
        </small>
      </span>
      <span className={own.decide}>
        {item.visits > 0 && (
          <Badge tone="warn" icon="calendar">
            {t('hours.leave.visits', { count: item.visits })}
          </Badge>
        )}
        <Button small kind="quiet" onClick={() => onOpen(item.practitionerId)}>
          {t('hours.leave.look')}
        </Button>
        {item.can.decide ? (
          <>
            <Button small onClick={refuse}>
              {t('hours.leave.decline')}
            </Button>
            <Button small kind="main" busy={approve.busy} onClick={agree}>
              {t('hours.leave.approve')}
            </Button>
          </>
        ) : (
          <Badge icon="lock">{t('hours.leave.notYours')}</Badge>
        )}
      </span>
    </div>
  )
}
