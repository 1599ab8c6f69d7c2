import { useState } from 'react'
import { Button, Menu, Notice, Row, Stack, notify, useWords } from '../../../ui/kit/index.ts'
import type { Conflict } from '../conflict.ts'
import { conflictIfAny } from '../conflict.ts'
import { ConflictNotice } from '../ConflictNotice.tsx'
import type { Appointment, NextStep, VisitActs } from '../use-visit-acts.ts'
import { nextStepIfAny, useVisitActs } from '../use-visit-acts.ts'
import { wallOf } from '../zone.ts'

interface VisitActionsProps {
  visit: Appointment
  onAsk: (what: 'move' | 'cancel') => void
  nameOf: (practitionerId: string) => string | undefined
}

const icons = { confirm: 'check', arrive: 'arrived', room: 'room', complete: 'done' } as const

/** The big next step, the few others beside it, the rare ones in a menu. */
export function VisitActions({ visit, onAsk, nameOf }: VisitActionsProps) {
  const { t } = useWords('scheduling')
  const acts = useVisitActs()
  const [error, setError] = useState<unknown>(null)
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const { can } = visit
  const next = nextOf(visit)

  async function take(
    step: Exclude<keyof VisitActs, 'book' | 'move' | 'cancel' | 'edit' | 'restore'>,
  ): Promise<void> {
    setError(null)
    await acts[step].do({ id: visit.id }).catch(setError)
  }
  async function restore(reason?: string): Promise<void> {
    setError(null)
    setConflict(null)
    try {
      await acts.restore.do({ id: visit.id, ...(reason ? { knowingly: { reason } } : {}) })
      notify.done(t('restored'))
    } catch (refused) {
      const found = conflictIfAny(refused)
      if (found) setConflict(found)
      else setError(refused)
    }
  }
  return (
    <Stack gap="tight">
      {next && (
        <Button kind="main" icon={icons[next]} wide busy={acts[next].busy} onClick={() => take(next)}>
          {t(`step.${next}`)}
        </Button>
      )}
      <Row>
        {can.confirm && next !== 'confirm' && (
          <Button small icon="check" busy={acts.confirm.busy} onClick={() => take('confirm')}>
            {t('step.confirm')}
          </Button>
        )}
        {can.move && (
          <Button small icon="clock" onClick={() => onAsk('move')}>
            {t('step.move')}
          </Button>
        )}
        {can.cancel && (
          <Button small icon="refused" onClick={() => onAsk('cancel')}>
            {t('step.cancel')}
          </Button>
        )}
        {can.restore && (
          <Button small icon="undo" busy={acts.restore.busy} onClick={() => restore()}>
            {t('step.restore')}
          </Button>
        )}
        {can.noShow && isPast(visit) && (
          <Button small icon="noShow" busy={acts.noShow.busy} onClick={() => take('noShow')}>
            {t('step.noShow')}
          </Button>
        )}
        <Menu
          label={t('more')}
          entries={[
            can.arrive &&
              next !== 'arrive' && {
                label: t('step.arrive'),
                icon: 'arrived',
                onClick: () => take('arrive'),
              },
            can.room &&
              next !== 'room' && { label: t('step.room'), icon: 'room', onClick: () => take('room') },
            can.complete &&
              next !== 'complete' && {
                label: t('step.complete'),
                icon: 'done',
                onClick: () => take('complete'),
              },
            can.undoArrival && {
              label: t('step.undoArrival'),
              icon: 'undo',
              onClick: () => take('undoArrival'),
            },
            can.undoNoShow && {
              label: t('step.undoNoShow'),
              icon: 'undo',
              onClick: () => take('undoNoShow'),
            },
          ]}
        />
      </Row>
      <Notice of={error} />
      {conflict && (
        <ConflictNotice
          conflict={{ ...conflict, alternatives: [] }}
          zone={visit.zone}
          day={wallOf(visit.startsAt, visit.zone).slice(0, 10)}
          nameOf={nameOf}
          onChoose={() => undefined}
          onInsist={restore}
        />
      )}
    </Stack>
  )
}

/** The step that comes next and may be taken by this person now; days before, that the client will come. */
function nextOf(visit: Appointment): NextStep | 'confirm' | null {
  const isAhead = Date.parse(visit.startsAt) - Date.now() > 12 * 3_600_000
  const next = isAhead ? 'confirm' : nextStepIfAny(visit.state)
  return next && visit.can[next] ? next : null
}

function isPast(visit: Appointment): boolean {
  return Date.parse(visit.startsAt) <= Date.now()
}
