import { CompiledQuery } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { notFound } from '../../platform/problem.ts'
import type { PackedBusy } from './busy-rows.ts'
import { unpackBusy } from './busy-rows.ts'
import { BUSY, DIARY } from './diary-queries.ts'
import type { DiaryRows } from './diary-rows.ts'

/** What to open the diary for. */
export interface DiaryAsk {
  serviceId: string
  /** null: everybody who offers it. */
  practitionerId?: string | null
  locationId?: string | null
  clientId?: string | null
  /** Starts within [from, to) are asked for. */
  from: Date
  to: Date
  /** Read hours, closures and time off up to here, when later windows will follow with readBusy. */
  rulesTo?: Date
  /** Minutes, where a visit gets another length than the service has. */
  duration?: number | null
  /** A visit that is being moved: it does not stand in its own way. */
  except?: string | null
}

type Packed = Omit<DiaryRows, 'busy'> & { busy: PackedBusy }

/**
 * Everything that decides whether a service can take place: its rules, who, where and with what, and whatever takes up
 * any of them around the window. One statement, because every booking and every look at free times begins with it.
 */
export async function readDiary(ctx: Context, ask: DiaryAsk): Promise<DiaryRows> {
  const {
    serviceId,
    practitionerId = null,
    locationId = null,
    clientId = null,
    from,
    to,
    rulesTo = to,
    duration = null,
    except = null,
  } = ask
  const values = [
    ctx.practiceId,
    serviceId,
    practitionerId,
    locationId,
    clientId,
    from,
    to,
    rulesTo,
    duration,
    except,
    ctx.now,
  ]
  const { rows } = await ctx.db.executeQuery<Packed>(CompiledQuery.raw(DIARY, values))
  const diary = rows[0]
  if (!diary) throw notFound('This service')
  return { ...diary, busy: unpackBusy(diary.busy) }
}

/** Only what takes up people and things in another window; the rest of the diary stays. */
export async function readBusy(
  ctx: Context,
  diary: DiaryRows,
  { from, to, clientId = null, except = null }: Omit<DiaryAsk, 'serviceId'>,
): Promise<DiaryRows> {
  const ids = new Set(
    [...diary.practitioners, ...diary.assistants, ...diary.rooms, ...diary.units].map((each) => each.id),
  )
  const taking = clientId ? [...ids, clientId] : [...ids]
  const values = [ctx.practiceId, taking, from, to, except, ctx.now]
  const { rows } = await ctx.db.executeQuery<Packed>(CompiledQuery.raw(BUSY, values))
  return { ...diary, busy: unpackBusy(rows[0]!.busy) }
}
