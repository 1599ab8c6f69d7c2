import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { Id, Instant, line } from '../../platform/operation/shapes.ts'
import { checklistOf, tick as tickItem } from './checklist.ts'

const Checklist = z.object({
  items: z.array(z.object({ text: z.string(), doneAt: Instant.nullable(), doneBy: z.string().nullable() })),
})

export const get = operation({
  path: 'GET /appointments/{id}/checklist',
  summary: 'What is to be done at an appointment, and what was ticked',
  allow: 'appointments.see',
  takes: z.strictObject({ id: Id }),
  returns: Checklist,
  run: async (ctx, { id }) => ({ items: await checklistOf(ctx, id) }),
})

export const tick = operation({
  path: 'PUT /appointments/{id}/checklist',
  summary: 'Tick an item of the checklist of an appointment, or take the tick away',
  allow: 'appointments.check_in',
  takes: z.strictObject({ id: Id, item: line(200), done: z.boolean() }),
  returns: Checklist,
  run: async (ctx, { id, ...what }) => ({ items: await tickItem(ctx, id, what) }),
})
