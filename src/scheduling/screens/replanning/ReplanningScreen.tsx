import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  Columns,
  EmptyState,
  Menu,
  Notice,
  Page,
  Panel,
  Stack,
  Stat,
  StatusPill,
  confirm,
  notify,
  useGo,
  usePathParams,
  useWords,
} from '../../../ui/kit/index.ts'
import { CallList } from './CallList.tsx'
import { isOpenRow, planLookOf, progressOf } from './model.ts'
import type { Plan } from './model.ts'
import { ProposalTable } from './ProposalTable.tsx'
import { LostTime } from './ReplanningsScreen.tsx'
import classes from './replanning.module.css'

/** One replanning: old times → new times, approved together; then how far it is, whom to call, one undo. */
export default function ReplanningScreen() {
  const { id = '' } = usePathParams()
  const plan = useApi('GET /replannings/{id}', { id }, { keep: true, live: ['replanning'] })
  return <Await read={plan}>{(data) => <Opened plan={data} />}</Await>
}

function Opened({ plan }: { plan: Plan }) {
  const { t } = useWords('scheduling')
  const calls = plan.rows.filter((row) => row.state === 'todo')
  return (
    <Page
      title={t(`replanning.heading.${plan.kind}`, { name: plan.what.name })}
      about={
        <>
          <LostTime plan={plan} />
          {plan.reason && ` · ${plan.reason}`}
        </>
      }
      crumbs={[{ label: t('replanning.title'), to: '/replannings' }]}
      actions={<Actions plan={plan} />}
      width="full"
    >
      <Stack>
        <Totals plan={plan} />
        <Happening plan={plan} />
        {calls.length > 0 && (
          <Panel title={t('replanning.calls', { count: calls.length })}>
            <CallList plan={plan} rows={calls} />
          </Panel>
        )}
        <Panel flush>
          {plan.rows.length === 0 ? (
            <EmptyState icon="done" title={t('replanning.nobody')} text={t('replanning.nobodyText')} />
          ) : (
            <ProposalTable plan={plan} />
          )}
        </Panel>
      </Stack>
    </Page>
  )
}

function Totals({ plan }: { plan: Plan }) {
  const { t } = useWords('scheduling')
  const { visits, placed, samePractitioner, averageDays, cost, bound } = plan.totals
  if (visits === 0) return null
  const isBest = cost <= bound
  return (
    <Columns of={4}>
      <Stat
        label={t('replanning.placed')}
        value={t('replanning.ofAll', { some: placed, all: visits })}
        tone={placed === visits ? 'good' : 'warn'}
        about={
          placed === visits
            ? t('replanning.allPlaced')
            : t('replanning.notPlaced', { count: visits - placed })
        }
      />
      <Stat
        label={t('replanning.same')}
        value={t('replanning.ofAll', { some: samePractitioner, all: placed })}
        about={t('replanning.sameAbout')}
      />
      <Stat
        label={t('replanning.delay')}
        value={t('replanning.days', { count: averageDays })}
        about={t('replanning.delayAbout')}
      />
      <Stat
        label={t('replanning.cost')}
        value={cost}
        about={
          plan.kind === 'lost'
            ? t(isBest ? 'replanning.isBest' : 'replanning.bound', { bound })
            : t('replanning.costAbout')
        }
      />
    </Columns>
  )
}

/** What is going on or has come of it: progress, answers, what could not be put back. */
function Happening({ plan }: { plan: Plan }) {
  const { t } = useWords('scheduling')
  const { counts } = plan
  const { done, all } = progressOf(plan)
  const anew = plan.rows.filter((row) => row.state === 'proposed' && row.reproposedAt).length
  return (
    <>
      {plan.state === 'carrying_out' && (
        <Notice tone="info" title={t('replanning.progress', { done, all })}>
          <div className={classes.bar} role="progressbar" aria-valuenow={done} aria-valuemax={all}>
            <span style={{ width: `${all ? (done / all) * 100 : 0}%` }} />
          </div>
        </Notice>
      )}
      {anew > 0 && (
        <Notice tone="warn" title={t('replanning.anew', { count: anew })}>
          {t('replanning.anewText')}
        </Notice>
      )}
      {plan.state === 'undone' && (
        <Notice
          tone={counts.not_undone ? 'warn' : 'good'}
          title={t('replanning.undone', { count: counts.undone ?? 0 })}
        >
          {counts.not_undone ? t('replanning.notUndone', { count: counts.not_undone }) : null}
          {counts.accepted ? ` ${t('replanning.keptAccepted', { count: counts.accepted })}` : null}
        </Notice>
      )}
    </>
  )
}

function Actions({ plan }: { plan: Plan }) {
  const { t } = useWords('scheduling')
  const go = useGo()
  const approve = useAct('POST /replannings/{id}/approval')
  const again = useAct('POST /replannings/{id}/proposals')
  const decideAll = useAct('PATCH /replannings/{id}')
  const undo = useAct('POST /replannings/{id}/undo')
  const discard = useAct('DELETE /replannings/{id}')
  const { id } = plan
  const open = plan.rows.filter(isOpenRow)
  const count = (choice: string) => open.filter((row) => row.choice === choice && row.proposal).length
  const askUndo = () =>
    confirm({
      title: t('replanning.undoTitle'),
      text: t('replanning.undoText'),
      act: t('replanning.undoAct'),
      danger: true,
      onConfirm: () => undo.do({ id }),
    })
  const throwAway = async () => {
    await discard.do({ id })
    notify.done(t('replanning.discarded'))
    go('/replannings')
  }
  return (
    <>
      <StatusPill state={planLookOf(plan.state)}>{t(`replanning.planState.${plan.state}`)}</StatusPill>
      <Menu
        label={t('more')}
        entries={[
          plan.can.approve && {
            label: t('replanning.again'),
            icon: 'refresh',
            onClick: () => again.do({ id }),
          },
          plan.can.approve && {
            label: t('replanning.allOffer'),
            icon: 'send',
            onClick: () => decideAll.do({ id, choice: 'offer' }),
          },
          plan.can.approve && {
            label: t('replanning.allMove'),
            icon: 'forward',
            onClick: () => decideAll.do({ id, choice: 'move' }),
          },
          plan.can.discard && {
            label: t('replanning.discard'),
            icon: 'remove',
            danger: true,
            divided: true,
            onClick: throwAway,
          },
        ]}
      />
      {plan.can.undo && (
        <Button icon="undo" onClick={askUndo} busy={undo.busy}>
          {t('replanning.undo')}
        </Button>
      )}
      {plan.can.approve && (
        <Button
          kind="main"
          icon="check"
          busy={approve.busy}
          onClick={() =>
            confirm({
              title: t('replanning.approveTitle', { count: open.length }),
              text: t('replanning.approveText', { move: count('move'), offer: count('offer') }),
              act: t('replanning.approve', { count: open.length }),
              onConfirm: () => approve.do({ id }),
            })
          }
        >
          {t('replanning.approve', { count: open.length })}
        </Button>
      )}
    </>
  )
}
