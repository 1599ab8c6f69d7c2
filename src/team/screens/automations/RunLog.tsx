import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  DataTable,
  Drawer,
  EmptyState,
  Facts,
  Notice,
  Panel,
  Row,
  SelectField,
  Stack,
  StatusPill,
  Text,
  TextLink,
  Toolbar,
  When,
  useCan,
  useWords,
} from '../../../ui/kit/index.ts'
import classes from '../team.module.css'
import { eventWords } from './sentence.ts'

type Run = Returns<'GET /automations/{id}/runs'>['items'][number]
const STATES = ['done', 'waiting', 'due', 'failed', 'stopped', 'cancelled', 'skipped'] as const

/** What a rule did, and why it did not, event by event. */
export function RunLog({ id }: { id: string }) {
  const { t } = useWords('team')
  const [state, setState] = useState<Run['state'] | null>(null)
  const [opened, setOpened] = useState<string | null>(null)
  const list = useApi(
    'GET /automations/{id}/runs',
    { id, limit: 100, ...(state ? { state } : {}) },
    { keep: true, live: ['automation', 'automation_run', 'task', 'message'] },
  )
  return (
    <Panel flush>
      <Toolbar>
        <SelectField
          label={t('run.state')}
          hideLabel
          clearable
          placeholder={t('run.everyState')}
          value={state}
          choices={STATES.map((each) => ({ value: each, label: t(`runState.${each}`) }))}
          onChange={(next: string | null) => setState(next as Run['state'] | null)}
        />
      </Toolbar>
      <Await
        read={list}
        isEmpty={({ items }) => items.length === 0}
        empty={<EmptyState icon="history" title={t('run.none')} text={t('run.noneText')} />}
      >
        {({ items }) => <RunTable runs={items} onOpen={(run) => setOpened(run.id)} />}
      </Await>
      <Drawer open={opened !== null} onClose={() => setOpened(null)} title={t('run.one')}>
        {opened && <RunDetails id={opened} />}
      </Drawer>
    </Panel>
  )
}

function RunTable({ runs, onOpen }: { runs: Run[]; onOpen: (run: Run) => void }) {
  const { t } = useWords('team')
  return (
    <DataTable
      label={t('run.title')}
      rows={runs}
      onOpen={onOpen}
      columns={[
        { key: 'at', title: t('run.at'), width: 190, render: (run) => <When at={run.beganAt} /> },
        { key: 'who', title: t('run.who'), render: (run) => run.clientName ?? '' },
        {
          key: 'event',
          title: t('auto.event'),
          wideOnly: true,
          render: (run) => eventWords(t, run.eventName),
        },
        {
          key: 'why',
          title: t('run.why'),
          wideOnly: true,
          render: (run) => (
            <Text as="span" size="small" tone="soft">
              {run.dueAt && run.state === 'waiting' ? (
                <>
                  {t('run.until')} <When at={run.dueAt} />
                </>
              ) : (
                run.why
              )}
            </Text>
          ),
        },
        { key: 'state', title: t('run.state'), render: (run) => <RunState run={run} /> },
      ]}
    />
  )
}

const LOOKS: Record<Run['state'], string> = {
  done: 'paid',
  due: 'active',
  waiting: 'part_paid',
  failed: 'overdue',
  stopped: 'overdue',
  cancelled: 'left',
  skipped: 'lost',
}

function RunState({ run }: { run: Pick<Run, 'state'> }) {
  const { t } = useWords('team')
  return <StatusPill state={LOOKS[run.state]}>{t(`runState.${run.state}`)}</StatusPill>
}

function RunDetails({ id }: { id: string }) {
  const { t } = useWords('team')
  const can = useCan()
  const read = useApi('GET /automation-runs/{id}', { id }, { live: ['automation', 'automation_run'] })
  const retry = useAct('POST /automation-runs/{id}/retry')
  const cancel = useAct('POST /automation-runs/{id}/cancellation')
  return (
    <Await read={read}>
      {(run) => (
        <Stack>
          <Facts
            of={[
              [t('auto.event'), eventWords(t, run.eventName)],
              [
                t('run.who'),
                run.clientId ? (
                  <TextLink key="who" to={`/clients/${run.clientId}`}>
                    {run.clientName}
                  </TextLink>
                ) : (
                  '–'
                ),
              ],
              [t('run.at'), <When key="at" at={run.beganAt} />],
              [t('run.state'), <RunState key="state" run={run} />],
              [t('run.version'), String(run.version)],
              ...(run.dueAt
                ? [[t('run.until'), <When key="due" at={run.dueAt} />] as [string, React.ReactNode]]
                : []),
            ]}
          />
          {run.why && (
            <Notice tone={run.state === 'failed' || run.state === 'stopped' ? 'bad' : 'info'}>
              {run.why}
            </Notice>
          )}
          <ol className={classes.log} aria-label={t('run.steps')}>
            {run.steps.map((step) => (
              <li key={step.step}>
                <Text as="span" size="small" tone="soft">
                  {t('run.step', { step: step.step + 1 })} · {t(`outcome.${step.outcome}`)} ·{' '}
                  <When at={step.at} />
                  {step.tries > 1 && ` · ${t('run.tries', { count: step.tries })}`}
                </Text>
                <div>{step.words}</div>
              </li>
            ))}
          </ol>
          {can('automations.manage') && (
            <Row>
              {run.state === 'failed' && (
                <Button
                  kind="main"
                  icon="refresh"
                  busy={retry.busy}
                  onClick={() => void retry.do({ id }).catch(() => {})}
                >
                  {t('run.retry')}
                </Button>
              )}
              {run.dueAt && (
                <Button
                  icon="close"
                  busy={cancel.busy}
                  onClick={() => void cancel.do({ id }).catch(() => {})}
                >
                  {t('run.cancel')}
                </Button>
              )}
            </Row>
          )}
          <Notice of={retry.error ?? cancel.error} />
        </Stack>
      )}
    </Await>
  )
}
