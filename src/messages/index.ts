import { operations } from '../platform/slice.ts'
import type { Slice } from '../platform/slice.ts'
import { permissions, topics } from './access.ts'
import { dueSweep, sendJob } from './channels/deliver-message.ts'
import * as channels from './channels/operations.ts'
import * as myPreferences from './consent/client-page.ts'
import * as consent from './consent/operations.ts'
import { followAddress } from './consent/reroute.ts'
import * as myFiles from './conversations/client-files.ts'
import * as myMessages from './conversations/client-page.ts'
import * as inbox from './conversations/inbox-operations.ts'
import * as snippets from './conversations/snippet-operations.ts'
import { snippetNameTaken } from './conversations/snippets.ts'
import * as thread from './conversations/thread-operations.ts'
import * as inbound from './inbound/operations.ts'
import { readInbound } from './inbound/read-inbound.ts'
import * as unmatched from './inbound/unmatched.ts'
import * as ledger from './ledger/operations.ts'
import { followService, followWording, replanVisits, wordAgain } from './ledger/replan.ts'
import { manyVisitsMessages } from './many-visits.ts'
import * as messages from './operations/messages.ts'
import * as templates from './operations/templates.ts'
import * as timing from './timing/operations.ts'
import { sendReady } from './ready-action.ts'
import { requestMessages } from './request-messages.ts'
import { actions, events } from './rules.ts'
import { visitActions } from './visit-actions.ts'
import { replanEnds, replanOffers } from './replan-messages.ts'
import { endOldReminders, endReminders, visitMessages } from './visit-messages.ts'
import { endWaitlistMessages, waitlistMessages } from './waitlist-messages.ts'

export { CHANNELS, PURPOSES } from './channels/purposes.ts'
export type { Channel, Purpose } from './channels/purposes.ts'
export { noteConsent, allows, listConsents } from './consent/consent.ts'
export type { ConsentRow, ConsentWish } from './consent/consent.ts'
export { reroutePlanned } from './consent/reroute.ts'
export { listQuietHours, quietFor } from './consent/quiet-hours.ts'
export { planReminders } from './reminder-times.ts'
export { forgetUnsent } from './forget-unsent.ts'
export { cancelPlanned, sendMessage } from './send-message.ts'
export type { MessageLink, MessageWish } from './send-message.ts'

export { connectReminderRule } from './ledger/reminder-rule.ts'

export const slice: Slice = {
  name: 'messages',
  permissions,
  topics,
  operations: operations(
    messages.list,
    messages.counts,
    messages.get,
    messages.send,
    messages.cancel,
    messages.retry,
    messages.called,
    messages.openLink,
    timing.settings,
    timing.setUp,
    timing.pattern,
    timing.pin,
    templates.list,
    templates.save,
    templates.reset,
    templates.preview,
    ...Object.values(ledger),
    ...Object.values(channels),
    ...Object.values(consent),
    ...Object.values(inbox),
    ...Object.values(thread),
    ...Object.values(snippets),
    ...Object.values(inbound),
    ...Object.values(unmatched),
    ...Object.values(myMessages),
    myFiles.attach,
    myFiles.file,
    ...Object.values(myPreferences),
  ),
  subscribers: [
    visitMessages,
    manyVisitsMessages,
    requestMessages,
    endReminders,
    endOldReminders,
    waitlistMessages,
    endWaitlistMessages,
    replanOffers,
    replanEnds,
    followAddress,
    followService,
    followWording,
  ],
  events,
  actions: [...actions, sendReady, ...visitActions],
  jobs: [sendJob, readInbound, replanVisits, wordAgain],
  constraints: { message_snippet_once: () => snippetNameTaken() },
  sweeps: [dueSweep],
}
