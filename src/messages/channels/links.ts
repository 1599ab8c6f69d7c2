import { createLink } from '../../platform/links/links.ts'
import type { Context } from '../../platform/operation/context.ts'
import type { SendableRow } from './parcel.ts'

const DAY_MS = 86_400_000
/** Whoever finds an old mail may still say no. */
const PREFERENCES_DAYS = 400

/** The secret page of a message, made when it leaves. */
export async function linkUrl(
  ctx: Context,
  { link, client_id }: Pick<SendableRow, 'link' | 'client_id'>,
): Promise<string> {
  const { purpose, page, subjectType, subjectId, validForDays } = link!
  const { url } = await createLink(ctx, {
    purpose,
    page,
    subject: [subjectType, subjectId],
    clientId: client_id,
    validFor: validForDays * DAY_MS,
  })
  return url
}

/** A fresh link of a message, for the desk that reads it out or shows it on a tablet. */
export async function openLinkOf(
  ctx: Context,
  row: Pick<SendableRow, 'link' | 'client_id'>,
): Promise<string | null> {
  return row.link ? linkUrl(ctx, row) : null
}

/** The page where a client chooses which messages they get, and on which channel. */
export async function preferencesLink(ctx: Context, clientId: string): Promise<string> {
  const { url } = await createLink(ctx, {
    purpose: 'preferences',
    page: '/portal/preferences',
    subject: ['client', clientId],
    clientId,
    validFor: PREFERENCES_DAYS * DAY_MS,
  })
  return url
}

/** What a mail program posts to when its reader presses "unsubscribe": ends this purpose on this channel. */
export async function unsubscribeLink(
  ctx: Context,
  row: Pick<SendableRow, 'id' | 'client_id'>,
): Promise<string> {
  const { url } = await createLink(ctx, {
    purpose: 'unsubscribe',
    page: '/api/unsubscribe',
    subject: ['message', row.id],
    clientId: row.client_id,
    validFor: PREFERENCES_DAYS * DAY_MS,
  })
  return url
}
