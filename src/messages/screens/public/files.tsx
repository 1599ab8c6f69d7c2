import { useRef, useState } from 'react'
import { Button, call, fileByLink, Icon, Notice, problemText, useWords } from '../../../ui/public/index.ts'

const MOST_FILES = 10

/** A file that goes along with the next message. */
interface Attached {
  key: number
  name: string
  size: number
  /** Null while it is on its way, and when it was refused. */
  fileId: string | null
  refused: string | null
}

/** Files of the next message: sent at once, named by the message when it goes. */
export function useAttached() {
  const { t } = useWords('messages')
  const [files, setFiles] = useState<Attached[]>([])
  const last = useRef(0)
  const change = (key: number, part: Partial<Attached>) =>
    setFiles((all) => all.map((each) => (each.key === key ? { ...each, ...part } : each)))

  async function send(key: number, file: File): Promise<void> {
    try {
      const name = (file.name || 'file').slice(0, 200)
      change(key, { fileId: (await call('POST /my-messages/files', { name }, { file })).fileId })
    } catch (error) {
      change(key, { refused: problemText(error, t) })
    }
  }

  return {
    files,
    ids: files.flatMap(({ fileId }) => (fileId ? [fileId] : [])),
    isBusy: files.some(({ fileId, refused }) => !fileId && !refused),
    async add(chosen: readonly File[]): Promise<void> {
      const fresh = chosen
        .slice(0, MOST_FILES - files.length)
        .map((file) => ({ key: (last.current += 1), file }))
      const shown = fresh.map(({ key, file: { name, size } }) => ({ key, name, size }))
      setFiles((all) => [...all, ...shown.map((each) => ({ ...each, fileId: null, refused: null }))])
      // One after the other: a phone sends the first whole before a bad line takes all of them.
      for (const { key, file } of fresh) await send(key, file)
    },
    remove: (key: number) => setFiles((all) => all.filter((each) => each.key !== key)),
    clear: () => setFiles([]),
  }
}

export type AttachedFiles = ReturnType<typeof useAttached>

/** What goes along, each with a way to take it out, and the browser's choice of files or its camera. */
export function Attach({ of: { files, add, remove } }: { of: AttachedFiles }) {
  const { t } = useWords('messages')
  return (
    <div className="field">
      <label htmlFor="my-files">{t('page.attach')}</label>
      <div className="help" id="my-files-help">
        {files.length < MOST_FILES ? t('page.attachHelp') : t('page.many', { count: MOST_FILES })}
      </div>
      {files.length > 0 && (
        <ul className="my-files" aria-label={t('page.filesOf')}>
          {files.map(({ key, name, size, fileId, refused }) => (
            <li key={key} data-refused={refused !== null || undefined}>
              <Icon of={refused ? 'close' : 'check'} size={16} />
              <span role={refused ? 'alert' : 'status'}>
                {fileId || refused ? name : t('page.sending', { name })}{' '}
                <span className="soft">{refused ?? sizeOf(size)}</span>
              </span>
              <Button kind="quiet" onClick={() => remove(key)}>
                {t('page.takeOut')}
                <span className="spoken">: {name}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <input
        id="my-files"
        className="my-files-pick"
        type="file"
        multiple
        accept="image/*,application/pdf"
        disabled={files.length >= MOST_FILES}
        aria-describedby="my-files-help"
        onChange={(event) => {
          const chosen = [...(event.currentTarget.files ?? [])]
          // The same file may be chosen again after it was taken out.
          event.currentTarget.value = ''
          void add(chosen)
        }}
      />
    </div>
  )
}

interface Kept {
  fileId: string
  name: string
  size: number
}

/** Files of a message that is there: a press saves one. */
export function Files({ of, token }: { of: readonly Kept[]; token: string }) {
  const { t } = useWords('messages')
  const [failure, setFailure] = useState<unknown>(null)
  async function save({ fileId, name }: Kept): Promise<void> {
    setFailure(null)
    try {
      const blob = await fileByLink(token, 'GET /my-messages/files/{fileId}', { fileId })
      const link = document.createElement('a')
      link.href = URL.createObjectURL(blob)
      link.download = name
      link.click()
      URL.revokeObjectURL(link.href)
    } catch (error) {
      setFailure(error)
    }
  }
  if (of.length === 0) return null
  return (
    <>
      <ul className="my-files">
        {of.map((file) => (
          <li key={file.fileId}>
            <button type="button" className="my-file" onClick={() => void save(file)}>
              <Icon of="file" size={16} />
              <span>
                <span className="spoken">{t('page.save')}: </span>
                {file.name} <span className="soft">{sizeOf(file.size)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <Notice of={failure} />
    </>
  )
}

function sizeOf(bytes: number): string {
  return bytes < 1_000_000
    ? `${Math.max(1, Math.round(bytes / 1000))} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`
}
