import { useAct, useApi } from '../../../ui/api/index.ts'
import { Await, Dialog, EmptyState, notify, useFormat, useWords } from '../../../ui/kit/index.ts'
import { termText } from './model.ts'
import type { Plan, PlanRow } from './model.ts'
import classes from './replanning.module.css'

interface TimesDialogProps {
  plan: Plan
  row: PlanRow
  onClose: () => void
}

const most = 60

/** Every other time the visit could have, the ones that cost the client least first. */
export function TimesDialog({ plan, row, onClose }: TimesDialogProps) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const at = { id: plan.id, rowId: row.id }
  const times = useApi('GET /replannings/{id}/rows/{rowId}/times', at)
  const staff = useApi('GET /staff', {})
  const decide = useAct('PATCH /replannings/{id}/rows/{rowId}')
  const names = new Map((staff.data?.items ?? []).map((one) => [one.id, one.name]))
  async function take(time: { startsAt: string; practitionerId: string }): Promise<void> {
    await decide.do({ ...at, time })
    onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      size="large"
      title={t('replanning.otherTimeFor', { name: row.client.name })}
    >
      <Await read={times}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              icon="clock"
              title={t('replanning.whyNot.no_free_time')}
              text={t('replanning.noTimesText')}
            />
          ) : (
            <div className={classes.times}>
              {[...items]
                .sort((a, b) => a.cost - b.cost)
                .slice(0, most)
                .map((time) => (
                  <button
                    key={`${time.startsAt} ${time.practitionerId}`}
                    type="button"
                    className={classes.timeChoice}
                    aria-pressed={
                      row.proposal?.startsAt === time.startsAt &&
                      row.proposal.practitioner?.id === time.practitionerId
                    }
                    disabled={decide.busy}
                    onClick={() =>
                      take({ startsAt: time.startsAt, practitionerId: time.practitionerId }).catch(
                        notify.problem,
                      )
                    }
                  >
                    <span className={classes.time}>
                      <b>{format.when(time.startsAt, time.zone)}</b>
                    </span>
                    <span>{names.get(time.practitionerId)}</span>
                    <span className={classes.chips}>
                      {time.terms.map((term) => (
                        <span key={term.code} className={classes.chip}>
                          {termText(term, t)}
                        </span>
                      ))}
                      {time.terms.length === 0 && (
                        <span className={classes.chip} data-good>
                          {t('replanning.asBefore')}
                        </span>
                      )}
                    </span>
                  </button>
                ))}
            </div>
          )
        }
      </Await>
    </Dialog>
  )
}
