import { useEffect, useRef, useState } from 'react'
import { useAct, useApi } from '../../../ui/api/index.ts'
import { Await, Button, EmptyState, useWords } from '../../../ui/kit/index.ts'
import { Entry } from './Entry.tsx'
import { ReplyBox } from './ReplyBox.tsx'
import { ThreadHead } from './ThreadHead.tsx'
import classes from './conversations.module.css'

interface ThreadProps {
  id: string
  onBack?: (() => void) | undefined
  /** Somebody answered here: the thread stays open although it leaves the list. */
  onAnswered?: (() => void) | undefined
}

/** One thread: what was said, the newest at the bottom, and the box to answer in. */
export function Thread({ id, onBack, onAnswered }: ThreadProps) {
  const thread = useApi('GET /conversations/{id}', { id }, { live: ['conversation', 'contact_consent'] })
  const [undone, setUndone] = useState({ text: '', times: 0 })
  useReading(id, thread.data?.unread ?? 0)
  return (
    <section className={classes.pane}>
      <Await read={thread}>
        {(one) => (
          <>
            <ThreadHead thread={one} onBack={onBack} />
            <Entries id={id} onUndone={(text) => setUndone(({ times }) => ({ text, times: times + 1 }))} />
            <ReplyBox
              key={`${id} ${undone.times}`}
              thread={one}
              draft={undone.text}
              onAnswered={onAnswered}
            />
          </>
        )}
      </Await>
    </section>
  )
}

/** What stands on the screen for a moment is read. */
function useReading(id: string, unread: number) {
  const read = useAct('POST /conversations/{id}/reading')
  const act = useRef(read.do)
  act.current = read.do
  useEffect(() => {
    if (unread === 0) return
    const timer = setTimeout(() => void act.current({ id }).catch(() => {}), 1500)
    return () => clearTimeout(timer)
  }, [id, unread])
}

function Entries({ id, onUndone }: { id: string; onUndone: (text: string) => void }) {
  const { t } = useWords('messages')
  const [limit, setLimit] = useState(50)
  const entries = useApi(
    'GET /conversations/{id}/entries',
    { id, limit },
    { keep: true, live: ['conversation', 'message'] },
  )
  const end = useRef<HTMLDivElement>(null)
  const newest = entries.data?.items[0]?.id
  useEffect(() => {
    const box = end.current?.parentElement
    if (box) box.scrollTop = box.scrollHeight
  }, [newest])
  return (
    <Await
      read={entries}
      isEmpty={({ items }) => items.length === 0}
      empty={<EmptyState icon="message" title={t('inbox.nothingYet')} text={t('inbox.nothingYetText')} />}
    >
      {({ items, next }) => (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className={classes.entries} role="log" aria-label={t('inbox.log')} tabIndex={0}>
          {next && limit < 200 && (
            <Button kind="quiet" small onClick={() => setLimit(200)}>
              {t('inbox.earlier')}
            </Button>
          )}
          {items.toReversed().map((each) => (
            <Entry key={each.id} entry={each} onUndone={onUndone} />
          ))}
          <div ref={end} />
        </div>
      )}
    </Await>
  )
}
