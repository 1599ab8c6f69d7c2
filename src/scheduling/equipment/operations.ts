import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { CHANGED_MEANWHILE, RowVersion } from '../../platform/operation/row-version.ts'
import { Id } from '../../platform/operation/shapes.ts'
import { AppointmentView, findAppointment, presentAppointment } from '../appointment/appointment.ts'
import { canChooseUnits, chooseUnits, unitsFor } from './choose-units.ts'

export const list = operation({
  path: 'GET /appointments/{id}/equipment',
  summary:
    'The units of equipment that a visit could use, of each kind its service needs, and which are free then',
  allow: 'appointments.see',
  takes: z.strictObject({ id: Id }),
  returns: z.object({
    kinds: z.array(
      z.object({
        id: Id,
        name: z.string(),
        units: z.array(
          z.object({
            id: Id,
            name: z.string(),
            isOurs: z.boolean().describe('This visit uses it.'),
            isTaken: z.boolean().describe('Another visit has it then, buffers included.'),
          }),
        ),
      }),
    ),
    canChange: z.boolean(),
  }),
  run: async (ctx, { id }) => {
    const visit = await findAppointment(ctx, id)
    const units = await unitsFor(ctx, visit)
    const kinds = new Map(units.map((unit) => [unit.poolId, unit.poolName]))
    return {
      kinds: [...kinds].map(([poolId, name]) => ({
        id: poolId,
        name,
        units: units.filter((unit) => unit.poolId === poolId),
      })),
      canChange: ctx.can('appointments.move') && canChooseUnits(visit),
    }
  },
})

export const choose = operation({
  path: 'PUT /appointments/{id}/equipment',
  summary: 'Choose which units of equipment a visit uses, one of each kind its service needs',
  allow: 'appointments.move',
  takes: z.strictObject({ id: Id, unitIds: z.array(Id).min(1).max(20), rowVersion: RowVersion.optional() }),
  returns: AppointmentView,
  fails: ['no_equipment', 'wrong_state', CHANGED_MEANWHILE],
  run: async (ctx, { id, ...choice }) => presentAppointment(ctx, await chooseUnits(ctx, id, choice)),
})
