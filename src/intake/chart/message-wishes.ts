import { noteConsent, PURPOSES } from '../../messages/index.ts'
import type { Purpose } from '../../messages/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { findForm } from '../form.ts'
import type { FormRequest } from '../form-request.ts'
import { allItems } from '../questionnaire/questionnaire.ts'
import { messagePurposeIfAny } from './fields.ts'

/** A yes or no about messages that was given in a form counts for them, on every channel; what was not answered says nothing. */
export async function noteWishes(ctx: Context, request: FormRequest): Promise<void> {
  const { definition } = await findForm(ctx, request.formId)
  for (const item of allItems(definition)) {
    const purpose = messagePurposeIfAny(item)
    const allowed = request.answers[item.linkId]?.[0]
    if (!isPurpose(purpose) || typeof allowed !== 'boolean') continue
    const wish = { channel: 'any', purpose, allowed, source: 'form', note: request.formTitle } as const
    await noteConsent(ctx, request.clientId, wish)
  }
}

const isPurpose = (name: string | undefined): name is Purpose =>
  (PURPOSES as readonly (string | undefined)[]).includes(name)
