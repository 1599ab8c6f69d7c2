/** One refused field: `field` is the path in what was sent (`address.city`), `message` says what to do. */
export interface FieldProblem {
  field: string
  message: string
}

export interface ProblemInit {
  status: number
  code: string
  message: string
  details?: Record<string, unknown>
}

/** What the server (or the network) refused. `status` 0 and code `offline`: no answer came at all. */
export class ProblemError extends Error {
  readonly status: number
  readonly code: string
  readonly fields: FieldProblem[]
  readonly details: Record<string, unknown>

  constructor(init: ProblemInit) {
    super(init.message)
    this.name = 'ProblemError'
    this.status = init.status
    this.code = init.code
    this.details = init.details ?? {}
    this.fields = readFields(this.details.fields)
  }
}

/** The word under `fileRefused` for a refused file, if it is one. */
export function fileRefusal({ code, details }: ProblemError): string | null {
  if (code === 'file_too_large') return 'too_large'
  if (code === 'upload_quota_reached') return 'too_many'
  return code === 'file_refused' && typeof details.reason === 'string' ? details.reason : null
}

function readFields(value: unknown): FieldProblem[] {
  if (!Array.isArray(value)) return []
  return value.filter(
    (one): one is FieldProblem => typeof one?.field === 'string' && typeof one?.message === 'string',
  )
}

/** Reads an answer that is not 2xx; answers that are no problem+json (a proxy's page) become `failed`. */
export async function readProblem(answer: Response): Promise<ProblemError> {
  const body: unknown = await answer.json().catch(() => null)
  const said = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  const { code, message, detail, title, status: _status, type: _type, details, ...rest } = said
  const text = [message, detail, title].find((one) => typeof one === 'string' && one !== '')
  return new ProblemError({
    status: answer.status,
    code: typeof code === 'string' ? code : 'failed',
    message: typeof text === 'string' ? text : `The server answered ${answer.status}.`,
    // Details may come flat beside the code or in `details`: both are read.
    details: { ...rest, ...(typeof details === 'object' && details !== null ? details : {}) },
  })
}
