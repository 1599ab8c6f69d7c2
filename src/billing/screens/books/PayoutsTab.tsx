import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  Columns,
  DataTable,
  Day,
  Drawer,
  EmptyState,
  Money,
  Notice,
  notify,
  Panel,
  Row,
  Stat,
  StatusPill,
  Text,
  Toolbar,
  useCan,
  useGo,
  useUrlState,
  useWords,
} from '../../../ui/kit/index.ts'
import { ResolveDialog } from './Resolve.tsx'

type Payout = Returns<'GET /payouts'>['items'][number]
export type PayoutLine = Returns<'GET /payouts/{id}'>['items'][number]

/** What card providers paid out, and what does not fit. */
export function PayoutsTab() {
  const { t } = useWords('billing')
  const can = useCan()
  const [url, setUrl] = useUrlState({ payout: '' })
  const payouts = useApi('GET /payouts', { limit: 100 }, { keep: true, live: ['payout', 'bank_line'] })
  const clearing = useApi('GET /payouts/clearing', {}, { keep: true, live: ['payout', 'payment'] })
  const fetch = useAct('POST /payouts/fetch')
  const ask = () => fetch.do({}).then(() => notify.done(t('books.payouts.asked')), notify.problem)
  const end = can('bank.reconcile') && (
    <Button icon="download" busy={fetch.busy} onClick={ask}>
      {t('books.payouts.fetch')}
    </Button>
  )
  return (
    <>
      <Toolbar end={end}>
        <Text tone="soft">{t('books.payouts.about')}</Text>
      </Toolbar>
      <Await read={clearing}>
        {({ providers, currency, lateAfterDays }) => (
          <>
            <Columns of={3}>
              {providers.map((one) => (
                <Stat
                  key={one.provider}
                  label={t('books.payouts.lies', {
                    provider: t(`books.provider.${one.provider}`, { defaultValue: one.provider }),
                  })}
                  icon="card"
                  value={<Money of={one.balanceMinor} currency={currency} />}
                  about={one.lastPayoutOn ? <Day of={one.lastPayoutOn} /> : t('books.payouts.noneYet')}
                />
              ))}
            </Columns>
            {providers
              .filter((one) => one.latePayments > 0)
              .map((one) => (
                <Notice
                  key={one.provider}
                  tone="warn"
                  title={t('books.payouts.late', { count: one.latePayments, days: lateAfterDays })}
                >
                  <Money of={one.lateMinor} currency={currency} />
                </Notice>
              ))}
          </>
        )}
      </Await>
      <Panel flush>
        <Await read={payouts}>
          {({ items }) => <PayoutTable items={items} onOpen={(id) => setUrl({ payout: id })} />}
        </Await>
      </Panel>
      {url.payout && <PayoutDrawer id={url.payout} onClose={() => setUrl({ payout: '' })} />}
    </>
  )
}

function PayoutTable({ items, onOpen }: { items: Payout[]; onOpen: (id: string) => void }) {
  const { t } = useWords('billing')
  return (
    <DataTable
      label={t('books.tab.payouts')}
      rows={items}
      onOpen={(one) => onOpen(one.id)}
      columns={[
        {
          key: 'day',
          title: t('books.payouts.arrives'),
          sort: (one) => one.arrivesOn,
          render: (one) => <Day of={one.arrivesOn} />,
        },
        {
          key: 'lines',
          title: t('books.payouts.lines'),
          align: 'right',
          render: (one) => one.lines,
          wideOnly: true,
        },
        {
          key: 'fee',
          title: t('books.payouts.fee'),
          align: 'right',
          render: (one) => <Money of={one.feeMinor} currency={one.currency} />,
          wideOnly: true,
        },
        { key: 'state', title: t('state.label'), render: (one) => <PayoutState payout={one} /> },
        {
          key: 'amount',
          title: t('amount'),
          align: 'right',
          sort: (one) => one.amountMinor,
          render: (one) => <Money of={one.amountMinor} currency={one.currency} />,
        },
      ]}
      empty={<EmptyState icon="card" title={t('books.payouts.none')} text={t('books.payouts.noneText')} />}
    />
  )
}

function PayoutState({ payout }: { payout: Pick<Payout, 'differences' | 'bankLineId' | 'state'> }) {
  const { t } = useWords('billing')
  if (payout.differences > 0)
    return (
      <Badge tone="bad" icon="alert">
        {t('books.payouts.differences', { count: payout.differences })}
      </Badge>
    )
  if (payout.bankLineId)
    return (
      <Badge tone="good" icon="done">
        {t('books.payouts.atBank')}
      </Badge>
    )
  return (
    <StatusPill state={payout.state === 'paid' ? 'sent' : payout.state === 'failed' ? 'failed' : 'planned'}>
      {t(`books.payouts.state.${payout.state}`)}
    </StatusPill>
  )
}

function PayoutDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useWords('billing')
  const go = useGo()
  const payout = useApi('GET /payouts/{id}', { id }, { live: ['payout'] })
  const [resolving, setResolving] = useState<PayoutLine | null>(null)
  return (
    <Drawer open onClose={onClose} title={t('books.payouts.one')} size="large">
      <Await read={payout}>
        {(found) => (
          <>
            <Columns of={3}>
              <Stat label={t('books.payouts.arrives')} value={<Day of={found.arrivesOn} />} />
              <Stat
                label={t('books.payouts.fee')}
                value={<Money of={found.feeMinor} currency={found.currency} />}
              />
              <Stat
                label={t('amount')}
                tone="accent"
                value={<Money of={found.amountMinor} currency={found.currency} />}
              />
            </Columns>
            <DataTable
              label={t('books.payouts.lines')}
              rows={found.items}
              columns={[
                { key: 'what', title: t('books.payouts.what'), render: (one) => <LineText line={one} /> },
                {
                  key: 'gross',
                  title: t('amount'),
                  align: 'right',
                  render: (one) => <Money of={one.grossMinor} currency={found.currency} />,
                },
                {
                  key: 'fee',
                  title: t('books.payouts.fee'),
                  align: 'right',
                  render: (one) =>
                    one.feeMinor === 0 ? '–' : <Money of={one.feeMinor} currency={found.currency} />,
                  wideOnly: true,
                },
                {
                  key: 'act',
                  title: '',
                  align: 'right',
                  render: (one) =>
                    one.difference && !one.resolvedAs ? (
                      <Button small onClick={() => setResolving(one)}>
                        {t('books.payouts.resolve')}
                      </Button>
                    ) : (
                      one.paymentId && (
                        <Button small kind="quiet" onClick={() => go(`/payments/${one.paymentId}`)}>
                          {t('books.open')}
                        </Button>
                      )
                    ),
                },
              ]}
            />
          </>
        )}
      </Await>
      {resolving && <ResolveDialog line={resolving} onDone={() => setResolving(null)} />}
    </Drawer>
  )
}

function LineText({ line }: { line: PayoutLine }) {
  const { t } = useWords('billing')
  return (
    <span>
      {line.clientName ?? t(`books.payouts.kind.${line.kind}`)}
      <Text tone="soft" size="small" as="div">
        {t(`books.payouts.kind.${line.kind}`)} · <Day of={line.happenedOn} />
      </Text>
      {line.difference && (
        <Row>
          <Badge tone={line.resolvedAs ? 'calm' : 'bad'} icon={line.resolvedAs ? 'done' : 'alert'}>
            {line.resolvedAs
              ? t(`books.payouts.as.${line.resolvedAs}`)
              : t(`books.payouts.difference.${line.difference}`)}
          </Badge>
          {line.resolvedNote && (
            <Text tone="soft" size="small" as="span">
              {line.resolvedNote} ({line.resolvedBy})
            </Text>
          )}
        </Row>
      )}
    </span>
  )
}
