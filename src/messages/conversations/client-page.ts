import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Id, Instant, text } from '../../platform/operation/shapes.ts'
import { noteDelivery } from '../inbound/delivery-report.ts'
import { receiveMessage } from '../inbound/receive.ts'
import { clientOf, ownFiles } from './client-files.ts'

/** As many as the team may send with one answer. */
const MOST_FILES = 10

const Page = z.object({
  practice: z.object({
    slug: z.string(),
    name: z.string(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    zone: z.string(),
    locale: z.string(),
    country: z.string(),
    currency: z.string(),
  }),
  clientName: z.string(),
  items: z.array(
    z.object({
      id: Id,
      isOurs: z.boolean(),
      at: Instant,
      byName: z.string().nullable(),
      text: z.string(),
      files: z.array(z.object({ fileId: Id, name: z.string(), size: z.int() })),
    }),
  ),
})

interface Item {
  id: string
  isOurs: boolean
  at: Date
  byName: string | null
  text: string
  files: { fileId: string; name: string; size: number }[]
}

/** What people wrote to each other; automatic messages and notes of the team stay out. */
async function readPage(ctx: Context): Promise<z.input<typeof Page>> {
  const clientId = clientOf(ctx)
  const { rows } = await sql<{ practice: z.input<typeof Page>['practice']; name: string }>`select
      json_build_object('slug', p.slug, 'name', p.name, 'phone', p.phone, 'email', p.email,
        'zone', p.zone, 'locale', p.locale, 'country', p.country, 'currency', p.currency) as practice,
      coalesce(c.preferred_name, c.given_name) as name
    from practice p join client c on c.practice_id = p.practice_id and c.id = ${clientId} where p.practice_id = ${ctx.practiceId}`.execute(
    ctx.db,
  )
  const { rows: items } = await sql<Item>`select * from (
    (select id, true as "isOurs", send_at as at, by_name as "byName", body as text, ${filesOf(ctx, sql`message.attachments ? f.id::text`)} as files from message
      where practice_id = ${ctx.practiceId} and client_id = ${clientId} and rule = 'by_hand' and state = 'sent' order by send_at desc limit 100)
    union all (select id, false, received_at, null, body, ${filesOf(ctx, sql`inbound_message.attachments @> jsonb_build_array(jsonb_build_object('fileId', f.id::text))`)} from inbound_message
      where practice_id = ${ctx.practiceId} and client_id = ${clientId} and kind = 'message' order by received_at desc limit 100)) both_ways
    order by at, id`.execute(ctx.db)
  return { practice: rows[0]!.practice, clientName: rows[0]!.name, items }
}

function filesOf(ctx: Context, isOfIt: ReturnType<typeof sql>) {
  return sql`coalesce((select json_agg(json_build_object('fileId', f.id, 'name', f.name, 'size', f.size) order by f.created_at, f.id)
    from stored_file f where f.practice_id = ${ctx.practiceId} and f.client_id = ${clientOf(ctx)} and f.scan <> 'infected' and ${isOfIt}), '[]'::json)`
}

export const get = operation({
  path: 'GET /my-messages',
  summary: 'What a client and the practice wrote to each other, for the client',
  allow: 'link:conversation',
  takes: z.strictObject({}),
  returns: Page,
  run: readPage,
})

export const read = operation({
  path: 'POST /my-messages/reading',
  summary: 'The client has read what waits on the page',
  allow: 'link:conversation',
  takes: z.strictObject({}),
  returns: Page,
  run: async (ctx) => {
    const { rows } = await sql<{ id: string }>`select id from message where practice_id = ${ctx.practiceId}
      and client_id = ${clientOf(ctx)} and channel = 'portal' and state = 'sent' and delivery is distinct from 'read'`.execute(
      ctx.db,
    )
    for (const { id } of rows)
      await noteDelivery(ctx, { messageId: id, state: 'read', detail: null, block: null })
    return readPage(ctx)
  },
})

export const write = operation({
  path: 'POST /my-messages',
  summary: 'The client writes to the practice',
  allow: 'link:conversation',
  takes: z
    .strictObject({ text: text(5000).default(''), fileIds: z.array(Id).max(MOST_FILES).default([]) })
    .refine(({ text: words, fileIds }) => words.trim() !== '' || fileIds.length > 0, {
      path: ['text'],
      message: 'Write something first.',
    }),
  returns: Page,
  run: async (ctx, { text: words, fileIds }) => {
    const attachments = await ownFiles(ctx, fileIds)
    await receiveMessage(ctx, {
      channel: 'portal',
      from: 'page',
      body: words,
      attachments,
      kind: 'message',
      clientId: clientOf(ctx),
      matchedBy: 'link',
      key: ctx.newId(),
    })
    return readPage(ctx)
  },
})
