import { z } from 'zod'
import type { Operation } from '../platform/operation/operation.ts'
import { routeOf } from '../platform/operation/operation.ts'
import { sampleOf } from './sample-input.ts'

export interface CallChoices {
  idFor(field: string): string
  text: string
  practice: string
}

/** What an operation takes, as a JSON schema. */
export function describeInput(operation: Operation): Record<string, unknown> {
  return z.toJSONSchema(operation.takes, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>
}

/** A request that gets past the operation's validation: its path filled in, and the rest as query or body. */
export function requestFor(operation: Operation, schema: Record<string, unknown>, choices: CallChoices) {
  const input = sampleOf(schema, choices) as Record<string, unknown>
  const path = routeOf(operation).replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = name === 'practice' ? choices.practice : (input[name] ?? choices.idFor(name))
    delete input[name]
    return encodeURIComponent(String(value))
  })
  // A cursor that somebody made up is refused before anything is read.
  delete input.cursor
  return { path, input }
}
