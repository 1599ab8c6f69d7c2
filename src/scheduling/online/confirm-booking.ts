import { createClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { problem } from '../../platform/problem.ts'
import type { Visit } from '../appointment/visit-row.ts'
import type { Holds } from './confirm-hold.ts'
import { confirmHolds } from './confirm-hold.ts'
import { useInvitation } from './invitation.ts'
import { askByMail } from './mail-confirmation.ts'
import { clientByProof } from './person.ts'
import { recogniseClientIfAny } from './recognise-client.ts'
import type { OnlineRules } from './rules.ts'
import { onlineRules } from './rules.ts'
import type { Typed } from './typed.ts'
import { namedIn, notesOf } from './typed.ts'

export interface Confirmed {
  visit: Visit
  /** Until then the mailed link must be opened; null: it counts already. */
  confirmBy: Date | null
}

/** Makes a kept time the client's, or mails them first where the practice's rules say so. */
export async function confirmBooking(ctx: Context, holds: Holds, typed: Typed): Promise<Confirmed> {
  refuseProgram(typed)
  const rules = await onlineRules(ctx)
  if (typed.person) {
    const { clientId, bookedBy, invitationId } = await clientByProof(ctx, typed.person)
    if (invitationId) await useInvitation(ctx, invitationId, holds)
    return {
      visit: await bookFor(ctx, holds, { typed: { ...typed, bookedBy: null }, clientId, bookedBy }),
      confirmBy: null,
    }
  }
  const known = await knownOrRefused(ctx, rules, typed)
  if (rules.confirmByMail === 'always' || (rules.confirmByMail === 'unknown' && !known))
    return askByMail(ctx, holds, typed)
  return { visit: await bookTyped(ctx, holds, typed), confirmBy: null }
}

/** Books for whoever was typed: a known client or a new one. */
export async function bookTyped(ctx: Context, holds: Holds, typed: Typed): Promise<Visit> {
  const who = namedIn(typed)
  const known = await knownOrRefused(ctx, await onlineRules(ctx), typed)
  const clientId = known ?? (await createClient(ctx, { ...who, language: who.language ?? ctx.locale })).id
  return bookFor(ctx, holds, { typed, clientId, bookedBy: typed.bookedBy ?? null })
}

function bookFor(
  ctx: Context,
  holds: Holds,
  {
    typed,
    clientId,
    bookedBy,
  }: { typed: Typed; clientId: string; bookedBy: { name: string; relation: string } | null },
): Promise<Visit> {
  const notes = notesOf(typed.notes, bookedBy)
  return confirmHolds(ctx, holds, { clientId, notes, heardFrom: typed.source ?? null })
}

async function knownOrRefused(ctx: Context, rules: OnlineRules, typed: Typed): Promise<string | null> {
  const known = await recogniseClientIfAny(ctx, namedIn(typed))
  if (!known && rules.clients === 'known')
    throw problem(
      422,
      'known_only',
      'Online booking is for people who have been here before, and we did not find you by these details. Check the name, the date of birth and the e-mail, or call us.',
    )
  return known
}

/** 422 when a field is filled in that people do not see. */
export function refuseProgram({ website }: Typed) {
  if (website)
    throw problem(
      422,
      'looks_automatic',
      'A field was filled in that people do not see, so this looks like a program. Reload the page and try again, or call us.',
    )
}
