import type { Returns } from '../../../ui/api/index.ts'
import { Badge, Button, Icon, Initials, When, useWords } from '../../../ui/kit/index.ts'
import { CHANNEL_ICONS } from './channel-icons.ts'
import classes from './conversations.module.css'

export type Conversation = Returns<'GET /conversations'>['items'][number]

interface ThreadListProps {
  threads: Conversation[]
  chosen: string | undefined
  onChoose: (id: string) => void
  onMore: (() => void) | undefined
}

/** The threads of a view, the newest first. */
export function ThreadList({ threads, chosen, onChoose, onMore }: ThreadListProps) {
  const { t } = useWords('messages')
  return (
    <nav className={classes.list} aria-label={t('inbox.threads')}>
      <ul>
        {threads.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              className={classes.thread}
              aria-current={one.id === chosen || undefined}
              data-unread={one.unread > 0 || undefined}
              onClick={() => onChoose(one.id)}
            >
              <Initials name={one.clientName} />
              <span className={classes.threadText}>
                <span className={classes.threadHead}>
                  <span className={classes.name}>{one.clientName}</span>
                  <span className={classes.time}>
                    <When at={one.lastAt} ago />
                  </span>
                </span>
                <span className={classes.preview}>
                  <Icon name={CHANNEL_ICONS[one.lastChannel]} size={14} />
                  <span>
                    {one.lastDirection === 'out' && `${t('inbox.us')} `}
                    {one.lastText || t('inbox.nothingYet')}
                  </span>
                </span>
                {(one.unread > 0 || one.assignedTo) && (
                  <span className={classes.marks}>
                    {one.unread > 0 && (
                      <Badge tone="accent">{t('inbox.unread', { count: one.unread })}</Badge>
                    )}
                    {one.assignedTo && <Badge icon="person">{one.assignedTo.name}</Badge>}
                  </span>
                )}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {onMore && (
        <Button kind="quiet" onClick={onMore}>
          {t('inbox.more')}
        </Button>
      )}
    </nav>
  )
}
