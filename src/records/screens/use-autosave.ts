import { useCallback, useEffect, useRef, useState } from 'react'
import { useAct } from '../../ui/api/index.ts'
import type { Note } from './NoteScreen.tsx'

export type Content = Note['content']
export type SaveState = 'saved' | 'typing' | 'saving' | 'failed'

const PAUSE_MS = 900

/**
 * Keeps a draft as it is written: a pause of a second saves. When another window saved meanwhile the text here stays,
 * and the person decides; nothing typed is thrown away.
 */
export function useAutosave(note: Note) {
  const save = useAct('PUT /notes/{id}/content', { refresh: [] })
  const [content, setContent] = useState<Content>(note.content)
  const [privacy, setPrivacy] = useState(note.privacy)
  const [state, setState] = useState<SaveState>('saved')
  const [problem, setProblem] = useState<unknown>(null)
  const latest = useRef({ content, privacy, version: note.rowVersion, dirty: false })
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const running = useRef<Promise<void>>(Promise.resolve())

  const store = useCallback(async () => {
    const { current } = latest
    if (!current.dirty) return
    current.dirty = false
    setState('saving')
    try {
      const saved = await save.do({
        id: note.id,
        content: current.content,
        privacy: current.privacy,
        rowVersion: current.version,
      })
      current.version = saved.rowVersion
      setProblem(null)
      setState(current.dirty ? 'typing' : 'saved')
    } catch (error) {
      current.dirty = true
      setProblem(error)
      setState('failed')
      throw error
    }
  }, [note.id, save])

  const later = useCallback(() => {
    latest.current.dirty = true
    setState('typing')
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      running.current = running.current.then(store).catch(() => {})
    }, PAUSE_MS)
  }, [store])

  useEffect(() => () => clearTimeout(timer.current), [])

  return {
    content,
    privacy,
    state,
    problem,
    change(key: string, value: Content[string] | undefined) {
      const { [key]: _before, ...others } = latest.current.content
      const next = value === undefined ? others : { ...others, [key]: value }
      latest.current.content = next
      setContent(next)
      later()
    },
    changePrivacy(value: Note['privacy']) {
      latest.current.privacy = value
      setPrivacy(value)
      later()
    },
    /** Saves what is not yet saved; answers the version to sign. */
    async flush(): Promise<number> {
      clearTimeout(timer.current)
      await running.current
      await store()
      return latest.current.version
    },
    /** The other window's text is replaced by this one: chosen by the person who sees both. */
    takeOver() {
      const details =
        (problem as { details?: { rowVersion?: number } } | null)?.details ??
        (problem as { rowVersion?: number } | null)
      latest.current.version = details?.rowVersion ?? latest.current.version
      latest.current.dirty = true
      running.current = running.current.then(store).catch(() => {})
    },
  }
}
