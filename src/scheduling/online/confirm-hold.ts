import type { Context } from '../../platform/operation/context.ts'
import { problem } from '../../platform/problem.ts'
import { recordVisit } from '../appointment/appointment.ts'
import { updateVisit } from '../appointment/change.ts'
import type { AppointmentRow, Visit } from '../appointment/visit-row.ts'
import { clearHoldsIn } from '../booking/clear-holds.ts'
import { keepTime, takeTime, takingsOf } from '../booking/occupancy.ts'
import { refuseReserved } from '../booking/refuse-reserved.ts'
import { MESSAGES, refuseAsTaken, refuseWrongClient } from '../booking/refusals.ts'
import { requestEnd } from '../requests/request-end.ts'
import { readDiary } from '../times/diary.ts'
import type { DiaryRows } from '../times/diary-rows.ts'
import { recordTogether } from '../together/record-together.ts'
import { keepSeries } from './repeats.ts'
import { onlineRules } from './rules.ts'
import { refuseSeveral } from './several.ts'

/** What is kept for one client: a visit, or several services in a row. */
export type Holds = readonly [Visit, ...Visit[]]

export interface HoldConfirmed {
  clientId: string
  notes: string | null
  heardFrom: string | null
}

/**
 * Turns a hold into the client's visit, or into a request where a service wants the practice's approval. A client can't be
 * in two places: their other visits are asked, too. Several services are booked together, or none; answers the first.
 */
export async function confirmHolds(ctx: Context, holds: Holds, wish: HoldConfirmed): Promise<Visit> {
  const diaries: DiaryRows[] = []
  for (const hold of holds) {
    const diary = await diaryOf(ctx, hold, wish.clientId)
    refuseWrongClient(diary, true)
    refuseReserved(ctx, diary, hold)
    diaries.push(diary)
  }
  const fields = await stateAfter(ctx, holds[0], diaries)
  const visits: Visit[] = []
  for (const [nth, hold] of holds.entries()) {
    const diary = diaries[nth]!
    const isNewClient = nth === 0 && !diary.client?.last
    const named = withClient(hold, diary)
    await takeClientsTime(ctx, { diary, visit: named, holds })
    await keepTime(ctx, hold.id)
    const own = { client_id: wish.clientId, notes: wish.notes, is_first: isNewClient }
    const visit = { ...named, ...(await updateVisit(ctx, named, { ...own, ...fields })) }
    visits.push(visit)
    recordConfirmed(ctx, visit, {
      isNewClient,
      ...(wish.heardFrom ? { heardFrom: wish.heardFrom } : {}),
      ...(holds.length > 1 ? { together: { nth: nth + 1, of: holds.length } } : {}),
    })
  }
  const [first, ...more] = visits as [Visit, ...Visit[]]
  if (first.series_id) await keepSeries(ctx, [first, ...more])
  else if (more.length > 0 && first.state === 'booked')
    recordTogether(ctx, 'bundle.booked', { subject: ['bundle', first.bundle_id!], visits })
  return first
}

function diaryOf(ctx: Context, hold: Visit, clientId: string) {
  return readDiary(ctx, {
    serviceId: hold.service_id,
    practitionerId: hold.practitioner_id,
    clientId,
    from: hold.starts_at,
    to: hold.ends_at,
    except: hold.id,
  })
}

function recordConfirmed(ctx: Context, visit: Visit, data: Record<string, unknown>) {
  const name = visit.state === 'requested' ? 'appointment.requested' : 'appointment.booked'
  recordVisit(ctx, name, visit, { data })
}

/** Where one service of a coming wants an approval, the whole coming waits for it. */
async function stateAfter(
  ctx: Context,
  first: Visit,
  diaries: readonly DiaryRows[],
): Promise<Partial<AppointmentRow>> {
  if (!diaries.some(({ service }) => service.requires_approval))
    return { state: 'booked', booked_at: ctx.now, held_until: null }
  const notices = diaries.map(({ service }) => service.min_notice_minutes)
  const end = requestEnd(
    { requestedAt: ctx.now, startsAt: first.starts_at, noticeMinutes: Math.max(...notices) },
    await onlineRules(ctx),
  )
  // The time itself is taken up without end (`keepTime`); this only says when the practice has missed to answer.
  return { state: 'requested', requested_at: ctx.now, held_until: end }
}

async function takeClientsTime(
  ctx: Context,
  { diary, visit, holds }: { diary: DiaryRows; visit: Visit; holds: Holds },
) {
  const takings = takingsOf({ ...visit, state: 'booked' }, []).filter(
    (each) => each.resource_kind === 'client',
  )
  await clearHoldsIn(ctx, diary)
  const lost = await takeTime(ctx, takings)
  if (lost.length === 0) return
  if (visit.series_id)
    throw problem(409, 'client_double_booked', MESSAGES.client_double_booked, {
      startsAt: visit.starts_at.toISOString(),
    })
  if (holds.length > 1)
    throw await refuseSeveral(ctx, 'client_double_booked', askedAgain(holds, visit.client_id))
  const wish = {
    serviceId: visit.service_id,
    practitionerId: visit.practitioner_id,
    startsAt: visit.starts_at,
    clientId: visit.client_id,
    source: 'online',
    by: 'client',
  } as const
  throw await refuseAsTaken(ctx, { diary, wish, lostKinds: ['client'] })
}

function askedAgain(holds: Holds, clientId: string | null) {
  const [first] = holds
  return {
    startsAt: first.starts_at,
    locationId: first.location_id,
    mode: first.mode,
    clientId,
    except: new Set(holds.map(({ id }) => id)),
    parts: holds.map((hold) => ({
      serviceId: hold.service_id,
      durationMinutes: (hold.ends_at.getTime() - hold.starts_at.getTime()) / 60_000,
    })),
  }
}

function withClient(hold: Visit, { client }: DiaryRows): Visit {
  return {
    ...hold,
    client_id: client?.id ?? null,
    client_name: client?.name ?? null,
    client_number: client?.number ?? null,
    client_born_on: client?.born_on ?? null,
  }
}
