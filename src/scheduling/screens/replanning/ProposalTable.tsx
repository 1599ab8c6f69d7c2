import { useState } from 'react'
import { useAct } from '../../../ui/api/index.ts'
import {
  Badge,
  DataTable,
  Icon,
  Menu,
  StatusPill,
  notify,
  useCan,
  useFormat,
  useWords,
} from '../../../ui/kit/index.ts'
import { isOpenRow, lookOf, termText } from './model.ts'
import type { Plan, PlanRow } from './model.ts'
import { TimesDialog } from './TimesDialog.tsx'
import classes from './replanning.module.css'

/** Every visit: how it was, what is proposed and why, what is done with it. */
export function ProposalTable({ plan }: { plan: Plan }) {
  const { t } = useWords('scheduling')
  const can = useCan()
  const [choosing, setChoosing] = useState<PlanRow | null>(null)
  const mayAct = can('replanning.manage') && !plan.undoneAt
  return (
    <>
      <DataTable
        label={t('replanning.proposals')}
        rows={plan.rows}
        columns={[
          {
            key: 'client',
            title: t('replanning.who'),
            sort: (row) => row.client.name,
            render: (row) => (
              <span className={classes.time}>
                <b>{row.client.name}</b>
                <small>{row.service}</small>
              </span>
            ),
          },
          {
            key: 'old',
            title: t('replanning.old'),
            sort: (row) => row.old.startsAt,
            render: (row) => <Time of={row.old} gone />,
          },
          {
            key: 'new',
            title: t('replanning.newTime'),
            sort: (row) => row.proposal?.startsAt ?? '',
            render: (row) => <Proposed row={row} />,
          },
          {
            key: 'why',
            title: t('replanning.cost'),
            sort: (row) => row.cost,
            wideOnly: true,
            render: (row) => <Terms row={row} />,
          },
          { key: 'state', title: t('replanning.stateTitle'), render: (row) => <State row={row} /> },
          {
            key: 'act',
            title: '',
            align: 'right',
            render: (row) =>
              mayAct &&
              (isOpenRow(row) || row.state === 'todo') && (
                <RowMenu plan={plan} row={row} onChoose={() => setChoosing(row)} />
              ),
          },
        ]}
      />
      {choosing && <TimesDialog plan={plan} row={choosing} onClose={() => setChoosing(null)} />}
    </>
  )
}

function Time({ of, gone }: { of: PlanRow['old']; gone?: boolean }) {
  const format = useFormat()
  return (
    <span className={gone ? `${classes.time} ${classes.gone}` : classes.time}>
      <b>{format.when(of.startsAt, of.zone)}</b>
      <small>{[of.practitioner?.name, of.room?.name ?? of.location.name].filter(Boolean).join(' · ')}</small>
    </span>
  )
}

function Proposed({ row }: { row: PlanRow }) {
  const { t } = useWords('scheduling')
  if (!row.proposal)
    return (
      <Badge tone="warn" icon="alert">
        {t(`replanning.whyNot.${row.whyNot ?? 'no_free_time'}`)}
      </Badge>
    )
  return <Time of={row.proposal} />
}

function Terms({ row }: { row: PlanRow }) {
  const { t } = useWords('scheduling')
  if (!row.proposal) return null
  if (row.terms.length === 0)
    return (
      <span className={classes.chip} data-good>
        {t('replanning.asBefore')}
      </span>
    )
  return (
    <span className={classes.chips}>
      {row.terms.map((term) => (
        <span key={term.code} className={classes.chip} title={t('replanning.points', { count: term.points })}>
          {termText(term, t)}
        </span>
      ))}
    </span>
  )
}

function State({ row }: { row: PlanRow }) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const isAnew = row.state === 'proposed' && row.reproposedAt
  if (isOpenRow(row))
    return (
      <span className={classes.time}>
        {row.pinned && <Icon name="lock" size={13} />} {t(`replanning.choice.${row.choice}`)}
        {isAnew && <small>{t('replanning.wasTaken')}</small>}
      </span>
    )
  const why = row.why && (row.state === 'todo' || row.state === 'not_undone') ? row.why : null
  return (
    <span className={classes.time}>
      <StatusPill state={lookOf(row.state)}>{t(`replanning.rowState.${row.state}`)}</StatusPill>
      {why && <small>{t(`replanning.why.${why}`)}</small>}
      {row.state === 'offered' && row.answerBy && (
        <small>{t('replanning.until', { when: format.when(row.answerBy) })}</small>
      )}
    </span>
  )
}

function RowMenu({ plan, row, onChoose }: { plan: Plan; row: PlanRow; onChoose: () => void }) {
  const { t } = useWords('scheduling')
  const decide = useAct('PATCH /replannings/{id}/rows/{rowId}')
  const at = { id: plan.id, rowId: row.id }
  const choose = (choice: PlanRow['choice']) => () => decide.do({ ...at, choice }).catch(notify.problem)
  return (
    <Menu
      label={t('replanning.decide', { name: row.client.name })}
      entries={[
        { label: t('replanning.otherTime'), icon: 'clock', onClick: onChoose },
        row.proposal && {
          label: t(row.pinned ? 'replanning.unpin' : 'replanning.pin'),
          icon: 'lock',
          onClick: () => decide.do({ ...at, pinned: !row.pinned }).catch(notify.problem),
        },
        row.proposal && {
          label: t('replanning.choice.offer'),
          icon: 'send',
          divided: true,
          onClick: choose('offer'),
        },
        row.proposal && { label: t('replanning.choice.move'), icon: 'forward', onClick: choose('move') },
        { label: t('replanning.choice.call'), icon: 'call', onClick: choose('call') },
        { label: t('replanning.choice.leave'), icon: 'check', onClick: choose('leave') },
        { label: t('replanning.choice.cancel'), icon: 'refused', danger: true, onClick: choose('cancel') },
      ]}
    />
  )
}
