import { existsSync } from 'node:fs'
import { join, posix } from 'node:path'
import { problem } from '../problem.ts'
import { projectRoot } from '../project-root.ts'
import { startTypesetter } from './typesetter.ts'
import type { TypesetJob, Typesetter } from './typesetter.ts'

export interface PdfExtras {
  /** Written into the file; with it the same data gives the same bytes. */
  createdAt?: Date
  /** PNG, JPEG or SVG bytes by name; a template shows one with image("/pictures/<name>"). */
  pictures?: Record<string, Uint8Array>
}

export interface Pdf {
  /**
   * Typesets a template of the repository ('src/billing/documents/invoice.typ') into a tagged PDF. `data` reaches
   * the template as one JSON string (json(bytes(sys.inputs.data))), so that no text in it is ever markup.
   * Throws an Error that says why when the template, the data or the time limit fail; 503 `busy` when too many wait.
   */
  render(template: string, data: unknown, extras?: PdfExtras): Promise<Uint8Array>
  /** Ends the child; what still waits is refused. */
  stop(): Promise<void>
}

export interface PdfOptions {
  timeLimitMs?: number
  /** Documents after which the child is replaced. */
  recycleAfter?: number
  /** Documents after which the child frees its caches. */
  collectEvery?: number
  maxWaiting?: number
  /** The folder that holds the templates; the repository if not given. */
  workspace?: string
}

/** The typesetter of the house: one child process, one document at a time, in the order asked. */
export function createPdf(options: PdfOptions = {}): Pdf & { readonly pid: number | undefined } {
  const { timeLimitMs = 15_000, recycleAfter = 2_000, collectEvery = 10, maxWaiting = 1_000 } = options
  const workspace = options.workspace ?? projectRoot()
  let child: Typesetter | undefined
  let stopped = false
  let waiting = 0
  let nextId = 1
  let tail: Promise<unknown> = Promise.resolve()

  async function typeset(job: TypesetJob): Promise<Uint8Array> {
    if (stopped) throw new Error('The typesetter has been stopped.')
    if (child?.alive && child.count >= recycleAfter) await child.kill()
    if (!child?.alive) child = startTypesetter(workspace, collectEvery)
    return child.typeset(job, timeLimitMs)
  }

  return {
    get pid() {
      return child?.pid
    },
    async render(template, data, extras = {}) {
      const job = prepareJob(workspace, { template, data, extras })
      if (waiting >= maxWaiting) {
        throw problem(503, 'busy', 'Too many documents are being made. Try again in a minute.')
      }
      waiting += 1
      const done = tail.then(() => typeset({ ...job, id: nextId++ }))
      tail = done.catch(() => {}).finally(() => (waiting -= 1))
      return done
    },
    async stop() {
      stopped = true
      await child?.kill()
      await tail
    },
  }
}

function prepareJob(
  workspace: string,
  wish: { template: string; data: unknown; extras: PdfExtras },
): Omit<TypesetJob, 'id'> {
  const template = posix.normalize(wish.template)
  if (template !== wish.template || !/^src\/[\w./-]+\.typ$/.test(template) || template.includes('..')) {
    throw new Error(`${wish.template} is not a template path such as src/billing/documents/invoice.typ.`)
  }
  if (!existsSync(join(workspace, template))) throw new Error(`The template ${template} does not exist.`)
  const pictures = wish.extras.pictures ?? {}
  for (const name of Object.keys(pictures)) {
    if (!/^[a-z][a-z0-9-]*$/.test(name)) throw new Error(`${JSON.stringify(name)} is not a picture name.`)
  }
  const createdAt = wish.extras.createdAt && Math.floor(wish.extras.createdAt.getTime() / 1000)
  return { template, json: JSON.stringify(wish.data ?? null), pictures, createdAt }
}
