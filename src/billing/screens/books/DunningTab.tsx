import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  Columns,
  confirm,
  DataTable,
  EmptyState,
  Money,
  Notice,
  notify,
  Panel,
  Row,
  SegmentField,
  Stat,
  Text,
  Toolbar,
  useCan,
  useGo,
  useUrlState,
  useWords,
} from '../../../ui/kit/index.ts'
import { DunningLog } from './DunningLog.tsx'
import { DunningSettings } from './DunningSettings.tsx'
import { PauseDialog, Pauses } from './Pauses.tsx'

type Preview = Returns<'GET /dunning/preview'>
type Debtor = Preview['items'][number]

/** Who is reminded today and why others are not; what was written; who is left in peace. */
export function DunningTab() {
  const { t } = useWords('billing')
  const can = useCan()
  const [url, setUrl] = useUrlState({ list: 'today' })
  const [setsUp, setSetsUp] = useState(false)
  const choices = ['today', 'log', 'pauses'].map((value) => ({ value, label: t(`books.dunning.${value}`) }))
  const settings = can('dunning.manage') && (
    <Button icon="settings" onClick={() => setSetsUp(true)}>
      {t('books.dunning.steps')}
    </Button>
  )
  return (
    <>
      <Toolbar end={settings}>
        <SegmentField
          label={t('books.tab.dunning')}
          choices={choices}
          value={url.list}
          onChange={(list: string) => setUrl({ list })}
        />
      </Toolbar>
      {url.list === 'log' ? <DunningLog /> : url.list === 'pauses' ? <Pauses /> : <Today />}
      {setsUp && <DunningSettings onDone={() => setSetsUp(false)} />}
    </>
  )
}

function Today() {
  const { t } = useWords('billing')
  const preview = useApi(
    'GET /dunning/preview',
    {},
    { keep: true, live: ['invoice', 'dunning_letter', 'dunning_pause'] },
  )
  return (
    <Await read={preview}>
      {(found) => (
        <>
          {!found.isOn && (
            <Notice tone="info" title={t('books.dunning.off')}>
              {t('books.dunning.offText')}
            </Notice>
          )}
          <Columns of={3}>
            <Stat label={t('books.dunning.letters')} icon="mail" tone="accent" value={found.letters} />
            <Stat label={t('books.dunning.calls')} icon="call" value={found.calls} />
            <Stat
              label={t('books.dunning.over')}
              icon="invoice"
              value={<Money of={found.totalMinor} currency={found.currency} />}
            />
          </Columns>
          <Panel title={t('books.dunning.who')} flush>
            <DataTable
              label={t('books.dunning.who')}
              rows={found.items}
              id={(one) => one.payerId ?? one.clientId!}
              rowTone={(one) => (one.acts.length === 0 ? 'soft' : undefined)}
              columns={[
                {
                  key: 'name',
                  title: t('client'),
                  sort: (one) => one.name,
                  render: (one) => <Who of={one} />,
                },
                { key: 'what', title: t('books.dunning.what'), render: (one) => <What of={one} /> },
                {
                  key: 'open',
                  title: t('open'),
                  align: 'right',
                  sort: (one) => one.openMinor,
                  render: (one) => <Money of={one.openMinor} currency={found.currency} />,
                },
                { key: 'act', title: '', align: 'right', render: (one) => <Acts of={one} />, wideOnly: true },
              ]}
              empty={
                <EmptyState
                  icon="done"
                  title={t('books.dunning.nobody')}
                  text={t('books.dunning.nobodyText')}
                />
              }
            />
          </Panel>
        </>
      )}
    </Await>
  )
}

function Who({ of: one }: { of: Debtor }) {
  const { t } = useWords('billing')
  const oldest = one.invoices[0]
  return (
    <span>
      {one.name}
      <Text tone="soft" size="small" as="div">
        {t('invoiceCount', { count: one.invoices.length })}
        {oldest && ` · ${t('books.dunning.days', { count: oldest.daysOverdue })}`}
      </Text>
    </span>
  )
}

function What({ of: one }: { of: Debtor }) {
  const { t } = useWords('billing')
  if (one.why) return <Badge icon="open">{t(`books.dunning.why.${one.why}`)}</Badge>
  return (
    <Row>
      {one.acts.map((each) => (
        <Badge
          key={each.act}
          tone={each.act === 'call' ? 'warn' : 'info'}
          icon={each.act === 'call' ? 'call' : one.isPrinted ? 'print' : 'mail'}
        >
          {each.act === 'call' ? t('books.dunning.call') : t(`books.dunning.wording.${each.wording}`)}
        </Badge>
      ))}
    </Row>
  )
}

function Acts({ of: one }: { of: Debtor }) {
  const { t } = useWords('billing')
  const can = useCan()
  const go = useGo()
  const [pauses, setPauses] = useState(false)
  const write = useAct('POST /dunning/letters')
  if (!can('dunning.manage')) return null
  const whose = one.payerId ? { payerId: one.payerId } : { clientId: one.clientId! }
  const ask = () =>
    confirm({
      title: t('books.dunning.writeTitle', { name: one.name }),
      text: t('books.dunning.writeText'),
      act: t('books.dunning.write'),
      onConfirm: () => write.do(whose).then(() => notify.done(t('books.dunning.written'))),
    })
  return (
    <Row justify="end" nowrap>
      {one.clientId && (
        <Button small kind="quiet" onClick={() => go(`/clients/${one.clientId}`, { tab: 'billing' })}>
          {t('books.account')}
        </Button>
      )}
      <Button small kind="quiet" onClick={() => setPauses(true)}>
        {t('books.dunning.pause')}
      </Button>
      <Button small busy={write.busy} onClick={ask}>
        {t('books.dunning.write')}
      </Button>
      {pauses && <PauseDialog whose={whose} name={one.name} onDone={() => setPauses(false)} />}
    </Row>
  )
}
