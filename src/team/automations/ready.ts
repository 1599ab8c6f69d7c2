import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { z } from 'zod'
import { subscriber } from '../../platform/events/subscribers.ts'
import type { Context } from '../../platform/operation/context.ts'
import { projectRoot } from '../../platform/project-root.ts'
import { findPack, packText } from '../../practice/index.ts'
import { createAutomation } from './automation.ts'
import { Definition } from './definition.ts'

const Text = z.strictObject({ en: z.string().min(1), de: z.string().min(1) })
const Ready = z.strictObject({
  key: z.string().regex(/^[a-z0-9-]{1,60}$/),
  name: Text,
  /** Whether it is on from the start. */
  on: z.boolean(),
  definition: z.unknown(),
})
type Ready = z.output<typeof Ready>

let own: Ready[] | undefined

/** The connected workflow that comes with Atrium, then what the profession adds. */
export function readyAutomations(pack: string): Ready[] {
  own ??= z
    .array(Ready)
    .parse(JSON.parse(readFileSync(join(projectRoot(), 'src/team/automations/built-in.json'), 'utf8')))
  return [...own, ...z.array(Ready).parse(findPack(pack).automations)]
}

// Once all are there they stay: whoever takes one away leaves its row.
const complete = new WeakMap<object, Set<string>>()

/** Puts in what a practice does not have yet: a new one, or one from before there were automations. */
export async function ensureReady(ctx: Context): Promise<void> {
  const known = complete.get(ctx.services) ?? new Set()
  complete.set(ctx.services, known)
  if (known.has(ctx.practiceId)) return
  const { pack, locale } = await ctx.practice()
  const { rows } = await sql<{ key: string }>`select key from automation
    where practice_id = ${ctx.practiceId} and key is not null`.execute(ctx.db)
  const there = new Set(rows.map(({ key }) => key))
  const missing = readyAutomations(pack).filter(({ key }) => !there.has(key))
  for (const { key, name, on, definition } of missing) {
    await createAutomation(ctx, {
      key,
      name: packText(name, locale),
      state: on ? 'on' : 'off',
      // The workflow is for everything that is still to be delivered.
      since: new Date(0),
      definition: Definition.parse(inLanguage(definition, locale)),
    })
  }
  // What this transaction put in may still be rolled back: the next look decides.
  if (missing.length === 0) known.add(ctx.practiceId)
}

/** A new practice starts with them. */
export const installReady = subscriber({
  name: 'team.installReady',
  on: ['practice.created'],
  run: (ctx) => ensureReady(ctx),
})

/** { en, de } anywhere in a definition becomes the text of the practice's language. */
function inLanguage(value: unknown, locale: string): unknown {
  const text = Text.safeParse(value)
  if (text.success) return packText(text.data, locale)
  if (Array.isArray(value)) return value.map((each) => inLanguage(each, locale))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inLanguage(each, locale)]))
}
