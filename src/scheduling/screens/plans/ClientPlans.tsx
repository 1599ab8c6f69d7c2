import { useApi, useAct } from '../../../ui/api/index.ts'
import type { Returns } from '../../../ui/api/index.ts'
import {
  Button,
  Day,
  Panel,
  Row,
  Stack,
  Text,
  confirm,
  notify,
  useCan,
  useWords,
} from '../../../ui/kit/index.ts'
import { UndoLast } from '../UndoLast.tsx'
import own from '../series/series.module.css'

type Plan = Returns<'GET /plans'>['items'][number]

/** A client's plans with how far each is; nothing where there is none. */
export function ClientPlans({ clientId }: { clientId: string }) {
  const { t } = useWords('scheduling')
  const read = useApi('GET /plans', { clientId }, { keep: true, live: ['appointment'] })
  const open = read.data?.items.filter(({ progress }) => progress.booked + progress.left > 0) ?? []
  if (open.length === 0) return null
  return (
    <Panel title={t('plan.title')}>
      <Stack>
        {open.map((plan) => (
          <PlanCard key={plan.id} plan={plan} />
        ))}
      </Stack>
    </Panel>
  )
}

function PlanCard({ plan }: { plan: Plan }) {
  const { t } = useWords('scheduling')
  const can = useCan()
  const cancel = useAct('POST /plans/{id}/cancellation')
  const { visits, done, booked, missed, left } = plan.progress
  const parts = [
    ['done', done],
    ['booked', booked],
    ['missed', missed],
    ['left', Math.max(0, left - missed)],
  ] as const
  return (
    <section className={own.plan} aria-label={plan.service.name}>
      <Row justify="between">
        <span>
          <strong>{plan.service.name}</strong>{' '}
          <Text tone="soft" size="small">
            {t('plan.since')} <Day of={plan.createdAt.slice(0, 10)} />
          </Text>
        </span>
        <Row gap="tight">
          <UndoLast of="plans" id={plan.id} lastChange={plan.lastChange} />
          {booked > 0 && can('appointments.cancel') && (
            <Button
              kind="quiet"
              small
              icon="close"
              busy={cancel.busy}
              onClick={() =>
                confirm({
                  title: t('plan.cancelTitle', { count: booked }),
                  act: t('plan.cancelAct'),
                  reason: 'optional',
                  danger: true,
                  onConfirm: async (reason: string | undefined) => {
                    await cancel.do({ id: plan.id, by: 'practice', ...(reason ? { reason } : {}) })
                    notify.done(t('plan.cancelled', { count: booked }))
                  },
                })
              }
            >
              {t('plan.cancelRest')}
            </Button>
          )}
        </Row>
      </Row>
      <div className={own.progress} aria-hidden>
        {parts.map(
          ([part, count]) => count > 0 && <span key={part} data-part={part} style={{ flexGrow: count }} />,
        )}
      </div>
      <Text size="small">
        {[
          t('plan.of', { count: visits }),
          ...parts.filter(([, count]) => count > 0).map(([part, count]) => t(`plan.${part}`, { count })),
        ].join(' · ')}
      </Text>
    </section>
  )
}
