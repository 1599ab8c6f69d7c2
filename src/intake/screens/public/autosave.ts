import { sameAnswers, mergeAnswers } from './merge.ts'
import type { Answers } from './form.ts'

export type SaveState = 'saved' | 'waiting' | 'saving' | 'offline'

/** What the server holds. */
export interface Stored {
  answers: Answers
  rowVersion: number
  /** What the server works out of the answers. */
  calculated?: Answers
  /** Keys that it hides by an expression. */
  hidden?: string[]
}

export interface AutosaveParts {
  initial: Stored
  /** Only these are sent: half-typed numbers wait. */
  keepable: (answers: Answers) => Answers
  save: (stored: Stored) => Promise<Stored>
  read: () => Promise<Stored>
  /** 'changed': somebody saved meanwhile; 'retry': no connection; 'refused': it will never be taken. */
  judge: (error: unknown) => 'changed' | 'retry' | 'refused'
  onChange: () => void
  wait?: (ms: number) => Promise<void>
}

const QUIET_MS = 900

/** Keeps answers as they are typed: a moment after the last key, one save at a time, again after a failure. */
export function createAutosave(parts: AutosaveParts) {
  const wait = parts.wait ?? ((ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)))
  let answers = parts.initial.answers
  let stored = parts.initial
  let conflicts: Answers = {}
  let state: SaveState = 'saved'
  let refusal: unknown = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | null = null

  function become(next: SaveState): void {
    state = next
    parts.onChange()
  }
  const isBehind = () => !sameAnswers(parts.keepable(answers), stored.answers)

  /** Saves until nothing is left to save; resolves when done or refused. */
  async function run(): Promise<void> {
    let failures = 0
    while (isBehind()) {
      become(failures > 0 ? 'offline' : 'saving')
      const sent = parts.keepable(answers)
      try {
        const { rowVersion, calculated, hidden } = await parts.save({
          answers: sent,
          rowVersion: stored.rowVersion,
        })
        stored = { answers: sent, rowVersion, calculated, hidden }
        failures = 0
        refusal = null
      } catch (error) {
        const kind = parts.judge(error)
        if (kind === 'changed') await bringTogether().catch(() => wait(1000))
        else if (kind === 'refused') {
          refusal = error
          break
        } else {
          failures += 1
          become('offline')
          await wait(Math.min(1000 * 2 ** failures, 15_000))
        }
      }
    }
    become(refusal ? 'offline' : 'saved')
  }

  async function bringTogether(): Promise<void> {
    const theirs = await parts.read()
    const result = mergeAnswers({ base: stored.answers, mine: answers, theirs: theirs.answers })
    answers = result.merged
    conflicts = { ...conflicts, ...result.conflicts }
    stored = theirs
    parts.onChange()
  }

  function change(next: Answers): void {
    answers = next
    clearTimeout(timer)
    if (state === 'saved' && isBehind()) state = 'waiting'
    timer = setTimeout(() => void flush(), QUIET_MS)
    parts.onChange()
  }

  function flush(): Promise<void> {
    clearTimeout(timer)
    running ??= run().finally(() => {
      running = null
    })
    return running
  }
  return {
    get answers() {
      return answers
    },
    get conflicts() {
      return conflicts
    },
    get state() {
      return state
    },
    get refusal() {
      return refusal
    },
    get rowVersion() {
      return stored.rowVersion
    },
    get calculated(): Answers {
      return stored.calculated ?? {}
    },
    get hidden(): readonly string[] {
      return stored.hidden ?? []
    },
    set(linkId: string, values: Answers[string]): void {
      const { [linkId]: _before, ...others } = answers
      change(values.length > 0 ? { ...others, [linkId]: values } : others)
    },
    setAll: change,
    /** The person has seen the other answer and decided. */
    settle(linkId: string): void {
      const { [linkId]: _settled, ...others } = conflicts
      conflicts = others
      parts.onChange()
    },
    flush,
    /** Reads what others saved and keeps ours where both changed. */
    bringTogether,
    stop: () => clearTimeout(timer),
  }
}

export type Autosave = ReturnType<typeof createAutosave>
