import { useRef } from 'react'
import { Button, Icon, IconButton, useFormat, useWords } from '../../../ui/kit/index.ts'
import type { Attached } from './use-attachments.ts'
import { MOST_FILES } from './use-attachments.ts'
import classes from './conversations.module.css'

interface AttachedFilesProps {
  files: readonly Attached[]
  onRemove: (key: number) => void
}

/** What goes along, each with how far it is on its way, or why it cannot. */
export function AttachedFiles({ files, onRemove }: AttachedFilesProps) {
  const { t } = useWords('messages')
  const { number } = useFormat()
  if (files.length === 0) return null
  return (
    <ul className={classes.attached} aria-label={t('attach.files')}>
      {files.map(({ key, name, size, share, fileId, refused }) => (
        <li key={key} data-refused={refused !== null || undefined}>
          <Icon name={refused ? 'alert' : 'file'} size={14} />
          <span className={classes.attachedName}>{name}</span>
          {refused && <span>{refused}</span>}
          {!refused && fileId && <span>{sizeText(size, number)}</span>}
          {!refused && !fileId && (
            <progress value={share} max={1} aria-label={t('attach.sending', { name })} />
          )}
          <IconButton icon="close" label={t('attach.remove', { name })} onClick={() => onRemove(key)} />
        </li>
      ))}
    </ul>
  )
}

/** Opens the browser's choice of files. */
export function AttachButton({ count, onFiles }: { count: number; onFiles: (files: File[]) => void }) {
  const { t } = useWords('messages')
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button kind="quiet" icon="file" disabled={count >= MOST_FILES} onClick={() => input.current?.click()}>
        {t('attach.act')}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t('attach.act')}
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])])
          // The same file may be chosen again after it was taken out.
          currentTarget.value = ''
        }}
      />
    </>
  )
}

function sizeText(bytes: number, number: (value: number) => string): string {
  return bytes < 1_000_000
    ? `${number(Math.max(1, Math.round(bytes / 1000)))} kB`
    : `${number(Math.round(bytes / 100_000) / 10)} MB`
}
