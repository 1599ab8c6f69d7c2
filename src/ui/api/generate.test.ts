import { expect, test } from 'vitest'
import { generateApiTypes, type OpenApiDocument } from './generate.ts'

function document(operation: object): OpenApiDocument {
  return { paths: { '/appointments/{id}/cancellation': { post: operation } } }
}

const withReason = {
  'x-atrium-key': 'POST /appointments/{id}/cancellation',
  summary: 'Cancel an appointment',
  parameters: [
    { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
    { name: 'Idempotency-Key', in: 'header', schema: { type: 'string' } },
  ],
  requestBody: {
    content: {
      'application/json': {
        schema: {
          type: 'object',
          properties: { reason: { type: 'string' }, notify: { type: 'boolean' } },
          required: ['reason'],
          additionalProperties: false,
        },
      },
    },
  },
  responses: {
    200: {
      content: {
        'application/json': {
          schema: {
            type: 'object',
            properties: {
              state: { enum: ['cancelled', 'late'] },
              fee: { anyOf: [{ type: 'integer' }, { type: 'null' }] },
              tags: { type: 'array', items: { type: 'string' } },
              lines: { type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'number' }] } },
              data: { type: 'object', additionalProperties: { type: 'number' } },
            },
            required: ['state', 'fee', 'tags', 'lines', 'data'],
          },
        },
      },
    },
    default: {
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  },
}

test('an operation takes its path, query and body as one object and returns its body', () => {
  expect(generateApiTypes(document(withReason))).toContain(`  /** Cancel an appointment */
  'POST /appointments/{id}/cancellation': {
    takes: {
      id: string
      reason: string
      notify?: boolean
    }
    returns: {
      state: "cancelled" | "late"
      fee: number | null
      tags: string[]
      lines: (string | number)[]
      data: Record<string, number>
    }
  }`)
})

test('an operation that needs nothing takes an empty object, and an answer without JSON is null', () => {
  const text = generateApiTypes(document({ responses: { 200: { content: { 'application/pdf': {} } } } }))
  expect(text).toContain("'POST /appointments/{id}/cancellation'")
  expect(text).toContain('takes: {}')
  expect(text).toContain('returns: null')
})

test('a choice of bodies is joined with the path, and unknown shapes stay unknown', () => {
  const text = generateApiTypes(
    document({
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      requestBody: {
        content: {
          'application/json': {
            schema: {
              oneOf: [
                { type: 'object', properties: { kind: { const: 'cash' } }, required: ['kind'] },
                { type: 'object', properties: { 'card-id': {} } },
              ],
            },
          },
        },
      },
    }),
  )
  expect(text).toContain('id: string\n    } & ({')
  expect(text).toContain('kind: "cash"')
  expect(text).toContain("'card-id'?: unknown")
})

test('shared schemas are types by name, and a shape that contains itself ends there', () => {
  const text = generateApiTypes({
    components: {
      schemas: {
        Node: {
          type: 'object',
          properties: { next: { $ref: '#/components/schemas/Node' }, self: { $ref: '#' } },
        },
      },
    },
  })
  expect(text).toContain('export type Node = {\n  next?: Node\n  self?: unknown\n}')
})

test('the same document always gives the same text, in the order of the keys', () => {
  const item = { get: { 'x-atrium-key': 'GET /b' } }
  const one = generateApiTypes({ paths: { '/b': item, '/a': { get: { 'x-atrium-key': 'GET /a' } } } })
  const two = generateApiTypes({ paths: { '/a': { get: { 'x-atrium-key': 'GET /a' } }, '/b': item } })
  expect(one).toBe(two)
  expect(one.indexOf("'GET /a'")).toBeLessThan(one.indexOf("'GET /b'"))
})
