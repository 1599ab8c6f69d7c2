import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { inPractice } from '../../platform/operation/gate.ts'
import { sweep } from '../../platform/jobs/sweeps.ts'
import { instantToWall, localDay, startOfLocalDay, weekdayOf } from '../../platform/time/index.ts'
import { remindDue } from './remind.ts'
import { findRecallSettings } from './settings.ts'
import { syncRecalls } from './sync-recalls.ts'

const ACTOR = { kind: 'system', name: 'Recalls' } as const
/** On working days, while somebody answers the telephone. */
const HOURS = { from: '09:00', until: '17:00' }
const FRIDAY = 5

/** Some times a day: visits that were imported or undone, and children who grew up. */
export const followVisitsSweep = sweep({
  name: 'outreach.followVisits',
  everySeconds: 6 * 3600,
  run: async (house, practiceId) => {
    await inPractice(house, { practiceId, actor: ACTOR, name: 'outreach.followVisits' }, (ctx) =>
      syncRecalls(ctx, { onlyKnown: true }),
    )
  },
})

/** Reminds of what is due, within the day's limit. */
export const remindSweep = sweep({
  name: 'outreach.remind',
  everySeconds: 900,
  run: async (house, practiceId) => {
    await inPractice(house, { practiceId, actor: ACTOR, name: 'outreach.remind' }, async (ctx) => {
      const { zone } = await ctx.practice()
      if (!isWorkingTime(ctx.now, zone)) return
      const { automatic, dailyLimit, overdueDays } = await findRecallSettings(ctx)
      const left = dailyLimit - (await countToday(ctx, zone))
      if (automatic && left > 0) await remindDue(ctx, { atMost: left, overdueDays })
    })
  },
})

function isWorkingTime(now: Date, zone: string): boolean {
  const time = instantToWall(now, zone).slice(11, 16)
  return time >= HOURS.from && time < HOURS.until && weekdayOf(localDay(now, zone)) <= FRIDAY
}

async function countToday(ctx: Context, zone: string): Promise<number> {
  const since = startOfLocalDay(localDay(ctx.now, zone), zone)
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from message
    where practice_id = ${ctx.practiceId} and rule = 'recall' and send_at >= ${since}`.execute(ctx.db)
  return rows[0]!.count
}
