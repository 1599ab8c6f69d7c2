import { useApi } from '../../../ui/api/index.ts'
import { Panel, Stack, Text, TextLink, useWords } from '../../../ui/kit/index.ts'
import type { PartProps } from '../../../ui/staff/index.ts'
import { CoverFigures, NoCover } from './CoverFigures.tsx'

/** Beside a visit: whether the client is covered, and the figures for this visit. Nothing without a policy. */
export default function VisitCover({ id }: PartProps) {
  const visit = useApi('GET /appointments/{id}', { id })
  const clientId = visit.data?.client?.id
  return clientId ? <Cover clientId={clientId} /> : null
}

function Cover({ clientId }: { clientId: string }) {
  const { t } = useWords('intake')
  const { data } = useApi(
    'GET /clients/{clientId}/policies',
    { clientId },
    { live: ['policy', 'cover_check'] },
  )
  const open = (data?.items ?? []).filter(({ state }) => state === 'in_force' || state === 'proposed')
  if (open.length === 0) return null
  return (
    <Panel
      title={t('insurance.tab')}
      actions={
        <TextLink to={`/clients/${clientId}`} search={{ tab: 'insurance' }}>
          {t('insurance.all')}
        </TextLink>
      }
    >
      <Stack>
        {open.map((policy) => (
          <Stack key={policy.id} gap="tight">
            <Text>
              {policy.payerName} · {policy.memberId}
              {policy.state === 'proposed' && ` · ${t('insurance.state.proposed')}`}
            </Text>
            {policy.cover ? <CoverFigures cover={policy.cover} /> : <NoCover />}
          </Stack>
        ))}
      </Stack>
    </Panel>
  )
}
