import {
  Day,
  Facts,
  Money,
  Notice,
  Panel,
  TextLink,
  useFormat,
  useWords,
  When,
} from '../../../ui/kit/index.ts'
import type { Estimate } from './EstimateScreen.tsx'

/** What was estimated beside what was charged, and who accepted it. */
export function EstimateSide({ estimate }: { estimate: Estimate }) {
  const { t } = useWords('billing')
  const format = useFormat()
  const money = (minor: number) => <Money of={minor} currency={estimate.currency} />
  const more = (estimate.chargedMinor ?? 0) - estimate.totalMinor
  return (
    <>
      {more > 0 && (
        <Notice tone="warn" title={t('estimates.over', { amount: format.money(more, estimate.currency) })}>
          {t('estimates.overText')}
        </Notice>
      )}
      <Panel title={t('facts')}>
        <Facts
          of={[
            [
              t('client'),
              <TextLink key="client" to={`/clients/${estimate.clientId}`}>
                {estimate.clientName}
              </TextLink>,
            ],
            [t('estimates.total'), money(estimate.totalMinor)],
            [t('estimates.charged'), estimate.chargedMinor === null ? null : money(estimate.chargedMinor)],
            [t('estimates.difference'), estimate.chargedMinor === null ? null : money(more)],
            [t('issued'), <Day key="issued" of={estimate.issuedOn} />],
            [t('estimates.until'), <Day key="until" of={estimate.validUntil} />],
            [t('sent'), estimate.sentAt && <When at={estimate.sentAt} />],
            [t('estimates.acceptedBy'), estimate.acceptedName],
            [t('madeBy'), estimate.createdBy],
          ]}
        />
      </Panel>
      {estimate.note && <Panel title={t('note')}>{estimate.note}</Panel>}
    </>
  )
}
