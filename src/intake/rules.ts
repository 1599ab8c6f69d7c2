import { z } from 'zod'
import type { Context } from '../platform/operation/context.ts'
import { line } from '../platform/operation/shapes.ts'
import type { Action, EventEntry, FactField } from '../platform/rules/rules.ts'
import { action, sameText } from '../platform/rules/rules.ts'
import { findFormByKeyIfAny, listForms } from './form.ts'
import { requestForm } from './form-request.ts'
import { askAfter } from './packets/subscribers.ts'

const formChoices = async (ctx: Context) =>
  (await listForms(ctx, { retired: false })).map(({ key, title }) => ({ value: key, label: sameText(title) }))
const formKey: FactField = {
  key: 'formKey',
  words: { en: 'the form', de: 'das Formular' },
  kind: 'choice',
  choices: formChoices,
}

/** What rules may begin with here. */
export const events: EventEntry[] = [
  'form.requested',
  'form.started',
  'form.completed',
  'form.signed',
  'form.withdrawn',
  'form.alert_raised',
].map((name) => ({ name, gives: ['form_request', 'client', 'appointment'], fields: [formKey] }))

const askForm = action({
  name: 'intake.ask_form',
  words: { en: 'ask the client for a form', de: 'um ein Formular bitten' },
  needs: ['client'],
  allow: 'forms.request',
  settings: z.strictObject({ form: line(80) }),
  fields: [{ key: 'form', words: { en: 'Form', de: 'Formular' }, kind: 'choice', choices: formChoices }],
  check: async (ctx, { form }) =>
    (await findFormByKeyIfAny(ctx, form))
      ? null
      : {
          en: `The form “${form}” is no longer there. Choose another one.`,
          de: `Das Formular „${form}“ gibt es nicht mehr. Wählen Sie ein anderes.`,
        },
  preview: async (ctx, _call, settings) => {
    const title = (await findFormByKeyIfAny(ctx, settings.form))?.title ?? settings.form
    return { en: `Form “${title}” asked for`, de: `Um das Formular „${title}“ gebeten` }
  },
  run: async (ctx, { refs, rule }, settings) => {
    const form = (await findFormByKeyIfAny(ctx, settings.form))!
    const id = await requestForm(ctx, {
      form,
      clientId: refs.client!,
      appointmentId: refs.appointment ?? null,
      why: `Automation: ${rule.name}.`,
    })
    return id
      ? { did: { en: `“${form.title}” asked for.`, de: `Um „${form.title}“ gebeten.` } }
      : { nothing: { en: 'This visit asked for it before.', de: 'Dieser Termin hat schon darum gebeten.' } }
  },
})

const askPacket = action({
  name: 'intake.ask_forms',
  words: {
    en: 'ask for the forms and consents that the visit needs',
    de: 'um die Formulare und Einwilligungen bitten, die der Termin braucht',
  },
  needs: ['appointment'],
  allow: 'forms.request',
  settings: z.strictObject({}),
  fields: [],
  preview: async () => ({
    en: 'Forms and consents asked for, as the rules of packets say',
    de: 'Um Formulare und Einwilligungen gebeten, wie es die Regeln der Pakete sagen',
  }),
  run: async (ctx, { event }) => {
    const asked = await askAfter(ctx, event)
    return asked > 0
      ? { did: { en: `Asked for ${asked}.`, de: `Um ${asked} gebeten.` } }
      : {
          nothing: {
            en: 'Everything is there or was asked for.',
            de: 'Alles liegt vor oder ist schon erbeten.',
          },
        }
  },
})

export const actions: Action[] = [askForm, askPacket]
