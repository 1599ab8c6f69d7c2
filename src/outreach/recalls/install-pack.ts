import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { z } from 'zod'
import { findPack, packText } from '../../practice/index.ts'
import { listServices } from '../../scheduling/index.ts'
import { subscriber } from '../../platform/events/subscribers.ts'
import type { Context } from '../../platform/operation/context.ts'
import { projectRoot } from '../../platform/project-root.ts'
import { createRecallType } from './recall-type.ts'

const Text = z.strictObject({ en: z.string().min(1), de: z.string().min(1) })
const PackRecalls = z.array(
  z.strictObject({
    name: Text,
    months: z.int().min(0),
    days: z.int().min(0),
    group: z.string().optional(),
    fromAge: z.int().optional(),
    untilAge: z.int().optional(),
    /** Keys of the pack's services. */
    startedBy: z.array(z.string()),
    books: z.string().optional(),
    firstReminderDays: z.int(),
    againAfterDays: z.array(z.int().min(1)),
  }),
)
export type PackRecall = z.output<typeof PackRecalls>[number]

/** The kinds of recall of a profession (packs/<key>/recalls.json); none where it has no such file. */
export function recallsOfPack(key: string): PackRecall[] {
  const path = join(projectRoot(), 'packs', key, 'recalls.json')
  return existsSync(path) ? PackRecalls.parse(JSON.parse(readFileSync(path, 'utf8'))) : []
}

const NEW_FOR_MS = 86_400_000

/** A new practice begins with the recalls of its profession, once the services are there that start them. */
export const installRecalls = subscriber({
  name: 'outreach.installRecalls',
  on: ['service.created'],
  run: async (ctx) => {
    const { rows } = await sql`select 1 from practice p where p.practice_id = ${ctx.practiceId}
        and p.created_at > ${new Date(ctx.now.getTime() - NEW_FOR_MS)}
        and not exists (select from recall_type y where y.practice_id = p.practice_id)`.execute(ctx.db)
    if (rows.length === 0) return
    for (const each of recallsOfPack((await ctx.practice()).pack)) await install(ctx, each)
  },
})

async function install(ctx: Context, each: PackRecall) {
  const { locale, pack } = await ctx.practice()
  const names = new Map(findPack(pack).services.map(({ key, name }) => [packText(name, locale), key]))
  const services = (await listServices(ctx)).filter(({ name }) => names.has(name))
  const idOf = (key: string) => services.find(({ name }) => names.get(name) === key)?.id
  await createRecallType(ctx, {
    name: packText(each.name, locale),
    months: each.months,
    days: each.days,
    exclusiveGroup: each.group ?? null,
    fromAge: each.fromAge ?? null,
    untilAge: each.untilAge ?? null,
    triggerServiceIds: each.startedBy.flatMap((key) => idOf(key) ?? []),
    bookServiceId: (each.books && idOf(each.books)) ?? null,
    firstReminderDays: each.firstReminderDays,
    againAfterDays: each.againAfterDays,
  })
}
