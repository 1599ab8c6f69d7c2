import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { Day, Id } from '../../platform/operation/shapes.ts'
import { MODES } from '../appointment/states.ts'
import { WISH_FAILURES } from '../waitlist/change-entry.ts'
import { joinWaitlist } from './join-waitlist.ts'
import { PuzzleAnswer } from './puzzle.ts'
import { refuseUnlisted } from './private-link.ts'
import { Typed } from './typed.ts'

export const join = operation({
  path: 'POST /public/{practice}/waitlist',
  summary:
    'Wait for a time when none suits; a stranger’s wish is an enquiry where strangers have to be confirmed',
  allow: 'anyone',
  takes: z.strictObject({
    ...Typed.shape,
    practice: z.string().max(50),
    serviceId: Id,
    practitionerId: Id.nullish().describe('Left out: with anybody.'),
    locationId: Id.nullish(),
    mode: z.enum(MODES).optional(),
    dayParts: z
      .array(z.enum(['morning', 'afternoon', 'evening']))
      .max(3)
      .default([])
      .describe('Empty: any time of day.'),
    toDay: Day.nullish().describe('Not after this day.'),
    link: z.string().max(64).nullish().describe('Of a service that is booked by private link.'),
    puzzle: PuzzleAnswer.nullish(),
  }),
  returns: z.object({ kept: z.enum(['waitlist', 'enquiry']) }),
  fails: [
    ...WISH_FAILURES,
    'not_offered',
    'link_used',
    'looks_automatic',
    'proof_over',
    'rate_limited',
    'puzzle_required',
  ],
  run: async (ctx, input) => {
    const {
      practice: _practice,
      serviceId,
      practitionerId,
      locationId,
      mode,
      dayParts,
      toDay,
      link,
      puzzle,
      ...typed
    } = input
    await refuseUnlisted(ctx, [serviceId], link)
    const wish = { serviceId, practitionerId, locationId, mode, dayParts, toDay }
    return { kept: await joinWaitlist(ctx, { wish, typed, puzzle }) }
  },
})
