import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { projectRoot } from '../project-root.ts'

/** What the child is asked for; the data is already JSON and stays a string until the template decodes it. */
export interface TypesetJob {
  id: number
  template: string
  json: string
  pictures: Record<string, Uint8Array>
  createdAt: number | undefined
}

export interface Typesetter {
  /** Documents handed to this child so far. */
  readonly count: number
  readonly pid: number | undefined
  readonly alive: boolean
  typeset(job: TypesetJob, timeLimitMs: number): Promise<Uint8Array>
  kill(): Promise<void>
}

interface Reply {
  id: number
  pdf?: Uint8Array
  error?: string
}

/** Forks the child that typesets the templates under `workspace`; one document at a time, the caller keeps the queue. */
export function startTypesetter(workspace: string, collectEvery: number): Typesetter {
  const script = join(projectRoot(), 'src/platform/pdf/child.mjs')
  const child = fork(script, [workspace, join(projectRoot(), 'fonts'), String(collectEvery)], {
    execArgv: ['--expose-gc'],
    serialization: 'advanced',
    // The child needs no secret of ours (DATABASE_URL, SMTP_URL), so it gets none.
    env: { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, TZ: 'UTC' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  // An idle child must not keep the program alive; a running document does so by its timer.
  child.unref()
  child.channel?.unref()
  child.on('error', () => {})
  let count = 0
  return {
    get count() {
      return count
    },
    get pid() {
      return child.pid
    },
    get alive() {
      return !child.killed && child.exitCode === null && child.signalCode === null && child.connected
    },
    typeset(job, timeLimitMs) {
      count += 1
      return ask(child, job, timeLimitMs)
    },
    kill: () => end(child),
  }
}

function ask(child: ChildProcess, job: TypesetJob, timeLimitMs: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      finish(() =>
        reject(new Error(`The document took longer than ${timeLimitMs / 1000} s and was given up.`)),
      )
    }, timeLimitMs)
    const finish = (then: () => void) => {
      clearTimeout(timer)
      child.off('message', onMessage)
      child.off('exit', onExit)
      then()
    }
    const onMessage = (message: unknown) => {
      const { id, pdf, error } = message as Reply
      if (id !== job.id) return
      finish(() => (pdf ? resolve(pdf) : reject(new Error(`The document could not be made: ${error}.`))))
    }
    const onExit = () =>
      finish(() => reject(new Error('The typesetting process ended before the document was made.')))
    child.on('message', onMessage)
    child.on('exit', onExit)
    child.send(job, (error) => error && onExit())
  })
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined)
    return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.ref()
    child.kill('SIGKILL')
  })
}
