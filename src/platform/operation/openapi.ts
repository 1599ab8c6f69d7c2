import { z } from 'zod'
import type { Method, Operation } from './operation.ts'
import { isWrite, methodOf, routeOf } from './operation.ts'
import { fileTypeOf } from './shapes.ts'

type Json = Record<string, unknown>

/** The API as OpenAPI 3.1, made of the operations themselves. `x-atrium-key` is what our own client calls. */
export function openapiOf(operations: readonly Operation[], version: string): Json {
  const paths: Record<string, Json> = {}
  for (const operation of [...operations].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const route = routeOf(operation)
    paths[route] = { ...paths[route], [methodOf(operation).toLowerCase()]: describe(operation) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Atrium',
      version,
      description: 'Everything the screens do. Errors are application/problem+json with a stable `code`.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api' }],
    paths: sortKeys(paths),
    components: { securitySchemes: SECURITY_SCHEMES, schemas: { Problem: PROBLEM } },
  }
}

const SECURITY_SCHEMES = {
  apiKey: { type: 'http', scheme: 'bearer', description: 'An API key of the practice.' },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'atrium.session_token',
    description: 'A signed-in member of staff.',
  },
  link: {
    type: 'apiKey',
    in: 'header',
    name: 'Authorization',
    description: '`Link <token>`: the secret part of a mailed link.',
  },
}

const PROBLEM = {
  type: 'object',
  required: ['status', 'code', 'message'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    message: { type: 'string', description: 'What to do, for people.' },
    fields: {
      type: 'array',
      items: { type: 'object', properties: { field: { type: 'string' }, message: { type: 'string' } } },
    },
  },
}

function describe(operation: Operation): Json {
  const takes = jsonSchema(operation.takes, 'input')
  const properties = (takes.properties ?? {}) as Record<string, Json>
  const required = new Set((takes.required ?? []) as string[])
  const inPath = [...routeOf(operation).matchAll(/\{(\w+)\}/g)].map((match) => match[1]!)
  const others = Object.keys(properties).filter((name) => !inPath.includes(name))
  const method = methodOf(operation)
  const inBody = method !== 'GET' && method !== 'DELETE' && !operation.upload
  const parameters = [
    ...inPath.map((name) => ({
      name,
      in: 'path',
      required: true,
      schema: properties[name] ?? { type: 'string' },
    })),
    ...(inBody
      ? []
      : others.map((name) => ({
          name: operation.headers?.[name] ?? name,
          in: operation.headers?.[name] ? 'header' : 'query',
          required: required.has(name),
          schema: properties[name],
        }))),
    ...(isWrite(operation) ? [IDEMPOTENCY_KEY] : []),
  ]
  return {
    operationId: operationIdOf(operation, method),
    summary: operation.summary,
    tags: [routeOf(operation).split('/')[1]],
    'x-atrium-key': operation.path,
    'x-permission': operation.allow,
    ...(operation.reason ? { 'x-reason': operation.reason } : {}),
    security: securityOf(operation),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...bodyOf(operation, { inBody, others, properties, required, defs: takes.$defs }),
    responses: responsesOf(operation),
  }
}

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  schema: { type: 'string', minLength: 1, maxLength: 255 },
  description: 'The same key with the same request answers the same, once done; kept 24 hours.',
}

function operationIdOf(operation: Operation, method: Method): string {
  const words = routeOf(operation).replace(/[{}]/g, '').split(/[/_-]/).filter(Boolean)
  return method.toLowerCase() + words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join('')
}

function securityOf({ allow }: Operation): Json[] {
  if (allow === 'anyone') return []
  return allow.startsWith('link:') ? [{ link: [] }] : [{ session: [] }, { apiKey: [] }]
}

function bodyOf(
  operation: Operation,
  parts: {
    inBody: boolean
    others: string[]
    properties: Record<string, Json>
    required: Set<string>
    defs: unknown
  },
): Json {
  if (operation.upload)
    return { requestBody: { required: true, content: { 'application/octet-stream': {} } } }
  if (!parts.inBody || parts.others.length === 0) return {}
  const required = parts.others.filter((name) => parts.required.has(name))
  const schema = {
    type: 'object',
    properties: Object.fromEntries(parts.others.map((name) => [name, parts.properties[name]])),
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
    ...(parts.defs ? { $defs: parts.defs } : {}),
  }
  return { requestBody: { required: required.length > 0, content: { 'application/json': { schema } } } }
}

function responsesOf(operation: Operation): Json {
  const fileType = fileTypeOf(operation.returns)
  const content = fileType
    ? { [fileType]: {} }
    : { 'application/json': { schema: jsonSchema(operation.returns, 'output') } }
  const problems = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
  const codes = [
    'invalid',
    ...(operation.allow === 'anyone' ? [] : ['unauthenticated', 'forbidden']),
    'not_found',
    ...operation.fails,
  ]
  return {
    200: { description: 'Done', content },
    default: { description: `A problem; codes: ${codes.join(', ')}`, content: problems },
  }
}

function jsonSchema(shape: z.ZodType, io: 'input' | 'output'): Json {
  const schema = z.toJSONSchema(shape, { io, unrepresentable: 'any', target: 'draft-2020-12' }) as Json
  delete schema.$schema
  return schema
}

function sortKeys<T>(object: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)))
}
