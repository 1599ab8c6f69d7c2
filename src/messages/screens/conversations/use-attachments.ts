import { useRef, useState } from 'react'
import { ProblemError, call } from '../../../ui/api/index.ts'

/** A file that goes along with the next answer. */
export interface Attached {
  key: number
  name: string
  size: number
  /** From 0 to 1 while it is on its way to the server. */
  share: number
  fileId: string | null
  refused: string | null
}

/** The API takes ten files with one answer. */
export const MOST_FILES = 10

/** Files of the next answer in a thread: sent to the server at once, kept there until the answer names them. */
export function useAttachments(conversationId: string) {
  const [files, setFiles] = useState<Attached[]>([])
  const last = useRef(0)
  const stops = useRef(new Map<number, AbortController>())
  const change = (key: number, part: Partial<Attached>) =>
    setFiles((all) => all.map((each) => (each.key === key ? { ...each, ...part } : each)))

  async function send(key: number, file: File) {
    const stop = new AbortController()
    stops.current.set(key, stop)
    try {
      const kept = await call(
        'POST /conversations/{id}/files',
        { id: conversationId, name: file.name.slice(0, 200) },
        { file, signal: stop.signal, onProgress: (share) => change(key, { share }) },
      )
      change(key, { fileId: kept.fileId, share: 1 })
    } catch (error) {
      if (error instanceof ProblemError) change(key, { refused: error.message })
    }
  }

  return {
    files,
    isBusy: files.some(({ fileId, refused }) => !fileId && !refused),
    ids: files.flatMap(({ fileId }) => (fileId ? [fileId] : [])),
    add(chosen: Iterable<File>) {
      const room = MOST_FILES - files.length
      const fresh = [...chosen]
        .slice(0, Math.max(0, room))
        .map((file) => ({ key: (last.current += 1), file }))
      setFiles((all) => [
        ...all,
        ...fresh.map(({ key, file: { name, size } }) => ({
          key,
          name,
          size,
          share: 0,
          fileId: null,
          refused: null,
        })),
      ])
      for (const { key, file } of fresh) void send(key, file)
    },
    remove(key: number) {
      stops.current.get(key)?.abort()
      setFiles((all) => all.filter((each) => each.key !== key))
    },
    clear: () => setFiles([]),
  }
}
