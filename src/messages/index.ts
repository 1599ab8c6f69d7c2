import { operations } from '../platform/slice.ts'
import type { Slice } from '../platform/slice.ts'
import { permissions, topics } from './access.ts'
import { dueSweep, sendJob } from './channels/deliver-message.ts'
import { manyVisitsMessages } from './many-visits.ts'
import * as messages from './operations/messages.ts'
import * as templates from './operations/templates.ts'
import { requestMessages } from './request-messages.ts'
import { actions, events } from './rules.ts'
import { replanEnds, replanOffers } from './replan-messages.ts'
import { endReminders, visitMessages } from './visit-messages.ts'
import { endWaitlistMessages, waitlistMessages } from './waitlist-messages.ts'

export { CHANNELS, PURPOSES } from './channels/purposes.ts'
export type { Channel, Purpose } from './channels/purposes.ts'
export { forgetUnsent } from './forget-unsent.ts'
export { cancelPlanned, sendMessage } from './send-message.ts'
export type { MessageLink, MessageWish } from './send-message.ts'

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
    templates.list,
    templates.save,
    templates.reset,
    templates.preview,
  ),
  subscribers: [
    visitMessages,
    manyVisitsMessages,
    requestMessages,
    endReminders,
    waitlistMessages,
    endWaitlistMessages,
    replanOffers,
    replanEnds,
  ],
  events,
  actions,
  jobs: [sendJob],
  sweeps: [dueSweep],
}
