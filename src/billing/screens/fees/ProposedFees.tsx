import { useApi } from '../../../ui/api/index.ts'
import { Await, EmptyState, Panel, useWords } from '../../../ui/kit/index.ts'
import { FeeTable } from './FeeTable.tsx'

/** Fees that somebody has to charge or let go. */
export function ProposedFees() {
  const { t } = useWords('billing')
  const fees = useApi('GET /fees', { state: 'proposed', limit: 100 }, { live: ['fee'] })
  return (
    <Panel title={t('fees.proposed')} flush>
      <Await read={fees}>
        {({ items }) => (
          <FeeTable
            fees={items}
            empty={<EmptyState icon="clock" title={t('fees.none')} text={t('fees.noneText')} />}
          />
        )}
      </Await>
    </Panel>
  )
}

/** A client's fees; nothing where there are none. */
export function ClientFees({ clientId }: { clientId: string }) {
  const { t } = useWords('billing')
  const { data } = useApi('GET /fees', { clientId, limit: 50 }, { live: ['fee'] })
  if (!data || data.items.length === 0) return null
  return (
    <Panel title={t('fees.title')} flush>
      <FeeTable fees={data.items} ofOneClient />
    </Panel>
  )
}
