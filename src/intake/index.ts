import { operations } from '../platform/slice.ts'
import type { Slice } from '../platform/slice.ts'
import { permissions, topics } from './access.ts'
import * as clientForm from './operations/client-form.ts'
import * as forms from './operations/forms.ts'
import * as ready from './operations/ready.ts'
import * as requests from './operations/requests.ts'
import { actions, events } from './rules.ts'
import { reachJob } from './packets/reach.ts'
import * as packets from './packets/operations.ts'
import { endChase, installPack, sendForms, tellAboutForm, withdrawForms } from './packets/subscribers.ts'
import * as checkin from './checkin/operations.ts'
import * as kiosks from './checkin/kiosk-operations.ts'
import * as consents from './consents/operations.ts'
import * as clientConsents from './consents/of-client-operations.ts'
import * as clientConsent from './consents/client-operations.ts'
import * as sealing from './sealing/operations.ts'
import { sealDocumentJob } from './sealing/sealed-document.ts'
import { verifySignatures } from './sealing/verify.ts'
import * as alerts from './alerts/operations.ts'
import { tellChart } from './chart/changes.ts'
import * as answered from './answered/operations.ts'
import { followConsent, followUnsubscription } from './consents/opt-in.ts'
import * as chartFacts from './chart/fact-operations.ts'
import * as chart from './chart/operations.ts'
import * as drafts from './drafts/operations.ts'
import * as formFiles from './files/operations.ts'
import { collectAnswers, noticeSilence, recheckBeforeVisits } from './insurance/eligibility/sweeps.ts'
import { sendJob } from './insurance/eligibility/send.ts'
import { insuranceOperations } from './insurance/operations/index.ts'
import { announceExpired, insuranceEvents, insuranceGroups } from './insurance/offers.ts'
import { codeTaken } from './insurance/payers.ts'
import { policyOverlaps } from './insurance/policy.ts'

export { findFormByKeyIfAny, saveForm } from './form.ts'
export { completeForm, findFormRequest, listFormRequests, requestForm, saveAnswers } from './form-request.ts'
export type { FormRequest } from './form-request.ts'
export { askForCard } from './insurance/card-request.ts'
export type { CardWish } from './insurance/card-request.ts'
export { askPayer, SEND_JOB as ASK_PAYER_JOB } from './insurance/eligibility/check.ts'
export { findClearinghouse, saveClearinghouse } from './insurance/eligibility/clearinghouse.ts'
export { addDemoPayers, listPayers } from './insurance/payers.ts'
export { addPolicy, listPolicies } from './insurance/policy.ts'
export type { Policy, PolicyWish } from './insurance/policy.ts'
export { toCoverage } from './insurance/fhir-coverage.ts'
export type { Answers, Questionnaire } from './questionnaire/questionnaire.ts'

export { requireNothingMissing } from './checkin/gate.ts'
export { askForms } from './packets/ask-forms.ts'

export const slice: Slice = {
  name: 'intake',
  permissions,
  topics,
  operations: operations(
    forms.list,
    forms.get,
    forms.save,
    forms.retire,
    ready.list,
    ready.add,
    drafts.list,
    drafts.get,
    drafts.keep,
    drafts.drop,
    drafts.publish,
    drafts.versions,
    drafts.trial,
    requests.list,
    requests.get,
    requests.ask,
    requests.withdraw,
    requests.openAtDesk,
    clientForm.open,
    clientForm.save,
    clientForm.complete,
    clientForm.rest,
    clientForm.ofVisit,
    packets.list,
    packets.ready,
    packets.add,
    packets.change,
    packets.turn,
    packets.preview,
    packets.next,
    packets.ask,
    packets.reachPreview,
    packets.reach,
    consents.list,
    consents.texts,
    consents.draft,
    consents.publish,
    consents.retire,
    consents.ready,
    clientConsents.ofClient,
    clientConsents.missing,
    clientConsents.ask,
    clientConsents.openAtDesk,
    clientConsents.note,
    clientConsents.withdraw,
    clientConsent.open,
    clientConsent.answer,
    clientConsent.rest,
    sealing.download,
    sealing.prove,
    sealing.ofForm,
    sealing.ofConsent,
    formFiles.send,
    formFiles.read,
    answered.pdf,
    answered.response,
    answered.bring,
    alerts.list,
    alerts.see,
    chart.list,
    chart.decide,
    chartFacts.list,
    chartFacts.keep,
    ...insuranceOperations,
    checkin.own,
    checkin.details,
    checkin.arrive,
    kiosks.kiosk,
    kiosks.search,
    kiosks.toPhone,
    kiosks.entrance,
    kiosks.searchOnPhone,
    kiosks.kiosks,
    kiosks.pair,
    kiosks.renew,
    kiosks.revoke,
    kiosks.poster,
    checkin.settings,
    checkin.keepSettings,
    checkin.waitingRoom,
    checkin.arrivals,
    checkin.ready,
    checkin.notReady,
  ),
  events: [...events, ...insuranceEvents],
  facts: insuranceGroups,
  actions,
  subscribers: [
    sendForms,
    tellAboutForm,
    endChase,
    withdrawForms,
    installPack,
    tellChart,
    followConsent,
    followUnsubscription,
  ],
  jobs: [sealDocumentJob, sendJob, reachJob],
  verifications: verifySignatures,
  sweeps: [collectAnswers, noticeSilence, recheckBeforeVisits, announceExpired],
  constraints: { payer_practice_id_code_key: codeTaken, policy_one_each_day: policyOverlaps },
}
