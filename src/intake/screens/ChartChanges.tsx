import { useAct, useApi, type Returns } from '../../ui/api/index.ts'
import { Badge, Button, DataTable, Panel, Row, Stack, Text, notify, useWords } from '../../ui/kit/index.ts'
import classes from './intake.module.css'

type Change = Returns<'GET /clients/{clientId}/chart-changes'>['items'][number]

/** What forms said about the client's chart: written where it had nothing, else for people to decide. */
export function ChartChanges({ clientId }: { clientId: string }) {
  const { t } = useWords('intake')
  const list = useApi(
    'GET /clients/{clientId}/chart-changes',
    { clientId },
    { live: ['form_request', 'client'] },
  )
  const items = list.data?.items ?? []
  if (items.length === 0) return null
  const open = items.filter(({ state }) => state === 'open').length
  return (
    <Panel
      title={t('chart.title')}
      actions={open > 0 && <Badge tone="warn">{t('chart.open', { count: open })}</Badge>}
    >
      <Stack gap="tight">
        <Text tone="soft" size="small">
          {t('chart.about')}
        </Text>
        <DataTable
          label={t('chart.title')}
          rows={items}
          columns={[
            {
              key: 'field',
              title: t('chart.field'),
              render: (one) => t(`chart.fields.${one.field.split(/[.:]/).at(-1)}`),
            },
            {
              key: 'before',
              title: t('chart.before'),
              render: (one) => (
                <span className={classes.said}>{one.before ?? `(${t('chart.nothing')})`}</span>
              ),
              wideOnly: true,
            },
            {
              key: 'after',
              title: t('chart.after'),
              render: (one) => <strong className={classes.said}>{one.after}</strong>,
            },
            { key: 'form', title: t('chart.form'), render: (one) => one.formTitle, wideOnly: true },
            { key: 'acts', title: '', align: 'right', render: (one) => <Decide change={one} /> },
          ]}
        />
      </Stack>
    </Panel>
  )
}

function Decide({ change }: { change: Change }) {
  const { t } = useWords('intake')
  const decide = useAct('POST /chart-changes/{id}/decision')
  if (change.state === 'filled') return <Badge tone="good">{t('chart.filled')}</Badge>
  if (change.state !== 'open')
    return <Text tone="soft">{t(`chart.${change.state}`, { name: change.decidedBy ?? '' })}</Text>
  const act = async (take: boolean) => {
    await decide.do({ id: change.id, take })
    notify.done(t(take ? 'chart.took' : 'chart.keptDone'))
  }
  return (
    <Row justify="end">
      <Button onClick={() => act(false)} busy={decide.busy}>
        {t('chart.keep')}
      </Button>
      <Button kind="main" onClick={() => act(true)} busy={decide.busy}>
        {t('chart.take')}
      </Button>
    </Row>
  )
}
