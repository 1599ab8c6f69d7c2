import { useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  DataTable,
  EmptyState,
  Page,
  Panel,
  Text,
  When,
  useCan,
  useGo,
  useWords,
} from '../../../ui/kit/index.ts'
import classes from '../team.module.css'
import type { Automation } from './model.ts'
import { eventWords } from './sentence.ts'
import { StatePill } from './Switch.tsx'

/** Everything that happens by itself here, whether it is on, and what it did lately. */
export default function AutomationsScreen() {
  const { t } = useWords('team')
  const can = useCan()
  const go = useGo()
  const list = useApi('GET /automations', {}, { live: ['automation', 'automation_run'] })
  const add = can('automations.manage') && (
    <Button kind="main" icon="add" onClick={() => go('/automations/new')}>
      {t('auto.add')}
    </Button>
  )
  return (
    <Page title={t('auto.title')} about={t('auto.about')} actions={add}>
      <Await
        read={list}
        isEmpty={({ items }) => items.length === 0}
        empty={<EmptyState icon="automation" title={t('auto.none')} text={t('auto.noneText')} action={add} />}
      >
        {({ items }) => (
          <>
            {GROUPS.map((group) => {
              const rows = items.filter((each) => groupOf(each) === group)
              return (
                rows.length > 0 && (
                  <Panel key={group} title={t(`auto.group.${group}`)} flush>
                    <AutomationTable label={t(`auto.group.${group}`)} rows={rows} />
                  </Panel>
                )
              )
            })}
          </>
        )}
      </Await>
    </Page>
  )
}

const GROUPS = ['workflow', 'own', 'ready'] as const

/** What the house runs on; what the practice made or uses; what lies ready to be switched on. */
function groupOf({ key, state, version }: Automation): (typeof GROUPS)[number] {
  if (key?.startsWith('workflow-')) return 'workflow'
  return key && state === 'off' && version === 1 ? 'ready' : 'own'
}

function AutomationTable({ label, rows }: { label: string; rows: Automation[] }) {
  const { t } = useWords('team')
  const go = useGo()
  return (
    <DataTable
      label={label}
      rows={rows}
      onOpen={(each) => go(`/automations/${each.id}`)}
      columns={[
        {
          key: 'name',
          title: t('auto.name'),
          sort: (each) => each.name,
          render: (each) => (
            <span className={classes.what}>
              <span>{each.name}</span>
              <Text as="span" size="small" tone="soft">
                {t('auto.whenWord')}:{' '}
                {each.definition.events.map((event) => eventWords(t, event)).join(t('auto.or'))}
              </Text>
              {each.problem && (
                <span>
                  <Badge tone="bad" icon="alert">
                    {each.problem}
                  </Badge>
                </span>
              )}
            </span>
          ),
        },
        {
          key: 'state',
          title: t('auto.state'),
          width: 130,
          render: (each) => <StatePill state={each.state} />,
        },
        {
          key: 'done',
          title: t('auto.ran'),
          align: 'right',
          width: 150,
          wideOnly: true,
          sort: (each) => each.done,
          render: (each) => each.done,
        },
        {
          key: 'waiting',
          title: t('runState.waiting'),
          align: 'right',
          width: 100,
          wideOnly: true,
          render: (each) => each.waiting,
        },
        {
          key: 'failed',
          title: t('runState.failed'),
          align: 'right',
          width: 150,
          wideOnly: true,
          render: (each) =>
            each.failed > 0 ? (
              <Badge tone="bad" icon="alert">
                {String(each.failed)}
              </Badge>
            ) : (
              0
            ),
        },
        {
          key: 'last',
          title: t('auto.last'),
          width: 190,
          wideOnly: true,
          render: (each) =>
            each.lastAt ? (
              <When at={each.lastAt} />
            ) : (
              <Text as="span" tone="soft">
                {t('auto.never')}
              </Text>
            ),
        },
      ]}
    />
  )
}
