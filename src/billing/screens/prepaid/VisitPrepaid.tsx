import { useApi } from '../../../ui/api/index.ts'
import { Badge, Day, Row, Stack, Text, useWords } from '../../../ui/kit/index.ts'
import type { PartProps } from '../../../ui/staff/index.ts'
import { Left } from './ClientPrepaid.tsx'

/** In the drawer of a visit: what its client has paid for in advance, what is left of it, and until when. */
export default function VisitPrepaid({ id }: PartProps) {
  const { data: visit } = useApi('GET /appointments/{id}', { id })
  if (!visit?.client) return null
  return <Running clientId={visit.client.id} />
}

function Running({ clientId }: { clientId: string }) {
  const { t } = useWords('billing')
  const read = useApi(
    'GET /clients/{id}/prepaid',
    { id: clientId, running: 'true' },
    { live: ['package', 'membership'] },
  )
  const { packages = [], memberships = [] } = read.data ?? {}
  if (packages.length + memberships.length === 0)
    return (
      <Text tone="soft" size="small">
        {t('prepaid.none')}
      </Text>
    )
  return (
    <Stack gap="tight">
      {memberships.map((one) => (
        <Row key={one.id} justify="between">
          <Text>{one.name}</Text>
          <Badge tone={one.visitsLeft > 0 ? 'good' : 'calm'} icon={one.visitsLeft > 0 ? 'check' : 'clock'}>
            {t('prepaid.visitsOf', { left: one.visitsLeft, count: one.visits })}
          </Badge>
        </Row>
      ))}
      {packages.map((held) => (
        <Row key={held.id} justify="between">
          <Text>
            {held.name}
            {held.expiresOn && (
              <Text tone="soft" size="small" as="div">
                {t('prepaid.until')} <Day of={held.expiresOn} />
              </Text>
            )}
          </Text>
          <Badge tone="good" icon="check">
            <Left held={held} />
          </Badge>
        </Row>
      ))}
    </Stack>
  )
}
