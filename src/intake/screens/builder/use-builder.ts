import { useCallback, useEffect, useRef, useState } from 'react'
import { ProblemError, useAct, type Returns } from '../../../ui/api/index.ts'
import type { FormTree } from './form-tree.ts'

type Draft = NonNullable<Returns<'GET /forms/{key}/draft'>['draft']>
export type Fault = Draft['faults'][number]

export interface Beginning {
  key: string
  form: FormTree
  basedOn: number | null
  rowVersion: number
  faults: Fault[]
}

const QUIET_MS = 800
const MOST_STEPS = 100

/** A form being written: each change can be taken back, and is kept as a draft a moment later. */
export function useBuilder(begin: Beginning) {
  const [form, setForm] = useState(begin.form)
  const [past, setPast] = useState<FormTree[]>([])
  const [future, setFuture] = useState<FormTree[]>([])
  const [faults, setFaults] = useState(begin.faults)
  const [state, setState] = useState<'saved' | 'saving' | 'failed'>('saved')
  const [problem, setProblem] = useState<ProblemError | null>(null)
  const keep = useAct('PUT /forms/{key}/draft', { refresh: [] })
  const version = useRef(begin.rowVersion)
  const wanted = useRef(begin.form)
  const kept = useRef(begin.form)
  const running = useRef<Promise<void> | null>(null)

  const save = useCallback(async () => {
    while (wanted.current !== kept.current) {
      const sent = wanted.current
      setState('saving')
      try {
        const draft = await keep.do({
          key: begin.key,
          definition: sent,
          basedOn: begin.basedOn,
          rowVersion: version.current,
        })
        version.current = draft.rowVersion
        kept.current = sent
        setFaults(draft.faults)
        setProblem(null)
      } catch (error) {
        setProblem(error instanceof ProblemError ? error : null)
        setState('failed')
        throw error
      }
    }
    setState('saved')
  }, [begin, keep])

  /** Waits until everything is kept; one save at a time. */
  const flush = useCallback(async (): Promise<void> => {
    running.current ??= save().finally(() => {
      running.current = null
    })
    await running.current
  }, [save])

  useEffect(() => {
    if (form === kept.current) return
    wanted.current = form
    const timer = setTimeout(() => void flush().catch(() => undefined), QUIET_MS)
    return () => clearTimeout(timer)
    // `flush` is made anew with each drawing; only a change of the form starts the clock.
  }, [form])

  const change = useCallback(
    (next: FormTree) => {
      setPast((steps) => [...steps, form].slice(-MOST_STEPS))
      setFuture([])
      setForm(next)
    },
    [form],
  )
  return {
    key: begin.key,
    basedOn: begin.basedOn,
    form,
    faults,
    state,
    problem,
    change,
    flush,
    version: () => version.current,
    canUndo: past.length > 0,
    canRedo: future.length > 0,
    undo() {
      const before = past.at(-1)
      if (!before) return
      setPast(past.slice(0, -1))
      setFuture([form, ...future])
      setForm(before)
    },
    redo() {
      const [next, ...rest] = future
      if (!next) return
      setFuture(rest)
      setPast([...past, form])
      setForm(next)
    },
  }
}

export type Builder = ReturnType<typeof useBuilder>
