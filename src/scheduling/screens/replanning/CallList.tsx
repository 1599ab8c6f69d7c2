import { useAct, useApi } from '../../../ui/api/index.ts'
import { Button, Row, SelectField, notify, useCan, useFormat, useWords } from '../../../ui/kit/index.ts'
import type { Plan, PlanRow } from './model.ts'
import classes from './replanning.module.css'

/** Whom to call, why, whose it is, and how often it was tried. */
export function CallList({ plan, rows }: { plan: Plan; rows: readonly PlanRow[] }) {
  return (
    <div>
      {rows.map((row) => (
        <Call key={row.id} plan={plan} row={row} />
      ))}
    </div>
  )
}

function Call({ plan, row }: { plan: Plan; row: PlanRow }) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const can = useCan()
  const staff = useApi('GET /staff', {})
  const call = useAct('POST /replannings/{id}/rows/{rowId}/call')
  const at = { id: plan.id, rowId: row.id }
  const say = (more: { outcome?: 'reached' | 'not_reached'; staffId?: string | null }) =>
    call.do({ ...at, ...more }).catch(notify.problem)
  return (
    <div className={classes.call}>
      <span>
        <b>{row.client.name}</b>{' '}
        {row.client.phone && (
          <a href={`tel:${row.client.phone.replace(/[^+\d]/g, '')}`}>{row.client.phone}</a>
        )}
        <small>
          {t(`replanning.why.${row.why ?? 'by_hand'}`)}
          {row.tries > 0 && ` · ${t('replanning.tries', { count: row.tries })}`}
        </small>
      </span>
      <span>
        {format.when(row.old.startsAt, row.old.zone)}
        <small>
          {row.proposal &&
            t('replanning.couldBe', { when: format.when(row.proposal.startsAt, row.proposal.zone) })}
        </small>
      </span>
      {can('replanning.manage') && !plan.undoneAt && (
        <Row>
          <SelectField
            label={t('replanning.assignee')}
            hideLabel
            choices={[
              { value: 'desk', label: t('replanning.desk') },
              ...(staff.data?.items ?? []).map((one) => ({ value: one.id, label: one.name })),
            ]}
            value={row.assignee?.id ?? 'desk'}
            onChange={(staffId: string | null) => say({ staffId: staffId === 'desk' ? null : staffId })}
          />
          <Button small icon="call" onClick={() => say({ outcome: 'not_reached' })}>
            {t('replanning.notReached')}
          </Button>
          <Button small kind="main" icon="check" onClick={() => say({ outcome: 'reached' })}>
            {t('replanning.reached')}
          </Button>
        </Row>
      )}
    </div>
  )
}
