import { useEffect, useState } from 'react'
import { urlOf, useAct, type Returns } from '../../../ui/api/index.ts'
import { Button, FileLink, Icon, StatusPill, When, notify, useWords } from '../../../ui/kit/index.ts'
import { CHANNEL_ICONS } from './channel-icons.ts'
import classes from './conversations.module.css'

export type EntryOf = Returns<'GET /conversations/{id}/entries'>['items'][number]

/** One thing that was said, noted or called. */
export function Entry({ entry, onUndone }: { entry: EntryOf; onUndone: (text: string) => void }) {
  const { t } = useWords('messages')
  const isOurs = entry.kind !== 'in' && entry.kind !== 'note'
  const who = entry.byName ?? (entry.kind === 'in' ? t('inbox.client') : t('inbox.automatic'))
  return (
    <article className={classes.entry} data-kind={entry.kind} data-ours={isOurs || undefined}>
      <header className={classes.entryHead}>
        {entry.channel ? (
          <Icon name={CHANNEL_ICONS[entry.channel]} size={14} />
        ) : (
          <Icon name={iconOf(entry.kind)} size={14} />
        )}
        <strong>{who}</strong>
        <span>{entry.channel ? t(`channelOf.${entry.channel}`) : t(`inbox.kindOf.${entry.kind}`)}</span>
        <span className={classes.time}>
          <When at={entry.at} />
        </span>
      </header>
      {entry.subject && <p className={classes.subject}>{entry.subject}</p>}
      {entry.text.trim() !== '' && <p className={classes.words}>{entry.text}</p>}
      {entry.attachments.length > 0 && <Files of={entry.attachments} />}
      {entry.outcome && entry.kind === 'in' && (
        <p className={classes.outcome}>{t(`inbox.outcomeOf.${entry.outcome}`)}</p>
      )}
      {entry.kind === 'out' && <Fate entry={entry} onUndone={onUndone} />}
    </article>
  )
}

function iconOf(kind: EntryOf['kind']) {
  return kind === 'note' ? 'note' : 'call'
}

function Files({ of }: { of: EntryOf['attachments'] }) {
  const { t } = useWords('messages')
  return (
    <ul className={classes.files}>
      {of.map((file, index) => (
        <li key={index}>
          {isPicture(file) && (
            <a href={`/api/message-files/${file.fileId}`} target="_blank" rel="noreferrer">
              <img
                className={classes.picture}
                src={`/api/message-files/${file.fileId}`}
                alt={file.name}
                loading="lazy"
              />
            </a>
          )}
          {file.fileId && file.scan ? (
            <FileLink
              file={{ ...file, scan: file.scan }}
              href={urlOf('GET /message-files/{fileId}', { fileId: file.fileId })}
            />
          ) : (
            <>
              <Icon name="file" size={14} />
              <span>{t('inbox.fileRefused', { name: file.name })}</span>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}

/** What browsers show; anything else is offered as a file. */
function isPicture({ fileId, type, scan }: EntryOf['attachments'][number]): boolean {
  return fileId !== null && scan !== 'infected' && /^image\/(png|jpeg|webp|gif)$/.test(type)
}

/** How far it got; while it waits to be undone, the seconds and the button. */
function Fate({ entry, onUndone }: { entry: EntryOf; onUndone: (text: string) => void }) {
  const { t } = useWords('messages')
  if (entry.state === 'planned' && entry.undoUntil) return <Undo entry={entry} onUndone={onUndone} />
  const state = entry.delivery && entry.state !== 'failed' ? entry.delivery : (entry.state ?? 'sent')
  return (
    <footer className={classes.fate}>
      <StatusPill state={state === 'read' ? 'delivered' : state}>{t(`stateOf.${state}`)}</StatusPill>
      {entry.error && <span>{entry.error}</span>}
    </footer>
  )
}

function Undo({ entry, onUndone }: { entry: EntryOf; onUndone: (text: string) => void }) {
  const { t } = useWords('messages')
  const cancel = useAct('POST /messages/{id}/cancellation')
  const left = useSecondsLeft(entry.undoUntil!)
  if (left === 0) return <footer className={classes.fate}>{t('stateOf.sending')}</footer>
  return (
    <footer className={classes.fate}>
      <span>
        {t('inbox.goesIn', { time: `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}` })}
      </span>
      <Button
        small
        icon="undo"
        busy={cancel.busy}
        onClick={() =>
          void cancel.do({ id: entry.id }).then(() => {
            notify.done(t('takenBack'))
            if (entry.rule === 'by_hand') onUndone(entry.text)
          }, notify.problem)
        }
      >
        {t('inbox.undo')}
      </Button>
    </footer>
  )
}

/** Seconds until an instant, each second anew; 0 when it is past. */
export function useSecondsLeft(until: string): number {
  const left = () => Math.max(0, Math.ceil((Date.parse(until) - Date.now()) / 1000))
  const [seconds, setSeconds] = useState(left)
  useEffect(() => {
    const timer = setInterval(() => setSeconds(left()), 1000)
    return () => clearInterval(timer)
  })
  return seconds
}
