import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { findPack } from '../../practice/index.ts'
import { publishText, saveDraft } from './purpose.ts'
import type { ConsentTexts } from './purpose.ts'

/** Puts the consents of the profession in, published, where the practice has none of that key; answers the keys added. */
export async function putReadyConsents(ctx: Context): Promise<string[]> {
  const practice = await ctx.practice()
  const { rows } = await sql<{
    key: string
  }>`select key from consent_purpose where practice_id = ${ctx.practiceId}`.execute(ctx.db)
  const missing = findPack(practice.pack).consents.filter(({ key }) => !rows.some((row) => row.key === key))
  for (const { key, validMonths, signing, mayDecline, texts } of missing) {
    const named = Object.fromEntries(
      Object.entries(texts).map(([locale, words]) => [
        locale,
        {
          title: words.title,
          body: words.body.replaceAll('{{practice}}', practice.name),
          effect: words.effect,
        },
      ]),
    ) as ConsentTexts
    const messagePurpose = key === 'marketing' ? 'marketing' : null
    await saveDraft(ctx, {
      key,
      texts: named,
      validMonths,
      signing,
      mayDecline,
      messagePurpose,
      rowVersion: 1,
    })
    await publishText(ctx, key, { minorReason: null })
  }
  return missing.map(({ key }) => key)
}
