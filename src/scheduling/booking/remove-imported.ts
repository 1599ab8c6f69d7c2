import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'

/** Takes imported visits away again, with the time they took. Fails by foreign key where something was built on one. */
export async function removeImportedAppointments(ctx: Context, ids: readonly string[]) {
  const these = sql`any(${[...ids]}::uuid[])`
  await sql`delete from occupancy where practice_id = ${ctx.practiceId} and appointment_id = ${these}`.execute(
    ctx.db,
  )
  await sql`delete from appointment where practice_id = ${ctx.practiceId} and id = ${these} and source = 'import'`.execute(
    ctx.db,
  )
}

/** Takes away services that an import made and nobody changed since; fails by foreign key where one is used. */
export async function removeImportedServices(ctx: Context, ids: readonly string[]) {
  await sql`delete from service where practice_id = ${ctx.practiceId} and id = any(${[...ids]}::uuid[]) and row_version = 1`.execute(
    ctx.db,
  )
}
