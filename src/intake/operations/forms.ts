import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { Id } from '../../platform/operation/shapes.ts'
import { findForm, listForms, retireForm, saveForm } from '../form.ts'
import { allItems, needsSignature } from '../questionnaire/questionnaire.ts'
import type { Form } from '../form.ts'
import { Definition, Key } from './shapes.ts'

const FormView = z.object({
  id: Id,
  key: z.string(),
  version: z.int(),
  title: z.string(),
  questions: z.int(),
  needsSignature: z.boolean(),
  isRetired: z.boolean(),
})
const FullForm = FormView.extend({ definition: Definition })

function present(form: Form): z.input<typeof FormView> {
  const questions = allItems(form.definition).filter(
    ({ type }) => type !== 'group' && type !== 'display',
  ).length
  return {
    ...form,
    questions,
    needsSignature: needsSignature(form.definition),
    isRetired: form.retiredAt !== null,
  }
}

export const list = operation({
  path: 'GET /forms',
  summary: 'The forms of the practice, newest versions',
  allow: 'forms.see',
  takes: z.strictObject({ retired: z.stringbool().default(false) }),
  returns: z.object({ items: z.array(FormView) }),
  run: async (ctx, filter) => ({ items: (await listForms(ctx, filter)).map(present) }),
})

export const get = operation({
  path: 'GET /forms/{id}',
  summary: 'A form as FHIR R4 Questionnaire',
  allow: 'forms.see',
  takes: z.strictObject({ id: Id }),
  returns: FullForm,
  run: async (ctx, { id }) => {
    const form = await findForm(ctx, id)
    return { ...present(form), definition: form.definition }
  },
})

export const save = operation({
  path: 'PUT /forms/{key}',
  summary: 'Keep a FHIR R4 Questionnaire as the next version of a form',
  allow: 'forms.manage',
  takes: z.strictObject({ key: Key, definition: Definition }),
  returns: FullForm,
  fails: ['form_invalid'],
  run: async (ctx, { key, definition }) => {
    const form = await saveForm(ctx, key, definition)
    return { ...present(form), definition: form.definition }
  },
})

export const retire = operation({
  path: 'POST /forms/{key}/retirement',
  summary: 'Stop using a form; what was answered stays',
  allow: 'forms.manage',
  takes: z.strictObject({ key: Key }),
  returns: z.object({ items: z.array(FormView) }),
  run: async (ctx, { key }) => {
    await retireForm(ctx, key)
    return { items: (await listForms(ctx, { retired: true })).map(present) }
  },
})
