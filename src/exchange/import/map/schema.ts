import { z } from 'zod'
import { ImportMap } from './map.ts'

/** The mapping as a JSON schema, for editors; docs/guide/import-map.schema.json is this, held by a test. */
export function mapSchema(): string {
  const schema = z.toJSONSchema(ImportMap, { io: 'input', reused: 'ref' })
  return `${JSON.stringify({ ...schema, title: 'A mapping for imports into Atrium' }, null, 2)}\n`
}
