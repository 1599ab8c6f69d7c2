import { useState } from 'react'
import { useApi, type Returns } from '../../ui/api/index.ts'
import {
  Await,
  Columns,
  Drawer,
  EmptyState,
  Page,
  Panel,
  Stat,
  Tabs,
  Toolbar,
  Button,
  useUrlState,
  useWords,
} from '../../ui/kit/index.ts'
import { MessageDetails } from './MessageDetails.tsx'
import { LedgerView } from './ledger/LedgerView.tsx'
import { MessageTable } from './MessageTable.tsx'

export type Message = Returns<'GET /messages'>['items'][number]

const DAY_MS = 86_400_000
const VIEWS = ['planned', 'skipped', 'sent', 'calls', 'failed'] as const
type View = (typeof VIEWS)[number]

/** What goes out, what went out, who must be called, and who gets nothing and why. */
export default function MessagesScreen() {
  const { t } = useWords('messages')
  const [url, setUrl] = useUrlState({ view: 'planned', open: '' })
  const view = url.view as View
  const [now] = useState(() => Date.now())
  const counts = useApi(
    'GET /messages/counts',
    { from: new Date(now - 7 * DAY_MS).toISOString(), to: new Date(now + 7 * DAY_MS).toISOString() },
    { live: ['message'] },
  )
  const list = useApi(
    'GET /messages',
    { ...filterOf(view, now), limit: 200 },
    { keep: true, live: ['message'], when: view !== 'planned' && view !== 'skipped' },
  )
  const number = (states: string[], channel?: string) =>
    counts.data?.counts
      .filter((one) => states.includes(one.state) && (!channel || one.channel === channel))
      .reduce((sum, one) => sum + one.count, 0) ?? '…'
  const rows = (items: Message[]) => (view === 'planned' || view === 'calls' ? [...items].reverse() : items)
  const ledger = (
    <LedgerView view={view === 'planned' ? 'going' : 'not'} onOpen={(id) => setUrl({ open: id })} />
  )
  const messages = (
    <Panel flush>
      {view === 'calls' && (
        <Toolbar>
          <Button icon="print" onClick={() => window.print()}>
            {t('print')}
          </Button>
        </Toolbar>
      )}
      <Await
        read={list}
        isEmpty={({ items }) => items.length === 0}
        empty={<EmptyState icon="mail" title={t(`none.${view}`)} text={t('noneText')} />}
      >
        {({ items }) => (
          <MessageTable
            label={t(`view.${view}`)}
            messages={rows(items)}
            onOpen={(one) => setUrl({ open: one.id })}
          />
        )}
      </Await>
    </Panel>
  )
  return (
    <Page title={t('title')} about={t('about')}>
      <Columns of={4}>
        <Stat label={t('stat.planned')} icon="clock" value={number(['planned', 'sending'])} />
        <Stat label={t('stat.sent')} icon="done" value={number(['sent', 'done_by_phone'])} />
        <Stat
          label={t('stat.calls')}
          icon="call"
          value={number(['planned'], 'call')}
          tone={number(['planned'], 'call') ? 'accent' : 'calm'}
        />
        <Stat
          label={t('stat.failed')}
          icon="alert"
          value={number(['failed'])}
          tone={number(['failed']) ? 'bad' : 'calm'}
        />
      </Columns>
      <Tabs
        open={view}
        onOpen={(next) => setUrl({ view: next, open: '' })}
        tabs={VIEWS.map((one) => ({
          key: one,
          label: t(`view.${one}`),
          content: one !== view ? null : one === 'planned' || one === 'skipped' ? ledger : messages,
        }))}
      />
      <Drawer open={url.open !== ''} onClose={() => setUrl({ open: '' })} title={t('message')}>
        {url.open && <MessageDetails id={url.open} />}
      </Drawer>
    </Page>
  )
}

function filterOf(view: View, now: number) {
  switch (view) {
    case 'planned':
      return { state: 'planned' as const, channel: 'email' as const }
    case 'calls':
      return { state: 'planned' as const, channel: 'call' as const }
    case 'sent':
      return { state: 'sent' as const, from: new Date(now - 30 * DAY_MS).toISOString() }
    default:
      return { state: view }
  }
}
