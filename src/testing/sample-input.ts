type Schema = Record<string, unknown>

export interface SampleChoices {
  /** What to put where an id is wanted; by the field's name. */
  idFor(field: string): string
  /** Put where any text is wanted. */
  text: string
}

/** A value that fits a JSON schema, with every property filled, so that an operation gets past its validation. */
export function sampleOf(schema: Schema, choices: SampleChoices, field = ''): unknown {
  if ('const' in schema) return schema.const
  if (Array.isArray(schema.enum)) return schema.enum[0]
  const either = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined
  if (either) return sampleOf(either.find((each) => each.type !== 'null') ?? either[0]!, choices, field)
  if (Array.isArray(schema.allOf))
    return Object.assign({}, ...(schema.allOf as Schema[]).map((each) => sampleOf(each, choices, field)))
  const type = Array.isArray(schema.type) ? schema.type.find((each) => each !== 'null') : schema.type
  switch (type) {
    case 'object':
      return Object.fromEntries(
        Object.entries((schema.properties ?? {}) as Record<string, Schema>).map(([name, each]) => [
          name,
          sampleOf(each, choices, name),
        ]),
      )
    case 'array':
      return Array.from({ length: Math.max(1, Number(schema.minItems ?? 0)) }, () =>
        sampleOf((schema.items ?? {}) as Schema, choices, field),
      )
    case 'integer':
    case 'number':
      return Math.max(
        Number(schema.minimum ?? Number(schema.exclusiveMinimum ?? 0) + 1),
        Math.min(1, Number(schema.maximum ?? 1)),
      )
    case 'boolean':
      return true
    case 'string':
      return sampleText(schema, choices, field)
    default:
      return choices.text
  }
}

function sampleText(schema: Schema, choices: SampleChoices, field: string): string {
  switch (schema.format) {
    case 'uuid':
      return choices.idFor(field)
    case 'date':
      return '2026-03-03'
    case 'date-time':
      return '2026-03-03T15:00:00Z'
    case 'time':
      return '10:00'
    case 'email':
      return 'somebody@example.com'
    case 'uri':
      return 'https://example.com/'
    default:
      return fitting(String(schema.pattern ?? ''), schema, choices.text)
  }
}

/** Patterns that the API uses; anything else takes the plain text. */
function fitting(pattern: string, { minLength = 0, maxLength = 10_000 }: Schema, text: string): string {
  const candidates = [
    text,
    'de',
    'sample',
    '10:00',
    'teal',
    '2026-03-03',
    '12345678',
    'https://example.com',
    '#336699',
    'USD',
    'US',
  ]
  const fits = (each: string) =>
    each.length >= Number(minLength) &&
    each.length <= Number(maxLength) &&
    (!pattern || new RegExp(pattern, 'u').test(each))
  return candidates.find(fits) ?? text.padEnd(Number(minLength), 'x').slice(0, Number(maxLength))
}
