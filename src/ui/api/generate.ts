/** The part of an OpenAPI 3.1 document that the types are made from. */
export interface OpenApiDocument {
  paths?: Record<string, Record<string, unknown>>
  components?: { schemas?: Record<string, unknown> }
}

interface Schema {
  [keyword: string]: unknown
}

interface Operation {
  'x-atrium-key'?: string
  summary?: string
  parameters?: { name: string; in: string; required?: boolean; schema?: unknown }[]
  requestBody?: { required?: boolean; content?: Record<string, { schema?: unknown }> }
  responses?: Record<string, { content?: Record<string, { schema?: unknown }> }>
}

const methods = ['get', 'post', 'put', 'patch', 'delete']

/**
 * Writes the TypeScript types of the API's description: one property of `Api` per operation, `takes` being path,
 * query and body merged, `returns` the body of the first 2xx answer. Pure: the same document gives the same text.
 */
export function generateApiTypes(document: OpenApiDocument): string {
  const lines = ['// Generated from openapi.json by `npm run -s atrium -- openapi`. Do not edit by hand.', '']
  for (const [name, schema] of sortedEntries(document.components?.schemas ?? {})) {
    lines.push(`export type ${typeName(name)} = ${typeOf(schema, '')}`, '')
  }
  lines.push('export interface Api {')
  for (const [key, operation] of operationsOf(document)) {
    if (operation.summary) lines.push(`  /** ${operation.summary.replaceAll('*/', '* /')} */`)
    lines.push(`  ${quote(key)}: {`)
    lines.push(`    takes: ${takesOf(operation, document)}`)
    lines.push(`    returns: ${returnsOf(operation)}`)
    lines.push('  }')
  }
  lines.push('}', '')
  return lines.join('\n')
}

function operationsOf(document: OpenApiDocument): [string, Operation][] {
  const found: [string, Operation][] = []
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    for (const method of methods) {
      const operation = item[method] as Operation | undefined
      const key = operation?.['x-atrium-key']
      if (operation) found.push([key ?? `${method.toUpperCase()} ${path.replace(/^\/api/, '')}`, operation])
    }
  }
  return found.toSorted(([a], [b]) => (a < b ? -1 : 1))
}

function takesOf(operation: Operation, document: OpenApiDocument): string {
  const properties: [string, string, boolean][] = []
  for (const parameter of operation.parameters ?? []) {
    if (parameter.in !== 'path' && parameter.in !== 'query') continue
    properties.push([parameter.name, typeOf(parameter.schema ?? {}, '    '), parameter.required === true])
  }
  const body = resolved(jsonSchema(operation.requestBody?.content), document)
  const own = properties.length > 0 ? objectOf(properties, '    ') : null
  if (!body) return own ?? '{}'
  // A plain object is merged, so that the reader sees one flat list; anything else is intersected.
  if (isPlainObject(body)) return objectOf([...properties, ...propertiesOf(body, '    ')], '    ')
  const type = typeOf(body, '    ')
  return own ? `${own} & (${type})` : type
}

function returnsOf(operation: Operation): string {
  const good = sortedEntries(operation.responses ?? {}).find(([status]) => status.startsWith('2'))
  const schema = good ? jsonSchema(good[1].content) : undefined
  return schema === undefined ? 'null' : typeOf(schema, '    ')
}

function jsonSchema(content: Record<string, { schema?: unknown }> | undefined): unknown {
  const json = Object.entries(content ?? {}).find(([type]) => type.includes('json'))
  return json?.[1].schema
}

function resolved(schema: unknown, document: OpenApiDocument): Schema | null {
  const one = asSchema(schema)
  if (!one) return null
  if (typeof one.$ref !== 'string') return one
  return resolved(document.components?.schemas?.[one.$ref.split('/').at(-1) ?? ''], document)
}

function isPlainObject(schema: Schema): boolean {
  const mixed = ['anyOf', 'oneOf', 'allOf'].some((word) => word in schema)
  return schema.type === 'object' && 'properties' in schema && !mixed
}

function propertiesOf(schema: Schema, indent: string): [string, string, boolean][] {
  const required = new Set(Array.isArray(schema.required) ? (schema.required as string[]) : [])
  return Object.entries((schema.properties ?? {}) as Record<string, unknown>).map(([name, one]) => {
    return [name, typeOf(one, `${indent}  `), required.has(name)]
  })
}

function objectOf(properties: [string, string, boolean][], indent: string): string {
  if (properties.length === 0) return '{}'
  const lines = properties.map(([name, type, needed]) => {
    return `${indent}  ${/^[A-Za-z_$][\w$]*$/.test(name) ? name : quote(name)}${needed ? '' : '?'}: ${type}`
  })
  return `{\n${lines.join('\n')}\n${indent}}`
}

/** One JSON schema as a type; `indent` is the indentation of the line it stands on. */
function typeOf(value: unknown, indent: string): string {
  const schema = asSchema(value)
  if (!schema) return value === false ? 'never' : 'unknown'
  if (typeof schema.$ref === 'string') return refType(schema.$ref)
  if ('const' in schema) return JSON.stringify(schema.const)
  if (Array.isArray(schema.enum)) return union(schema.enum.map((one) => JSON.stringify(one)))
  for (const word of ['anyOf', 'oneOf'] as const) {
    const choices = schema[word]
    if (Array.isArray(choices)) return union(choices.map((one) => typeOf(one, indent)))
  }
  if (Array.isArray(schema.allOf)) return schema.allOf.map((one) => `(${typeOf(one, indent)})`).join(' & ')
  if (Array.isArray(schema.type)) {
    return union(schema.type.map((type: unknown) => typeOf({ ...schema, type }, indent)))
  }
  return simpleType(schema, indent)
}

// Only shared schemas get a name; a shape that contains itself ends there.
function refType(ref: string): string {
  const name = ref.startsWith('#/components/schemas/') ? ref.split('/').at(-1) : undefined
  return name ? typeName(name) : 'unknown'
}

function simpleType(schema: Schema, indent: string): string {
  switch (schema.type) {
    case 'string':
      return 'string'
    case 'integer':
    case 'number':
      return 'number'
    case 'boolean':
      return 'boolean'
    case 'null':
      return 'null'
    case 'array':
      return arrayType(schema, indent)
    case 'object':
      return objectType(schema, indent)
    default:
      return 'properties' in schema ? objectType(schema, indent) : 'unknown'
  }
}

function arrayType(schema: Schema, indent: string): string {
  if (Array.isArray(schema.prefixItems)) {
    return `[${schema.prefixItems.map((one) => typeOf(one, indent)).join(', ')}]`
  }
  const item = typeOf(schema.items ?? {}, indent)
  return /^[\w.]+$|^\{[^|&]*\}$/.test(item) ? `${item}[]` : `(${item})[]`
}

function objectType(schema: Schema, indent: string): string {
  const properties = propertiesOf(schema, indent)
  const more = schema.additionalProperties
  const open = more !== undefined && more !== false
  if (properties.length === 0) {
    if (open) return `Record<string, ${more === true ? 'unknown' : typeOf(more, indent)}>`
    return more === false || 'properties' in schema ? '{}' : 'Record<string, unknown>'
  }
  return objectOf(properties, indent)
}

function asSchema(value: unknown): Schema | null {
  return typeof value === 'object' && value !== null ? (value as Schema) : null
}

function union(types: string[]): string {
  return [...new Set(types)].join(' | ')
}

function typeName(name: string): string {
  return name.replace(/[^A-Za-z0-9_]/g, '_')
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "\\'")}'`
}

function sortedEntries<T>(record: Record<string, T>): [string, T][] {
  return Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1))
}
