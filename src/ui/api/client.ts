import { ProblemError, readProblem } from './problem.ts'
import type { Api } from './types.generated.ts'

/** An operation as in the API's description: `POST /appointments/{id}/cancellation`. */
export type Key = keyof Api & string
export type ReadKey = Extract<Key, `GET ${string}`>
export type ActKey = Exclude<Key, ReadKey>
export type Takes<K extends Key> = Api[K] extends { takes: infer T } ? T : never
export type Returns<K extends Key> = Api[K] extends { returns: infer R } ? R : never
/** The input may be left out where the operation needs nothing. */
export type InputOf<K extends Key> = {} extends Takes<K> ? [input?: Takes<K>] : [input: Takes<K>]

export interface CallOptions {
  /** One key per act of a person: the same key sent again does the thing once. Made up when missing. */
  idempotencyKey?: string
  signal?: AbortSignal
  /** A refetch that no person asked for: does not keep a session awake. */
  background?: boolean
  /** `row_version` the person saw, for acts on something that others may have changed. */
  version?: number
  /** The bytes to send, for operations that take a file; the input then goes into the address. */
  file?: Blob
  /** How much of the file has been sent, from 0 to 1. */
  onProgress?: (share: number) => void
}

export interface ClientOptions {
  /** Headers of every call, asked each time (practice, secret link, language). */
  headers?: () => Record<string, string>
  /**
   * Called when the door wants something first (401: sign in again; 403 `confirm_password`: the password once more).
   * Resolves true when the call should be repeated.
   */
  askPerson?: (question: 'sign_in' | 'password') => Promise<boolean>
  fetch?: typeof fetch
}

export interface Client {
  call<K extends Key>(key: K, input?: Takes<K>, options?: CallOptions): Promise<Returns<K>>
}

type Input = Record<string, unknown>

/** Splits an input into the address (path and query) and what is left for the JSON body. */
export function addressOf(
  key: string,
  input: Input = {},
): { method: string; url: string; body: Input | null } {
  const [method = 'GET', template = '/'] = key.split(' ')
  const rest: Input = { ...input }
  const path = template.replace(/\{(\w+)\}/g, (_all, name: string) => {
    const value = rest[name]
    if (value === undefined || value === null || value === '') throw new Error(`${key} needs ${name}.`)
    delete rest[name]
    return encodeURIComponent(String(value))
  })
  if (method !== 'GET' && method !== 'DELETE') return { method, url: `/api${path}`, body: rest }
  const query = queryOf(rest)
  return { method, url: `/api${path}${query ? `?${query}` : ''}`, body: null }
}

function fileAddress(key: string, input: Input | undefined): { method: string; url: string; body: null } {
  const { method, url, body } = addressOf(key, input)
  const query = queryOf(body ?? {})
  return { method, url: query ? `${url}?${query}` : url, body: null }
}

/** The address of a read, for links to files (`<a href>`): PDFs, exports. */
export function urlOf<K extends ReadKey>(key: K, input?: Takes<K>): string {
  return addressOf(key, input as Input | undefined).url
}

function queryOf(values: Input): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === null || value === '') continue
    if (Array.isArray(value)) for (const one of value) query.append(name, String(one))
    else query.append(name, String(value))
  }
  return query.toString()
}

function headersOf(
  method: string,
  options: CallOptions,
  more: Record<string, string>,
): Record<string, string> {
  const headers: Record<string, string> = { accept: 'application/json', ...more }
  if (method !== 'GET') headers['idempotency-key'] = options.idempotencyKey ?? crypto.randomUUID()
  if (method !== 'GET' && method !== 'DELETE') headers['content-type'] = 'application/json'
  if (options.background) headers['x-background'] = '1'
  if (options.file) headers['content-type'] = options.file.type || 'application/octet-stream'
  if (options.version !== undefined) headers['if-match'] = `"${options.version}"`
  return headers
}

async function questionOf(answer: Response): Promise<'sign_in' | 'password' | null> {
  if (answer.status === 401) return 'sign_in'
  if (answer.status !== 403) return null
  return (await readProblem(answer.clone())).code === 'confirm_password' ? 'password' : null
}

/** fetch does not tell how far an upload is. */
function sendWatched(url: string, init: RequestInit, onProgress: (share: number) => void): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(init.method ?? 'POST', url)
    for (const [name, value] of Object.entries(init.headers as Record<string, string>))
      request.setRequestHeader(name, value)
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress(total > 0 ? loaded / total : 0),
    )
    request.addEventListener('load', () =>
      resolve(
        new Response(request.responseText, {
          status: request.status,
          headers: { 'content-type': request.getResponseHeader('content-type') ?? '' },
        }),
      ),
    )
    request.addEventListener('error', () => reject(new TypeError('The file was not sent.')))
    request.addEventListener('abort', () => reject(new DOMException('Taken out.', 'AbortError')))
    init.signal?.addEventListener('abort', () => request.abort())
    request.send(init.body as Blob)
  })
}

/** Makes the caller of the API. Every refusal is thrown as a ProblemError. */
export function createClient(settings: ClientOptions = {}): Client {
  const send = settings.fetch ?? ((input: RequestInfo | URL, init?: RequestInit) => fetch(input, init))

  async function attempt(key: string, input: Input | undefined, options: CallOptions): Promise<Response> {
    const { method, url, body } = options.file ? fileAddress(key, input) : addressOf(key, input)
    const headers = headersOf(method, options, settings.headers?.() ?? {})
    const init: RequestInit = { method, headers, credentials: 'same-origin' }
    if (options.file) init.body = options.file
    else if (body) init.body = JSON.stringify(body)
    if (options.signal) init.signal = options.signal
    try {
      if (options.file && options.onProgress) return await sendWatched(url, init, options.onProgress)
      return await send(url, init)
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') throw error
      throw new ProblemError({ status: 0, code: 'offline', message: 'There is no connection to the server.' })
    }
  }

  return {
    async call(key, input, options = {}) {
      // The key belongs to the act, not to the attempt: a repeat after signing in again must not do it twice.
      const act = { ...options, idempotencyKey: options.idempotencyKey ?? crypto.randomUUID() }
      let answer = await attempt(key, input as Input | undefined, act)
      const question = settings.askPerson ? await questionOf(answer) : null
      if (question && (await settings.askPerson?.(question))) {
        answer = await attempt(key, input as Input | undefined, act)
      }
      if (!answer.ok) throw await readProblem(answer)
      const isJson = (answer.headers.get('content-type') ?? '').includes('json')
      return (isJson ? await answer.json() : null) as never
    },
  }
}
