import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { askInstant } from './rule.ts'
import { rulesInForce } from './rules.ts'
import { comingPartsOf, findPacketVisitIfAny } from './visit.ts'
import type { PacketVisit } from './visit.ts'
import type { Standing } from './wanted.ts'
import { standingsOf, wantedByAll } from './wanted.ts'

const COMING = ['booked', 'confirmed']

/**
 * Asks the client of a visit for everything the rules want and which is not there yet. As often as you like: what is
 * answered, or asked already, is left alone; what was withdrawn with a cancelled visit is asked again. Answers how
 * many things it asked for now.
 */
export async function askForms(
  ctx: Context,
  { appointmentId }: { appointmentId: string },
): Promise<{ asked: number }> {
  const named = await findPacketVisitIfAny(ctx, appointmentId)
  if (!named || named.startsAt <= ctx.now || named.source === 'import' || !COMING.includes(named.state))
    return { asked: 0 }
  const parts = (await comingPartsOf(ctx, named)).filter(({ startsAt }) => startsAt > ctx.now)
  const visit = parts[0] ?? named
  const wanted = wantedByAll(await rulesInForce(ctx), parts)
  if (wanted.length === 0) return { asked: 0 }
  // Visits booked in one step tell their events side by side: each must see what the other asked for.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`packets ${ctx.practiceId} ${visit.clientId}`}, 0))`.execute(
    ctx.db,
  )
  let asked = 0
  for (const standing of await standingsOf(ctx, visit.clientId, wanted)) {
    if (standing.state === 'missing' && (await ask(ctx, visit, standing))) asked += 1
    if (standing.state === 'open') await bringForward(ctx, visit, standing)
  }
  return { asked }
}

async function ask(ctx: Context, visit: PacketVisit, standing: Standing): Promise<boolean> {
  const isForm = standing.kind === 'form'
  const table = sql.table(isForm ? 'form_request' : 'consent_request')
  const thing = sql.ref(isForm ? 'form_id' : 'purpose_id')
  const once = sql.ref(isForm ? 'form_request_once' : 'consent_request_once')
  const askAt = askInstant(standing.rule, visit, ctx.now)
  const { rows } = await sql<{
    id: string
  }>`insert into ${table} as r (practice_id, id, ${thing}, client_id, appointment_id, state, why,
      blocks_check_in, rule_id, ask_at, requested_at)
    values (${ctx.practiceId}, ${ctx.newId()}, ${standing.thingId}, ${visit.clientId}, ${visit.id}, 'requested', 'The visit was booked.',
      ${standing.blocks}, ${standing.rule.id}, ${askAt}, ${ctx.now})
    on conflict on constraint ${once} do update set state = 'requested', why = excluded.why, blocks_check_in = excluded.blocks_check_in,
      rule_id = excluded.rule_id, ask_at = excluded.ask_at, requested_at = excluded.requested_at
      where r.state = 'withdrawn'
    returning r.id`.execute(ctx.db)
  const id = rows[0]?.id
  if (!id) return false
  const name = isForm ? 'form.requested' : 'consent.requested'
  ctx.record(name, {
    subject: [isForm ? 'form_request' : 'consent_request', id],
    clientId: visit.clientId,
    data: { [isForm ? 'formKey' : 'purpose']: standing.key, appointmentId: visit.id },
  })
  return true
}

/** It was asked for a later visit, or for one that is over and never got it: now this visit needs it. */
async function bringForward(ctx: Context, visit: PacketVisit, standing: Standing) {
  const { requestVisitStartsAt: at } = standing
  const isHere = standing.requestVisitId === visit.id
  const isOver = at !== null && at <= ctx.now
  if (!isOver && !(at !== null && at > visit.startsAt) && !(isHere && standing.blocks)) return
  const table = sql.table(standing.kind === 'form' ? 'form_request' : 'consent_request')
  const thing = sql.raw(standing.kind === 'form' ? 'form_id' : 'purpose_id')
  const askAt = askInstant(standing.rule, visit, ctx.now)
  await sql`update ${table} r set appointment_id = ${visit.id}, blocks_check_in = r.blocks_check_in or ${standing.blocks}
      ${isOver ? sql`, ask_at = ${askAt}, requested_at = ${ctx.now}` : sql``}
    where r.practice_id = ${ctx.practiceId} and r.id = ${standing.requestId}
      and not exists (select 1 from ${table} o where o.practice_id = r.practice_id and o.appointment_id = ${visit.id}
        and o.id <> r.id and o.${thing} = r.${thing})`.execute(ctx.db)
}
