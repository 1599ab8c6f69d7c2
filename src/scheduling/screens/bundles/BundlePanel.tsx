import { useState } from 'react'
import type { Returns } from '../../../ui/api/index.ts'
import { useAct, useApi } from '../../../ui/api/index.ts'
import { Button, Icon, Row, notify, useCan, useFormat, useWords } from '../../../ui/kit/index.ts'
import classes from '../scheduling.module.css'
import type { Appointment } from '../use-visit-acts.ts'
import { UndoLast } from '../UndoLast.tsx'
import { CancelDialog } from '../visit/CancelDialog.tsx'
import { wallOf } from '../zone.ts'
import { MoveBundleDialog } from './MoveBundleDialog.tsx'
import own from './bundles.module.css'

export type BundleAnswer = Returns<'GET /bundles/{id}'>

/** "Part of one coming: 2 of 3", with all parts and what can be done with them together. */
export function BundlePanel({ visit }: { visit: Appointment }) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const can = useCan()
  const cancel = useAct('POST /bundles/{id}/cancellation')
  const [asked, setAsked] = useState<'move' | 'cancel' | null>(null)
  const read = useApi(
    'GET /bundles/{id}',
    { id: visit.bundleId ?? '' },
    { when: visit.bundleId !== null, live: ['appointment'] },
  )
  if (!visit.bundleId || !read.data) return null
  const bundle = read.data
  const { visits } = bundle
  const nth = visits.findIndex(({ id }) => id === visit.id) + 1
  return (
    <section className={classes.lines} aria-label={t('bundle.title')}>
      <h4>
        <Icon name="list" size={15} />
        {t('bundle.partOf', { nth, count: visits.length })}
      </h4>
      <ol className={own.parts}>
        {visits.map((part) => (
          <li key={part.id} data-current={part.id === visit.id || undefined}>
            <span>{format.wallRange(wallOf(part.startsAt, part.zone), wallOf(part.endsAt, part.zone))}</span>
            <span>
              {[
                part.service.name,
                part.practitioner?.name,
                part.state === 'cancelled' && t('state.cancelled'),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ol>
      {(bundle.ahead > 0 || bundle.lastChange) && (
        <Row gap="tight">
          {bundle.ahead > 0 && can('appointments.move') && (
            <Button small icon="clock" onClick={() => setAsked('move')}>
              {t('bundle.moveAll')}
            </Button>
          )}
          {bundle.ahead > 0 && can('appointments.cancel') && (
            <Button small icon="close" onClick={() => setAsked('cancel')}>
              {t('bundle.cancelAll')}
            </Button>
          )}
          <UndoLast of="bundles" id={bundle.id} lastChange={bundle.lastChange} />
        </Row>
      )}
      {asked === 'move' && <MoveBundleDialog bundle={bundle} onClose={() => setAsked(null)} />}
      <CancelDialog
        open={asked === 'cancel'}
        title={t('bundle.cancelTitle')}
        help={t('bundle.cancelHelp')}
        act={t('bundle.cancelAct')}
        onCancel={async (said) => {
          await cancel.do({ id: bundle.id, ...said })
          notify.done(t('bundle.cancelled'))
        }}
        onClose={() => setAsked(null)}
      />
    </section>
  )
}
