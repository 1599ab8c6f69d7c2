import { useState } from 'react'
import { useApi } from '../../../ui/api/index.ts'
import {
  Await,
  EmptyState,
  Page,
  SegmentField,
  SelectField,
  Tabs,
  Toolbar,
  useUrlState,
  useWords,
} from '../../../ui/kit/index.ts'
import { Figures } from './Figures.tsx'
import { Thread } from './Thread.tsx'
import { ThreadList } from './ThreadList.tsx'
import { Unmatched } from './Unmatched.tsx'
import classes from './conversations.module.css'

const VIEWS = ['todo', 'waiting', 'snoozed', 'closed', 'all'] as const
const WHOSE = ['all', 'mine', 'nobody'] as const
type View = (typeof VIEWS)[number]
type Whose = (typeof WHOSE)[number]
export const LIVE = ['conversation', 'message', 'inbound_message']

/** Every thread with a client over all channels: who waits for an answer, and the answer beside it. */
export default function InboxScreen() {
  const { t } = useWords('messages')
  const [url, setUrl] = useUrlState({ tab: 'threads', view: 'todo', whose: 'all', open: '' })
  const counts = useApi('GET /conversations/counts', {}, { live: LIVE })
  const number = (count: number | undefined) => (count ? ` (${count})` : '')
  return (
    <Page title={t('inbox.title')} about={t('inbox.about')} width="full">
      <Tabs
        open={url.tab}
        onOpen={(tab) => setUrl({ tab, open: '' })}
        tabs={[
          {
            key: 'threads',
            label: t('inbox.threads') + number(counts.data?.unread),
            content: url.tab === 'threads' && (
              <Threads view={url.view as View} whose={url.whose as Whose} open={url.open} setUrl={setUrl} />
            ),
          },
          {
            key: 'unmatched',
            label: t('inbox.unmatched') + number(counts.data?.unmatched),
            content: url.tab === 'unmatched' && <Unmatched />,
          },
          { key: 'figures', label: t('inbox.figures'), content: url.tab === 'figures' && <Figures /> },
        ]}
      />
    </Page>
  )
}

interface ThreadsProps {
  view: View
  whose: Whose
  open: string
  setUrl: (change: { view?: string; whose?: string; open?: string }) => void
}

function Threads({ view, whose, open, setUrl }: ThreadsProps) {
  const { t } = useWords('messages')
  const [limit, setLimit] = useState(50)
  const list = useApi('GET /conversations', { view, whose, limit }, { keep: true, live: LIVE })
  const shown = open || list.data?.items[0]?.id
  return (
    <>
      <Toolbar>
        <SegmentField
          label={t('inbox.whose')}
          hideLabel
          value={whose}
          onChange={(next: string) => setUrl({ whose: next, open: '' })}
          choices={WHOSE.map((value) => ({ value, label: t(`inbox.whoseOf.${value}`) }))}
        />
        <SelectField
          label={t('inbox.view')}
          hideLabel
          value={view}
          onChange={(next: string | null) => setUrl({ view: next ?? 'todo', open: '' })}
          choices={VIEWS.map((value) => ({ value, label: t(`inbox.viewOf.${value}`) }))}
        />
      </Toolbar>
      <Await
        read={list}
        isEmpty={({ items }) => items.length === 0 && !open}
        empty={<EmptyState icon="inbox" title={t(`inbox.none.${view}`)} text={t('inbox.noneText')} />}
      >
        {({ items, next }) => (
          <div className={classes.inbox} data-open={open !== '' || undefined}>
            <ThreadList
              threads={items}
              chosen={shown}
              onChoose={(id) => setUrl({ open: id })}
              onMore={next ? () => setLimit((now) => Math.min(now + 50, 200)) : undefined}
            />
            {shown && (
              <Thread
                key={shown}
                id={shown}
                onBack={() => setUrl({ open: '' })}
                onAnswered={() => setUrl({ open: shown })}
              />
            )}
          </div>
        )}
      </Await>
    </>
  )
}
