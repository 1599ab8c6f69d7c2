import type { Context } from '../../platform/operation/context.ts'
import { recordVisit } from '../appointment/appointment.ts'
import { updateVisit } from '../appointment/change.ts'
import type { AppointmentRow, Visit } from '../appointment/visit-row.ts'
import { clearHoldsIn } from '../booking/clear-holds.ts'
import { keepTime, takeTime, takingsOf } from '../booking/occupancy.ts'
import { refuseAsTaken, refuseWrongClient } from '../booking/refusals.ts'
import { requestEnd } from '../requests/request-end.ts'
import { readDiary } from '../times/diary.ts'
import type { DiaryRows } from '../times/diary-rows.ts'
import { onlineRules } from './rules.ts'

export interface HoldConfirmed {
  clientId: string
  notes: string | null
  heardFrom: string | null
}

/**
 * Turns a hold into the client's visit, or into a request where the service wants the practice's approval. A client
 * can't be in two places: their other visits are asked, too.
 */
export async function confirmHold(ctx: Context, hold: Visit, wish: HoldConfirmed): Promise<Visit> {
  const diary = await readDiary(ctx, {
    serviceId: hold.service_id,
    practitionerId: hold.practitioner_id,
    clientId: wish.clientId,
    from: hold.starts_at,
    to: hold.ends_at,
    except: hold.id,
  })
  refuseWrongClient(diary, true)
  const isNewClient = !diary.client?.last
  await takeClientsTime(ctx, diary, { ...hold, client_id: wish.clientId })
  await keepTime(ctx, hold.id)
  const named = withClient(hold, diary)
  const visit = {
    ...named,
    ...(await updateVisit(ctx, named, {
      client_id: wish.clientId,
      notes: wish.notes,
      is_first: isNewClient,
      ...(await stateAfter(ctx, hold, diary)),
    })),
  }
  recordVisit(ctx, visit.state === 'requested' ? 'appointment.requested' : 'appointment.booked', visit, {
    data: { isNewClient, ...(wish.heardFrom ? { heardFrom: wish.heardFrom } : {}) },
  })
  return visit
}

async function stateAfter(
  ctx: Context,
  hold: Visit,
  { service }: DiaryRows,
): Promise<Partial<AppointmentRow>> {
  if (!service.requires_approval) return { state: 'booked', booked_at: ctx.now, held_until: null }
  const end = requestEnd(
    { requestedAt: ctx.now, startsAt: hold.starts_at, noticeMinutes: service.min_notice_minutes },
    await onlineRules(ctx),
  )
  // The time itself is taken up without end (`keepTime`); this only says when the practice has missed to answer.
  return { state: 'requested', requested_at: ctx.now, held_until: end }
}

async function takeClientsTime(ctx: Context, diary: DiaryRows, visit: Visit) {
  const takings = takingsOf({ ...visit, state: 'booked' }, []).filter(
    (each) => each.resource_kind === 'client',
  )
  await clearHoldsIn(ctx, diary)
  const lost = await takeTime(ctx, takings)
  if (lost.length === 0) return
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

function withClient(hold: Visit, { client }: DiaryRows): Visit {
  return {
    ...hold,
    client_id: client?.id ?? null,
    client_name: client?.name ?? null,
    client_number: client?.number ?? null,
    client_born_on: client?.born_on ?? null,
  }
}
