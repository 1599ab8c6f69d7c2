import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  Badge,
  Button,
  Day,
  Facts,
  Money,
  notify,
  Panel,
  Row,
  Stack,
  Text,
  useCan,
  useWords,
} from '../../../ui/kit/index.ts'
import { RUN_TONES, useWhy } from './why.ts'

/** What automatic payment does with an invoice; nothing where it does nothing. */
export function PlannedCharge({ invoiceId, isOwed }: { invoiceId: string; isOwed: boolean }) {
  const { t } = useWords('billing')
  const can = useCan()
  const why = useWhy()
  const { data } = useApi(
    'GET /invoices/{id}/planned-charge',
    { id: invoiceId },
    { live: ['invoice', 'payment', 'autopay'] },
  )
  const stop = useAct('POST /invoices/{id}/planned-charge/stop')
  const release = useAct('POST /invoices/{id}/planned-charge/release')
  const planned = data?.planned
  if (!planned || (planned.state === 'paid' && !isOwed)) return null
  const mayStop = planned.state === 'planned' && can('payments.take')
  const mayRelease =
    isOwed &&
    planned.why !== 'plan' &&
    ['over_limit', 'gave_up', 'needs_payer', 'stopped'].includes(planned.state) &&
    can('payments.take')
  return (
    <Panel title={t('autopay.title')}>
      <Stack>
        <Facts
          of={[
            [
              t('state.label'),
              <Badge key="state" tone={RUN_TONES[planned.state]}>
                {t(`autopay.state.${planned.state}`)}
              </Badge>,
            ],
            [t('amount'), <Money key="amount" of={planned.amountMinor} currency={planned.currency} />],
            ...(planned.state === 'planned'
              ? [[t('autopay.day'), <Day key="day" of={planned.chargeOn} />] as [string, React.ReactNode]]
              : []),
            ...(planned.tries > 0 ? [[t('autopay.tries'), String(planned.tries)] as [string, string]] : []),
          ]}
        />
        {planned.why && <Text tone="soft">{why(planned.why)}</Text>}
        {(mayStop || mayRelease) && (
          <Row>
            {mayStop && (
              <Button
                small
                busy={stop.busy}
                onClick={() =>
                  stop.do({ id: invoiceId }).then(() => notify.done(t('autopay.stopped')), notify.problem)
                }
              >
                {t('autopay.stop')}
              </Button>
            )}
            {mayRelease && (
              <Button
                small
                busy={release.busy}
                onClick={() =>
                  release.do({ id: invoiceId }).then(() => notify.done(t('autopay.released')), notify.problem)
                }
              >
                {t(planned.state === 'over_limit' ? 'autopay.allow' : 'autopay.release')}
              </Button>
            )}
          </Row>
        )}
      </Stack>
    </Panel>
  )
}
