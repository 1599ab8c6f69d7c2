import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Button,
  confirm,
  EmptyState,
  notify,
  Panel,
  ReadTable,
  Row,
  Text,
  useWords,
  When,
} from '../../../ui/kit/index.ts'

type Job = Returns<'GET /dead-jobs'>['items'][number]

/** Background work that failed so often that somebody must look. */
export function JobsTab() {
  const { t } = useWords('practice')
  const read = useApi('GET /dead-jobs', undefined, { live: ['job'], every: 30_000 })
  return (
    <Panel title={t('settings.jobs')} flush>
      <ReadTable
        label={t('settings.jobs')}
        read={read}
        rowsOf={({ items }) => items}
        empty={<EmptyState icon="done" title={t('job.none')} text={t('job.noneText')} />}
        columns={[
          { key: 'kind', title: t('job.kind'), render: (job) => <What of={job} /> },
          { key: 'error', title: t('job.error'), render: (job) => <Text as="span">{job.lastError}</Text> },
          {
            key: 'since',
            title: t('job.since'),
            render: (job) => <When at={job.deadAt} ago />,
            wideOnly: true,
          },
          { key: 'act', title: t('actions'), render: (job) => <Acts of={job} /> },
        ]}
      />
    </Panel>
  )
}

function What({ of: { kind, payload, attempts } }: { of: Job }) {
  const { t } = useWords('practice')
  const { subscriber } = payload
  return (
    <span>
      <strong>{typeof subscriber === 'string' ? subscriber : kind}</strong>
      <Text as="div" tone="soft" size="small">
        {t('job.attempts', { count: attempts })}
      </Text>
    </span>
  )
}

function Acts({ of: job }: { of: Job }) {
  const { t } = useWords('practice')
  const retry = useAct('POST /dead-jobs/{id}/retry')
  const drop = useAct('DELETE /dead-jobs/{id}')
  const again = async () => {
    try {
      await retry.do({ id: job.id })
      notify.done(t('job.retried'))
    } catch (error) {
      notify.problem(error)
    }
  }
  const ask = () =>
    confirm({
      title: t('job.dropTitle'),
      text: t('job.dropText'),
      act: t('job.drop'),
      danger: true,
      reason: 'optional',
      onConfirm: (reason) => drop.do({ id: job.id, ...(reason ? { reason } : {}) }),
    })
  return (
    <Row justify="end" nowrap>
      <Button small icon="refresh" busy={retry.busy} onClick={again}>
        {t('job.retry')}
      </Button>
      <Button small kind="quiet" onClick={ask}>
        {t('job.drop')}
      </Button>
    </Row>
  )
}
