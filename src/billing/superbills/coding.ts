import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Id, line } from '../../platform/operation/shapes.ts'
import { findAppointment, findService } from '../../scheduling/index.ts'
import { Code } from './codes.ts'

export const codingFields = {
  /** In place of the service's own billing code. */
  code: Code.nullable().default(null),
  modifiers: z.array(Code).max(4).default([]),
  placeOfService: z
    .string()
    .regex(/^\d{2}$/, 'Two digits, such as 11 for an office.')
    .nullable()
    .default(null),
  /** One unit for each so many minutes; null: one unit. */
  minutesPerUnit: z.int().min(1).max(480).nullable().default(null),
}
const Coding = z.object(codingFields)
export const ServiceCoding = Coding.extend({
  serviceId: Id,
  serviceName: z.string(),
  billingCode: z.string().nullable(),
  code: z.string().nullable(),
})

/** All services with how they are coded. */
export async function listCodings(ctx: Context): Promise<z.input<typeof ServiceCoding>[]> {
  const { rows } = await sql<
    z.input<typeof ServiceCoding>
  >`select s.id as "serviceId", s.name as "serviceName", s.billing_code as "billingCode", c.code, coalesce(c.modifiers, '{}') as modifiers,
      c.place_of_service as "placeOfService", c.minutes_per_unit as "minutesPerUnit"
    from service s left join service_coding c on c.practice_id = s.practice_id and c.service_id = s.id
    where s.practice_id = ${ctx.practiceId} and s.archived_at is null order by s.name, s.id limit 500`.execute(
    ctx.db,
  )
  return rows
}

/** Says how a service is coded on superbills. */
export async function saveCoding(ctx: Context, serviceId: string, wish: z.output<typeof Coding>) {
  await findService(ctx, serviceId)
  await sql`insert into service_coding (practice_id, service_id, code, modifiers, place_of_service, minutes_per_unit)
    values (${ctx.practiceId}, ${serviceId}, ${wish.code}, ${wish.modifiers}, ${wish.placeOfService}, ${wish.minutesPerUnit})
    on conflict (practice_id, service_id) do update set code = excluded.code, modifiers = excluded.modifiers, place_of_service = excluded.place_of_service,
      minutes_per_unit = excluded.minutes_per_unit`.execute(ctx.db)
  ctx.record('billing.coding_saved', { subject: ['service', serviceId] })
}

export const Diagnosis = z.object({ code: Code, label: line(200).nullable().default(null) })

/** What a visit was for, the main one first. */
export async function listDiagnoses(
  ctx: Context,
  appointmentId: string,
): Promise<{ code: string; label: string | null }[]> {
  await findAppointment(ctx, appointmentId)
  const { rows } = await sql<{
    code: string
    label: string | null
  }>`select code, label from visit_diagnosis where practice_id = ${ctx.practiceId} and appointment_id = ${appointmentId} order by position`.execute(
    ctx.db,
  )
  return rows
}

/** Puts the diagnoses of a visit in place of those before; a text that is missing is taken from the practice's codes. */
export async function saveDiagnoses(
  ctx: Context,
  appointmentId: string,
  diagnoses: readonly z.output<typeof Diagnosis>[],
) {
  const visit = await findAppointment(ctx, appointmentId)
  await sql`delete from visit_diagnosis where practice_id = ${ctx.practiceId} and appointment_id = ${appointmentId}`.execute(
    ctx.db,
  )
  for (const [index, { code, label }] of diagnoses.entries())
    await sql`insert into visit_diagnosis (practice_id, appointment_id, position, code, label)
      values (${ctx.practiceId}, ${appointmentId}, ${index + 1}, ${code}, coalesce(${label}::text, (select b.label from billing_code b
        where b.practice_id = ${ctx.practiceId} and b.kind = 'diagnosis' and b.code = ${code} order by b.valid_from desc limit 1)))`.execute(
      ctx.db,
    )
  ctx.record('visit.diagnoses_set', { subject: ['appointment', appointmentId], clientId: visit.client_id })
}
