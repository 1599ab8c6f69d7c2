import { z } from 'zod'
import { createLink } from '../../platform/links/links.ts'
import type { Context } from '../../platform/operation/context.ts'
import { dueItemsOf, openItemsOfClients } from './open-items.ts'
import type { OpenItem } from './open-items.ts'
import { linkTo } from './plan-mails.ts'

export const RestItem = z.object({
  kind: z.enum(['form', 'consent']),
  title: z.string(),
  state: z.enum(['requested', 'started']),
  blocks: z.boolean(),
  url: z.string(),
})
export const RestView = z.object({ items: z.array(RestItem) })

const LINK_MS = 60 * 86_400_000

/** What the client of a form or consent still owes for the same visit (or without any), each with a fresh link. */
export async function restOf(
  ctx: Context,
  of: { id: string; clientId: string; appointmentId: string | null; appointmentStartsAt: Date | null },
): Promise<z.input<typeof RestView>> {
  const items = of.appointmentId
    ? await dueItemsOf(ctx, {
        id: of.appointmentId,
        clientId: of.clientId,
        startsAt: of.appointmentStartsAt!,
      })
    : (await openItemsOfClients(ctx, [of.clientId])).filter(({ appointmentId }) => !appointmentId)
  return {
    items: await withLinks(
      ctx,
      // What is only for check-in waits until then, unless nothing goes on without it.
      items.filter(({ id, askAt, blocks }) => id !== of.id && (askAt !== null || blocks)),
    ),
  }
}

/** Each item with a link of its own: only its hash is kept, so that an earlier one cannot be shown again. */
export async function withLinks(
  ctx: Context,
  items: readonly OpenItem[],
  validFor = LINK_MS,
): Promise<z.input<typeof RestItem>[]> {
  const rest = []
  for (const item of items) {
    const { purpose, page, subject } = linkTo([item])
    const { url } = await createLink(ctx, { purpose, page, subject, clientId: item.clientId, validFor })
    ctx.record(`${item.kind}.link_opened`, { subject, clientId: item.clientId })
    rest.push({ kind: item.kind, title: item.title, state: item.state, blocks: item.blocks, url })
  }
  return rest
}
