import { sql } from 'kysely'
import { sweep } from '../../../platform/jobs/sweeps.ts'
import type { Context } from '../../../platform/operation/context.ts'
import type { House } from '../../../platform/operation/gate.ts'
import { inPractice } from '../../../platform/operation/gate.ts'
import { Problem } from '../../../platform/problem.ts'
import { localDay } from '../../../platform/time/index.ts'
import { askPayer } from './check.ts'
import { findClearinghouse } from './clearinghouse.ts'
import { arrivedFiles, foldersOf, putAway, readArrived } from './folders.ts'
import { noteTrouble, receiveX12 } from './receive.ts'

const ACTOR = { kind: 'system', name: 'Insurance' } as const
const who = (practiceId: string, name: string) => ({ practiceId, actor: ACTOR, name })
const NO_ANSWER_MS = 24 * 3_600_000
const AT_ONCE = 200

/** Takes in what lies in the practice's folder. A file is put away after it was taken in; dying between is harmless. */
export const collectAnswers = sweep({
  name: 'insurance.collect',
  everySeconds: 30,
  run: async (house, practiceId) => {
    const name = 'insurance.collect'
    const { kind, slug } = await inPractice(house, who(practiceId, name), async (ctx) => ({
      kind: (await findClearinghouse(ctx)).kind,
      slug: (await ctx.practice()).slug,
    }))
    if (kind !== 'folder') return
    const folders = foldersOf(house.services.settings.clearinghouseDir, slug)
    for (const file of await arrivedFiles(folders)) {
      const isRead = await takeFile(house, practiceId, { name: file, read: () => readArrived(folders, file) })
      await putAway(folders, file, isRead)
    }
  },
})

async function takeFile(
  house: House,
  practiceId: string,
  file: { name: string; read: () => Promise<Uint8Array> },
): Promise<boolean> {
  const content = await file.read().catch(() => null)
  if (!content) return false
  const { matched, isRepeated, faults } = await inPractice(
    house,
    who(practiceId, 'insurance.collect'),
    (ctx) => receiveX12(ctx, content, { name: file.name }),
  )
  return isRepeated || matched > 0 || faults.length === 0
}

/** Questions without an answer for a day go on the desk's list. */
export const noticeSilence = sweep({
  name: 'insurance.silence',
  everySeconds: 600,
  run: (house, practiceId) =>
    inPractice(house, who(practiceId, 'insurance.silence'), async (ctx) => {
      const before = new Date(ctx.now.getTime() - NO_ANSWER_MS)
      const { rows } = await sql<{ id: string }>`select id from cover_check
        where practice_id = ${practiceId} and state = 'sent' and sent_at < ${before} limit ${AT_ONCE}`.execute(
        ctx.db,
      )
      for (const { id } of rows)
        await noteTrouble(ctx, id, {
          trouble: 'no_answer',
          text: 'No answer came within a day.',
          isFinal: true,
        })
    }),
})

/**
 * Asks again before a visit, some days ahead: when nothing was asked yet, when the answer is older than the practice
 * wants it, or when a new month has begun since (cover changes with the month). One question a day at most.
 */
export const recheckBeforeVisits = sweep({
  name: 'insurance.recheck',
  everySeconds: 1800,
  run: async (house, practiceId) => {
    const name = 'insurance.recheck'
    for (const each of await inPractice(house, who(practiceId, name), due)) {
      // Each in its own transaction: one policy that cannot be asked about holds up no other.
      await inPractice(house, who(practiceId, name), (ctx) =>
        askPayer(ctx, { ...each, why: 'before_visit' }),
      ).catch((error: unknown) => {
        if (!(error instanceof Problem)) throw error
      })
    }
  },
})

interface Due {
  policyId: string
  appointmentId: string
  serviceOn: string
}

async function due(ctx: Context): Promise<Due[]> {
  const { kind, aheadDays, staleDays } = await findClearinghouse(ctx)
  if (kind === 'off' || aheadDays === 0) return []
  const { zone } = await ctx.practice()
  const today = localDay(ctx.now, zone)
  const until = new Date(ctx.now.getTime() + aheadDays * 86_400_000)
  const stale = new Date(ctx.now.getTime() - staleDays * 86_400_000)
  const lately = new Date(ctx.now.getTime() - 20 * 3_600_000)
  const { rows } = await sql<Due>`
    select distinct on (p.id) p.id as "policyId", a.id as "appointmentId", (a.starts_at at time zone ${zone})::date as "serviceOn"
    from appointment a
      join policy p on p.practice_id = a.practice_id and p.client_id = a.client_id and p.state = 'in_force'
        and coalesce(p.valid_to, 'infinity') >= (a.starts_at at time zone ${zone})::date
      join payer y on y.practice_id = p.practice_id and y.id = p.payer_id and y.code is not null
      left join lateral (select max(k.answered_at) filter (where k.state = 'answered') as answered_at, max(k.asked_at) as asked_at,
          bool_or(k.state in ('waiting', 'sent')) as is_open
        from cover_check k where k.practice_id = p.practice_id and k.policy_id = p.id) last on true
    where a.practice_id = ${ctx.practiceId} and a.starts_at > ${ctx.now} and a.starts_at <= ${until} and a.state in ('booked', 'confirmed')
      and not coalesce(last.is_open, false) and coalesce(last.asked_at, '-infinity') < ${lately}
      and (last.answered_at is null or last.answered_at < ${stale}
        or ((last.answered_at at time zone ${zone})::date < date_trunc('month', ${today}::date)
          and date_trunc('month', a.starts_at at time zone ${zone}) = date_trunc('month', ${today}::date)))
    order by p.id, a.starts_at limit ${AT_ONCE}`.execute(ctx.db)
  return rows
}
