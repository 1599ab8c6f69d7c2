import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { problem } from '../problem.ts'
import { projectRoot } from '../project-root.ts'

/** What can act by itself in a PDF: a script, a program to start, files within, something done on opening, films. */
export type PdfAct = 'script' | 'launch' | 'files' | 'opening' | 'media'

export type PdfExamined =
  | { pages: number; isEncrypted: boolean; active: PdfAct[] }
  /** `password`: nobody could look inside; `too_complex`: reading took more than the time or memory it may. */
  | { fault: 'damaged' | 'password' | 'too_complex' }

export interface PdfExaminer {
  /** Reads a PDF that somebody sent; throws 503 `unavailable` when too many wait. */
  examine(bytes: Uint8Array): Promise<PdfExamined>
  readonly pid: number | undefined
}

export interface ExaminerOptions {
  timeLimitMs?: number
  mostMegabytes?: number
  /** The child ends after this time without work. */
  idleMs?: number
  maxWaiting?: number
}

type Reply = { id: number } & PdfExamined

/** Reads PDFs one after another in a child process that may be lost at any time. */
export function createPdfExaminer(options: ExaminerOptions = {}): PdfExaminer {
  const { timeLimitMs = 10_000, mostMegabytes = 450, idleMs = 60_000, maxWaiting = 60 } = options
  let child: ChildProcess | undefined
  let idle: NodeJS.Timeout | undefined
  let waiting = 0
  let nextId = 1
  let tail: Promise<unknown> = Promise.resolve()

  async function examine(bytes: Uint8Array): Promise<PdfExamined> {
    clearTimeout(idle)
    if (!child || hasEnded(child)) child = start(mostMegabytes)
    try {
      return await ask(child, { id: nextId++, bytes }, timeLimitMs)
    } finally {
      const used = child
      idle = setTimeout(() => used.kill('SIGKILL'), idleMs).unref()
    }
  }

  return {
    get pid() {
      return child?.pid
    },
    async examine(bytes) {
      if (waiting >= maxWaiting)
        throw problem(
          503,
          'unavailable',
          'Many files are coming in just now. Please send it again in a minute.',
        )
      waiting += 1
      const done = tail.then(() => examine(bytes))
      tail = done.catch(() => {}).finally(() => (waiting -= 1))
      return done
    },
  }
}

/** The examiner of this process: all stores of files share its child. */
export const pdfExaminer = createPdfExaminer()

function hasEnded(child: ChildProcess): boolean {
  return child.killed || child.exitCode !== null || child.signalCode !== null || !child.connected
}

function start(mostMegabytes: number): ChildProcess {
  const script = join(projectRoot(), 'src/platform/files/pdf-child.mjs')
  const child = fork(script, [String(mostMegabytes)], {
    execArgv: [`--max-old-space-size=${Math.floor(mostMegabytes * 0.6)}`],
    serialization: 'advanced',
    // What is read here was sent by anybody: the child gets no secret of ours.
    env: { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  child.unref()
  child.channel?.unref()
  child.on('error', () => {})
  return child
}

function ask(
  child: ChildProcess,
  job: { id: number; bytes: Uint8Array },
  timeLimitMs: number,
): Promise<PdfExamined> {
  return new Promise((resolve) => {
    const finish = (found: PdfExamined) => {
      clearTimeout(timer)
      child.off('message', onMessage)
      child.off('exit', onEnd)
      resolve(found)
    }
    const onEnd = () => finish({ fault: 'too_complex' })
    const onMessage = (message: unknown) => {
      const { id, ...found } = message as Reply
      if (id === job.id) finish(found)
    }
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      onEnd()
    }, timeLimitMs)
    child.on('message', onMessage)
    child.on('exit', onEnd)
    child.send(job, (error) => error && onEnd())
  })
}
