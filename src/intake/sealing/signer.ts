import { sql } from 'kysely'
import { foldText } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { problem } from '../../platform/problem.ts'
import { localDay } from '../../platform/time/index.ts'
import { ageOn } from '../packets/rule.ts'

export type Relation = 'self' | 'parent' | 'guardian' | 'representative'
const OF_AGE = 18

/**
 * Who signs, where the practice knows them: the client themself, or a person whose relationship gives the right to sign.
 * 403 `may_not_sign` for somebody who is noted without that right, for anybody when the client is of age and nobody of
 * that name is noted, and when others are noted as those who may. A child nobody is noted for may be signed for: the
 * relation is then as the signer states it (null).
 */
export async function findSigner(
  ctx: Context,
  { clientId, name, relation }: { clientId: string; name: string; relation: Relation },
): Promise<string | null> {
  if (relation === 'self') return clientId
  const { rows } = await sql<{ id: string; name: string; may: boolean }>`select r.client_id as id,
      c.given_name || ' ' || c.family_name as name, r.may_sign as may
    from relationship r join client c on c.practice_id = r.practice_id and c.id = r.client_id
    where r.practice_id = ${ctx.practiceId} and r.related_client_id = ${clientId}`.execute(ctx.db)
  const noted = rows.find((each) => foldText(each.name) === foldText(name))
  if (noted?.may) return noted.id
  const othersMay = rows.some(({ may }) => may)
  if (!noted && !othersMay && (await isMinor(ctx, clientId))) return null
  throw problem(
    403,
    'may_not_sign',
    'The practice has no note that you may sign for this person. Write your name as the practice knows it, or ask at the desk.',
    { fields: [{ field: 'signature.name', message: 'Nobody of this name may sign here.' }] },
  )
}

async function isMinor(ctx: Context, clientId: string): Promise<boolean> {
  const { rows } = await sql<{ born_on: string | null }>`select born_on from client
    where practice_id = ${ctx.practiceId} and id = ${clientId}`.execute(ctx.db)
  const bornOn = rows[0]?.born_on
  const { zone } = await ctx.practice()
  return !bornOn || ageOn(bornOn, localDay(ctx.now, zone)) < OF_AGE
}
