import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  CheckField,
  confirm,
  DataTable,
  Day,
  EmptyState,
  Money,
  notify,
  Panel,
  Row,
  Text,
  useCan,
  useFormat,
  useGo,
  useWords,
} from '../../../ui/kit/index.ts'

type Request = Returns<'GET /write-off-requests'>['items'][number]
type Small = Returns<'GET /write-offs/small-balances'>

/** Write-offs that wait for another person, and small balances to look through. */
export function WriteOffsTab() {
  const { t } = useWords('billing')
  const requests = useApi('GET /write-off-requests', {}, { live: ['invoice'] })
  const small = useApi('GET /write-offs/small-balances', {}, { live: ['invoice'] })
  return (
    <>
      <Panel title={t('books.writeOffs.requests')} flush>
        <Await read={requests}>{({ items }) => <Requests items={items} />}</Await>
      </Panel>
      <Await read={small}>{(found) => <SmallBalances key={found.items.length} found={found} />}</Await>
    </>
  )
}

export function Requests({ items }: { items: Request[] }) {
  const { t } = useWords('billing')
  const go = useGo()
  return (
    <DataTable
      label={t('books.writeOffs.requests')}
      rows={items}
      onOpen={(one) => go(`/invoices/${one.invoiceId}`)}
      rowTone={(one) => (one.decision ? 'soft' : undefined)}
      columns={[
        {
          key: 'what',
          title: t('client'),
          render: (one) => (
            <span>
              {one.clientName}
              <Text tone="soft" size="small" as="div">
                {t('invoiceNumber', { number: one.invoiceNumber })}
              </Text>
            </span>
          ),
        },
        {
          key: 'why',
          title: t('reason'),
          render: (one) => (
            <span>
              {t(`writeOff.reason.${one.reasonCode}`)}{' '}
              <Text tone="soft" size="small" as="span">
                {one.reason}
              </Text>
            </span>
          ),
          wideOnly: true,
        },
        { key: 'by', title: t('books.writeOffs.askedBy'), render: (one) => one.requestedBy, wideOnly: true },
        {
          key: 'amount',
          title: t('amount'),
          align: 'right',
          render: (one) => <Money of={one.amountMinor} currency={one.currency} />,
        },
        { key: 'act', title: '', align: 'right', render: (one) => <Decide request={one} /> },
      ]}
      empty={
        <EmptyState icon="done" title={t('books.writeOffs.none')} text={t('books.writeOffs.noneText')} />
      }
    />
  )
}

/** What another person decides; who decided stands there afterwards. */
function Decide({ request }: { request: Request }) {
  const { t } = useWords('billing')
  const format = useFormat()
  const approve = useAct('POST /write-off-requests/{id}/approval')
  const decline = useAct('POST /write-off-requests/{id}/decline')
  const withdraw = useAct('POST /write-off-requests/{id}/withdrawal')
  const { id, decision, can } = request
  if (decision)
    return (
      <Badge
        tone={decision === 'approved' ? 'good' : 'calm'}
        icon={decision === 'approved' ? 'done' : 'refused'}
      >
        {t(`books.writeOffs.${decision}`, { name: request.decidedBy })}
      </Badge>
    )
  if (can.withdraw)
    return (
      <Button
        small
        kind="quiet"
        busy={withdraw.busy}
        onClick={() => withdraw.do({ id }).catch(notify.problem)}
      >
        {t('books.writeOffs.withdraw')}
      </Button>
    )
  if (!can.decide) return <Badge icon="waiting">{t('books.writeOffs.waits')}</Badge>
  const amount = format.money(request.amountMinor, request.currency)
  const yes = () =>
    confirm({
      title: t('books.writeOffs.approveTitle', { amount, number: request.invoiceNumber }),
      text: t('books.writeOffs.approveText', { name: request.requestedBy, reason: request.reason }),
      act: t('books.writeOffs.approve'),
      onConfirm: () => approve.do({ id }).then(() => notify.done(t('writeOff.done'))),
    })
  const no = () =>
    confirm({
      title: t('books.writeOffs.declineTitle'),
      act: t('books.writeOffs.decline'),
      reason: 'required',
      onConfirm: (reason) => decline.do({ id, reason }),
    })
  return (
    <Row justify="end" nowrap>
      <Button small kind="quiet" onClick={no}>
        {t('books.writeOffs.decline')}
      </Button>
      <Button small onClick={yes}>
        {t('books.writeOffs.approve')}
      </Button>
    </Row>
  )
}

function SmallBalances({ found }: { found: Small }) {
  const { t } = useWords('billing')
  const can = useCan()
  const format = useFormat()
  const write = useAct('POST /write-offs/small-balances')
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const chosen = found.items.filter((one) => !left.has(one.invoiceId))
  const sum = chosen.reduce((all, one) => all + one.openMinor, 0)
  const toggle = (id: string, on: boolean) =>
    setLeft(new Set(on ? [...left].filter((one) => one !== id) : [...left, id]))
  const ask = () =>
    confirm({
      title: t('books.writeOffs.smallTitle', {
        count: chosen.length,
        amount: format.money(sum, found.currency),
      }),
      text: t('books.writeOffs.smallText'),
      act: t('writeOff.act'),
      reason: 'required',
      onConfirm: async (reason) => {
        const { written, passedOver } = await write.do({
          items: chosen.map(({ invoiceId, openMinor }) => ({ invoiceId, openMinor })),
          reason,
        })
        const rest =
          passedOver.length > 0 ? ` ${t('books.writeOffs.passedOver', { count: passedOver.length })}` : ''
        notify.done(t('books.writeOffs.smallDone', { count: written }) + rest)
      },
    })
  const act = can('writeoffs.make') && chosen.length > 0 && (
    <Button icon="archive" onClick={ask}>
      {t('books.writeOffs.smallAct', { count: chosen.length, amount: format.money(sum, found.currency) })}
    </Button>
  )
  return (
    <Panel
      title={t('books.writeOffs.small', {
        amount: format.money(found.mostMinor, found.currency),
        days: found.afterDays,
      })}
      actions={act}
      flush
    >
      <DataTable
        label={t('books.tab.writeOffs')}
        rows={found.items}
        id={(one) => one.invoiceId}
        columns={[
          {
            key: 'pick',
            title: '',
            width: 44,
            render: (one) => (
              <CheckField
                label={t('invoiceNumber', { number: one.number })}
                hideLabel
                value={!left.has(one.invoiceId)}
                onChange={(on: boolean) => toggle(one.invoiceId, on)}
              />
            ),
          },
          {
            key: 'client',
            title: t('client'),
            sort: (one) => one.clientName,
            render: (one) => one.clientName,
          },
          { key: 'number', title: t('number'), render: (one) => one.number, wideOnly: true },
          { key: 'due', title: t('due'), sort: (one) => one.dueOn, render: (one) => <Day of={one.dueOn} /> },
          {
            key: 'total',
            title: t('total'),
            align: 'right',
            render: (one) => <Money of={one.totalMinor} currency={found.currency} />,
            wideOnly: true,
          },
          {
            key: 'open',
            title: t('open'),
            align: 'right',
            sort: (one) => one.openMinor,
            render: (one) => <Money of={one.openMinor} currency={found.currency} />,
          },
        ]}
        empty={
          <EmptyState
            icon="done"
            title={t('books.writeOffs.noSmall')}
            text={t('books.writeOffs.noSmallText')}
          />
        }
      />
    </Panel>
  )
}
