import { useState } from 'react'
import { useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  DataTable,
  Dialog,
  EmptyState,
  Panel,
  Row,
  Stack,
  useCan,
  useUrlState,
  useWords,
  When,
} from '../../../ui/kit/index.ts'
import type { PartProps } from '../../../ui/staff/index.ts'
import { AskCard } from './AskCard.tsx'
import { CardPhotos } from './CardPhotos.tsx'
import { CheckDrawer } from './CheckDrawer.tsx'
import { coverTone, coverWord, type Policy } from './cover-words.ts'
import { PolicyCard } from './PolicyCard.tsx'
import { PolicyForm } from './PolicyForm.tsx'
import { PolicyHistory } from './PolicyHistory.tsx'

/** The insurance of a client: policies with what payers say, photos of the cards, everything that was asked. */
export default function InsuranceTab({ id: clientId }: PartProps) {
  const { t } = useWords('intake')
  const can = useCan()
  const [editing, setEditing] = useState<Policy | 'new' | null>(null)
  const [isAsking, setAsking] = useState(false)
  const [url, setUrl] = useUrlState({ check: '', policy: '' })
  const policies = useApi(
    'GET /clients/{clientId}/policies',
    { clientId },
    { live: ['policy', 'cover_check'] },
  )
  const addButton = can('insurance.edit') && (
    <Button kind="main" icon="add" onClick={() => setEditing('new')}>
      {t('insurance.add')}
    </Button>
  )
  return (
    <Stack>
      {can('insurance.edit') && (
        <Row justify="end">
          <Button icon="send" onClick={() => setAsking(true)}>
            {t('insurance.askCard')}
          </Button>
          {addButton}
        </Row>
      )}
      <Await
        read={policies}
        isEmpty={({ items }) => items.length === 0}
        empty={<EmptyState icon="security" title={t('insurance.none')} text={t('insurance.noneText')} />}
      >
        {({ items }) =>
          items.map((policy) => (
            <PolicyCard
              key={policy.id}
              policy={policy}
              onChange={() => setEditing(policy)}
              onCheck={(check) => setUrl({ check })}
              onHistory={() => setUrl({ policy: policy.id })}
            />
          ))
        }
      </Await>
      <CardPhotos clientId={clientId} />
      <Checks clientId={clientId} onOpen={(check) => setUrl({ check })} />
      <Dialog
        open={editing !== null}
        onClose={() => setEditing(null)}
        title={t(editing === 'new' ? 'insurance.add' : 'insurance.change')}
        size="large"
      >
        {editing && (
          <PolicyForm
            clientId={clientId}
            policy={editing === 'new' ? null : editing}
            freePlace={freePlace(policies.data?.items ?? [])}
            onDone={() => setEditing(null)}
          />
        )}
      </Dialog>
      <Dialog open={isAsking} onClose={() => setAsking(false)} title={t('insurance.askCard')}>
        <AskCard clientId={clientId} onDone={() => setAsking(false)} />
      </Dialog>
      <PolicyHistory id={url.policy} onClose={() => setUrl({ policy: '' })} />
      <CheckDrawer id={url.check} onClose={() => setUrl({ check: '' })} />
    </Stack>
  )
}

/** The first place that no policy in force takes; the last one when all are taken. */
function freePlace(policies: readonly Policy[]): number {
  const taken = new Set(policies.filter(({ state }) => state === 'in_force').map(({ priority }) => priority))
  return [1, 2, 3].find((place) => !taken.has(place)) ?? 3
}

function Checks({ clientId, onOpen }: { clientId: string; onOpen: (id: string) => void }) {
  const { t } = useWords('intake')
  const checks = useApi('GET /clients/{clientId}/cover-checks', { clientId }, { live: ['cover_check'] })
  if (!checks.data || checks.data.items.length === 0) return null
  return (
    <Panel flush title={t('insurance.checks')}>
      <DataTable
        label={t('insurance.checks')}
        rows={checks.data.items}
        onOpen={(check) => onOpen(check.id)}
        columns={[
          {
            key: 'when',
            title: t('insurance.askedOn'),
            render: (check) => <When at={check.askedAt} />,
            sort: (check) => check.askedAt,
          },
          { key: 'payer', title: t('insurance.payer'), render: (check) => check.payerName },
          {
            key: 'why',
            title: t('insurance.whyTitle'),
            render: (check) => t(`insurance.why.${check.why}`),
            wideOnly: true,
          },
          {
            key: 'answer',
            title: t('insurance.answer'),
            render: (check) => <Badge tone={coverTone(check)}>{coverWord(check, t)}</Badge>,
          },
        ]}
      />
    </Panel>
  )
}
