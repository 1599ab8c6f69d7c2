import type { Context } from '../operation/context.ts'

/** An event as subscribers get it. */
export interface HappenedEvent {
  id: string
  name: string
  subjectType: string
  subjectId: string
  clientId: string | null
  data: Record<string, unknown>
  at: Date
  /** Who caused it: staff, link, public, key or system. */
  actorKind: string
  /** How many automations stand behind it; 0 for what a person did. */
  depth: number
}

/** Listens to the thread. It runs in its own transaction after the commit, at least once: key what it writes. */
export interface Subscriber {
  name: string
  on: readonly string[]
  run(ctx: Context, event: HappenedEvent): Promise<void>
}

export function subscriber(declared: Subscriber): Subscriber {
  return declared
}

/** Event name → who listens. */
export function listenersByEvent(subscribers: readonly Subscriber[]): Map<string, Subscriber[]> {
  const byEvent = new Map<string, Subscriber[]>()
  for (const each of subscribers) {
    for (const name of each.on) byEvent.set(name, [...(byEvent.get(name) ?? []), each])
  }
  return byEvent
}
