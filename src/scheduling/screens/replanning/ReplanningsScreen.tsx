import type { Returns } from '../../../ui/api/index.ts'
import { useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  DataTable,
  Dialog,
  EmptyState,
  Page,
  Panel,
  StatusPill,
  useCan,
  useFormat,
  useGo,
  useUrlState,
  useWords,
  When,
} from '../../../ui/kit/index.ts'
import { planLookOf } from './model.ts'
import { NewReplanning } from './NewReplanning.tsx'
import classes from './replanning.module.css'

type Listed = Returns<'GET /replannings'>['items'][number]

/** Lost days and rooms, full weeks and days with gaps: what was planned anew, and how far it is. */
export default function ReplanningsScreen() {
  const { t } = useWords('scheduling')
  const can = useCan()
  const go = useGo()
  const [url, setUrl] = useUrlState({ new: '', practitioner: '', from: '', to: '' })
  const list = useApi('GET /replannings', {}, { keep: true, live: ['replanning'] })
  const newButton = can('replanning.manage') && (
    <Button kind="main" icon="add" onClick={() => setUrl({ new: '1' })}>
      {t('replanning.new')}
    </Button>
  )
  return (
    <Page title={t('replanning.title')} about={t('replanning.about')} actions={newButton}>
      <Panel flush>
        <Await read={list}>
          {({ items }) => (
            <DataTable
              label={t('replanning.title')}
              rows={items}
              onOpen={(plan) => go(`/replannings/${plan.id}`)}
              empty={
                <EmptyState
                  icon="refresh"
                  title={t('replanning.none')}
                  text={t('replanning.noneText')}
                  action={newButton}
                />
              }
              columns={[
                { key: 'what', title: t('replanning.what'), render: (plan) => <What plan={plan} /> },
                { key: 'when', title: t('replanning.when'), render: (plan) => <LostTime plan={plan} /> },
                {
                  key: 'state',
                  title: t('replanning.stateTitle'),
                  render: (plan) => (
                    <StatusPill state={planLookOf(plan.state)}>
                      {t(`replanning.planState.${plan.state}`)}
                    </StatusPill>
                  ),
                },
                { key: 'counts', title: t('replanning.visits'), render: (plan) => <Counts plan={plan} /> },
                {
                  key: 'by',
                  title: t('replanning.by'),
                  wideOnly: true,
                  render: (plan) => (
                    <span className={classes.time}>
                      {plan.createdBy}
                      <small>
                        <When at={plan.createdAt} ago />
                      </small>
                    </span>
                  ),
                },
              ]}
            />
          )}
        </Await>
      </Panel>
      <Dialog open={url.new !== ''} onClose={() => setUrl({ new: '' })} title={t('replanning.new')}>
        <NewReplanning
          start={url}
          onClose={() => setUrl({ new: '', practitioner: '', from: '', to: '' })}
          onDone={(id) => go(`/replannings/${id}`)}
        />
      </Dialog>
    </Page>
  )
}

function What({ plan }: { plan: Listed }) {
  const { t } = useWords('scheduling')
  return (
    <span className={classes.time}>
      <b>{plan.what.name}</b>
      <small>
        {t(`replanning.kind.${plan.kind}`)}
        {plan.reason && ` · ${plan.reason}`}
      </small>
    </span>
  )
}

/** The day or days that are lost, by the clock of the place. */
export function LostTime({ plan }: { plan: Pick<Listed, 'from' | 'to' | 'zone'> }) {
  const format = useFormat()
  const first = format.dayOf(plan.from, plan.zone)
  const last = format.dayOf(new Date(Date.parse(plan.to) - 1).toISOString(), plan.zone)
  return (
    <span className={classes.span}>
      {format.day(first, 'weekday')}
      {last !== first && ` – ${format.day(last, 'weekday')}`}
    </span>
  )
}

const shown = ['proposed', 'nothing_fits', 'queued', 'moved', 'accepted', 'offered', 'todo', 'not_undone']

function Counts({ plan }: { plan: Listed }) {
  const { t } = useWords('scheduling')
  const all = Object.values(plan.counts).reduce((sum, count) => sum + count, 0)
  return (
    <span className={classes.chips}>
      <b>{all}</b>
      {shown.map(
        (state) =>
          plan.counts[state] && (
            <span key={state} className={classes.chip}>
              {plan.counts[state]} {t(`replanning.rowState.${state}`)}
            </span>
          ),
      )}
    </span>
  )
}
