import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { linkUrl } from './links.ts'
import type { SendableRow } from './parcel.ts'

const WORDS = { en: 'When you arrive, check in here', de: 'Wenn Sie da sind, hier einchecken' }

/**
 * A reminder of a visit at the practice opens its check-in, too: one touch at the door instead of looking for the page.
 * A secret of its own, so that it can be told apart from the page on which the visit is moved.
 */
export async function checkInLinkIfAny(
  ctx: Context,
  row: Pick<SendableRow, 'rule' | 'link' | 'client_id' | 'locale'>,
): Promise<{ label: string; url: string } | undefined> {
  if (row.rule !== 'reminder' || row.link?.purpose !== 'visit') return undefined
  const { rows } = await sql`select 1 from appointment where practice_id = ${ctx.practiceId}
    and id = ${row.link.subjectId} and mode = 'in_person' and hour_known`.execute(ctx.db)
  if (rows.length === 0) return undefined
  const url = await linkUrl(ctx, { ...row, link: { ...row.link, page: '/arrive' } })
  return { label: WORDS[row.locale === 'de' ? 'de' : 'en'], url }
}
