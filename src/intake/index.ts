import { operations } from '../platform/slice.ts'
import type { Slice } from '../platform/slice.ts'
import { permissions, topics } from './access.ts'
import * as clientForm from './operations/client-form.ts'
import * as forms from './operations/forms.ts'
import * as requests from './operations/requests.ts'
import { actions, events } from './rules.ts'
import { endChase, installPack, sendForms, tellAboutForm, withdrawForms } from './packets.ts'

export { findFormByKeyIfAny, saveForm } from './form.ts'
export { completeForm, findFormRequest, listFormRequests, requestForm, saveAnswers } from './form-request.ts'
export type { FormRequest } from './form-request.ts'
export type { Answers, Questionnaire } from './questionnaire/questionnaire.ts'

export const slice: Slice = {
  name: 'intake',
  permissions,
  topics,
  operations: operations(
    forms.list,
    forms.get,
    forms.save,
    forms.retire,
    requests.list,
    requests.get,
    requests.ask,
    requests.withdraw,
    requests.openAtDesk,
    clientForm.open,
    clientForm.save,
    clientForm.complete,
    clientForm.ofVisit,
  ),
  events,
  actions,
  subscribers: [sendForms, tellAboutForm, endChase, withdrawForms, installPack],
}
