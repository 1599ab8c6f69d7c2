import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { notFound, problem } from '../../platform/problem.ts'
import type { Visit } from '../appointment/visit-row.ts'
import { clearHoldsInTheWay } from './clear-holds.ts'
import { lockResources, takeTime, takingsOf } from './occupancy.ts'

/** Gives a visit another room of its location; 409 no_room when somebody else is in it. */
export async function takeRoom(ctx: Context, visit: Visit, roomId: string) {
  if (visit.session_id)
    throw problem(
      409,
      'no_room',
      'This visit is a seat in a group. Move the whole session to another room instead.',
    )
  const { rows } = await sql<{
    name: string
  }>`select name from room where practice_id = ${ctx.practiceId} and id = ${roomId}
    and location_id = ${visit.location_id} and archived_at is null`.execute(ctx.db)
  if (!rows[0]) throw notFound('This room')
  await lockResources(ctx, [visit.room_id, roomId])
  await sql`delete from occupancy where practice_id = ${ctx.practiceId} and appointment_id = ${visit.id} and resource_kind = 'room'`.execute(
    ctx.db,
  )
  const taking = takingsOf({ ...visit, room_id: roomId }, []).filter((each) => each.resource_kind === 'room')
  const lost = await takeTime(ctx, taking)
  const stillLost =
    lost.length > 0 && (await clearHoldsInTheWay(ctx, lost)) ? await takeTime(ctx, lost) : lost
  if (stillLost.length > 0)
    throw problem(409, 'no_room', `${rows[0].name} is taken at this time. Choose another room.`)
  return { room_id: roomId, room_name: rows[0].name }
}
