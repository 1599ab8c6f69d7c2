import { problem } from '../problem.ts'
import type { Operation } from '../operation/operation.ts'
import { methodOf } from '../operation/operation.ts'

const MOST_JSON = 1024 * 1024
const MOST_DEPTH = 40

export interface RequestParts {
  input: Record<string, unknown>
  upload: Uint8Array | null
}

/** Path, query, body and declared headers as one object; refuses what is too large, too deep, not JSON or not UTF-8. */
export async function readRequest(
  operation: Operation,
  request: Request,
  params: Record<string, string>,
): Promise<RequestParts> {
  const { input, upload } = await readParts(operation, request, params)
  for (const [field, name] of Object.entries(operation.headers ?? {})) {
    const value = request.headers.get(name)
    if (value !== null) input[field] = value
  }
  return { input, upload }
}

async function readParts(
  operation: Operation,
  request: Request,
  params: Record<string, string>,
): Promise<RequestParts> {
  const query = queryOf(new URL(request.url))
  if (operation.upload)
    return { input: merge(query, params), upload: await readBytes(request, operation.upload.maxBytes) }
  const method = methodOf(operation)
  if (method === 'GET') return { input: merge(query, params), upload: null }
  const body = await readJson(request)
  return { input: merge(method === 'DELETE' ? { ...query, ...body } : body, params), upload: null }
}

function merge(given: Record<string, unknown>, params: Record<string, string>) {
  for (const name of Object.keys(params)) {
    if (name in given && given[name] !== params[name])
      throw problem(422, 'invalid', `${name}: this is already given by the address.`, {
        fields: [{ field: name, message: 'This is already given by the address.' }],
      })
  }
  return { ...given, ...params }
}

/** A repeated parameter becomes a list; an operation that expects one value then refuses it by name. */
function queryOf(url: URL): Record<string, unknown> {
  const query: Record<string, unknown> = {}
  for (const name of new Set(url.searchParams.keys())) {
    // `practice` on a staff call says which practice; it is read where the caller is found.
    if (name === 'practice') continue
    const values = url.searchParams.getAll(name)
    query[name] = values.length > 1 ? values : values[0]
  }
  return query
}

async function readJson(request: Request): Promise<Record<string, unknown>> {
  const bytes = await readBytes(request, MOST_JSON)
  if (bytes.length === 0) return {}
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/json(;|$)/i.test(type.trim()))
    throw problem(415, 'unsupported_media_type', 'Send the body as application/json.')
  const value = parseJson(bytes)
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw problem(400, 'bad_json', 'The body must be one JSON object.')
  return value as Record<string, unknown>
}

function parseJson(bytes: Uint8Array): unknown {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes), (key, part: unknown) =>
      key === '__proto__' ? undefined : part,
    )
  } catch {
    throw problem(400, 'bad_json', 'The body is not valid JSON in UTF-8.')
  }
  if (depthOf(value) > MOST_DEPTH)
    throw problem(400, 'bad_json', `The body is nested deeper than ${MOST_DEPTH} levels.`)
  return value
}

function depthOf(value: unknown, level = 0): number {
  if (value === null || typeof value !== 'object' || level > MOST_DEPTH) return level
  return Math.max(
    level,
    ...Object.values(value)
      .slice(0, 10_000)
      .map((part) => depthOf(part, level + 1)),
  )
}

async function readBytes(request: Request, most: number): Promise<Uint8Array> {
  const declared = Number(request.headers.get('content-length') ?? 0)
  if (declared > most) throw tooLarge(most)
  if (!request.body) return new Uint8Array()
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += part.length
    if (size > most) throw tooLarge(most)
    parts.push(part)
  }
  return Buffer.concat(parts)
}

function tooLarge(most: number) {
  return problem(413, 'too_large', `The body is larger than ${Math.floor(most / 1024)} kB.`)
}
