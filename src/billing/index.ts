import { operations } from '../platform/slice.ts'
import type { Slice } from '../platform/slice.ts'
import { problem } from '../platform/problem.ts'
import { permissions } from './access.ts'
import { byItself } from './by-itself.ts'
import { chargeVisits, unchargeVisits } from './charges/from-visit.ts'
import { chargeRunning } from './cards/card-charge.ts'
import { forgetCardJob, keepCardJob, openSetup } from './cards/card-jobs.ts'
import * as myCards from './cards/client-operations.ts'
import * as cards from './cards/operations.ts'
import { sendCardCharge } from './cards/send-charge.ts'
import * as extras from './charges/extra-operations.ts'
import * as charges from './charges/operations.ts'
import * as documents from './documents/operations.ts'
import * as connections from './gateway/connection-operations.ts'
import { openCheckout } from './gateway/open-checkout.ts'
import * as gateway from './gateway/operations.ts'
import { visitDue } from './gateway/visit-due.ts'
import { sendRefund } from './gateway/send-refund.ts'
import { deliverTestMessage } from './gateway/test-gateway-delivery.ts'
import { sendInvoices, sendReceipts } from './invoices/tell-client.ts'
import { approveDrafts } from './invoices/approve-many.ts'
import * as draftLines from './invoices/draft-operations.ts'
import * as creditNotes from './invoices/credit-note-operations.ts'
import * as invoices from './invoices/operations.ts'
import * as sendings from './invoices/send-operations.ts'
import { billRecurring } from './recurring/bill-due.ts'
import * as recurring from './recurring/operations.ts'
import { verifyBooks } from './ledger/verify.ts'
import { mailPayer } from './payers/mail-payer.ts'
import * as dunning from './dunning/operations.ts'
import { dunningSweep, stopWhenPaid } from './dunning/sweep.ts'
import * as bank from './reconcile/bank/operations.ts'
import { reopenLines } from './reconcile/bank/reopen.ts'
import { fetchPayouts, payoutSweep } from './reconcile/payouts/fetch.ts'
import * as payouts from './reconcile/payouts/operations.ts'
import { verifyReconciliation } from './reconcile/verify.ts'
import * as writeOffs from './writeoffs/operations.ts'
import * as estimates from './estimates/operations.ts'
import * as estimatePage from './estimates/page-operations.ts'
import * as superbills from './superbills/operations.ts'
import * as codes from './superbills/code-operations.ts'
import { monthlySuperbills } from './superbills/monthly.ts'
import * as payers from './payers/operations.ts'
import * as payments from './payments/operations.ts'
import * as prices from './prices/operations.ts'
import * as reports from './reports/operations.ts'
import { getWork } from './reports/queues.ts'
import * as figures from './reports/report-operations.ts'
import * as settings from './settings/operations.ts'
import * as time from './time/operations.ts'
import * as timers from './time/timer-operations.ts'
import * as taxes from './taxes/operations.ts'

import { PREPAID_OPERATIONS, prepaidConstraints, prepaidSweeps } from './packages/index.ts'
import { actions } from './rules/actions.ts'
import { events, facts } from './rules/offers.ts'

export { createCharge } from './charges/charge.ts'
export { issueCharges } from './invoices/issue.ts'
export type { PaymentGateway } from './gateway/gateway.ts'
export { connectGateways } from './gateway/providers.ts'
export { findInvoicedVisits } from './invoices/invoiced-visits.ts'
export { keepPastBills } from './past/past-invoices.ts'
export type { PastBill } from './past/past-invoices.ts'
export { payClient, payInvoice } from './payments/take.ts'

export const slice: Slice = {
  name: 'billing',
  permissions,
  operations: operations(
    ...Object.values(settings),
    charges.addCharge,
    charges.getCharges,
    charges.getMissingCharges,
    charges.chargeMissed,
    charges.voidOneCharge,
    ...Object.values(extras),
    ...Object.values(invoices),
    ...Object.values(draftLines),
    approveDrafts,
    ...Object.values(creditNotes),
    ...Object.values(sendings),
    ...Object.values(payers),
    ...Object.values(prices),
    ...Object.values(taxes),
    ...Object.values(time),
    ...Object.values(timers),
    ...Object.values(recurring),
    ...Object.values(estimates),
    ...Object.values(estimatePage),
    ...Object.values(superbills),
    ...Object.values(codes),
    ...Object.values(payments),
    ...Object.values(reports),
    ...Object.values(documents),
    gateway.makePaymentLink,
    gateway.getPayPage,
    visitDue,
    gateway.payByCard,
    gateway.getCheckout,
    gateway.receiveWebhook,
    gateway.getTestCheckout,
    gateway.decideTestCheckout,
    connections.getConnections,
    connections.connectAccount,
    connections.disconnectAccount,
    cards.getCards,
    cards.makeCardLink,
    cards.chooseOneCard,
    cards.removeOneCard,
    cards.chargeCard,
    cards.getCardCharges,
    myCards.getMyCards,
    myCards.keepMyCard,
    myCards.getMySetup,
    myCards.removeMyCard,
    ...byItself.operations,
    ...Object.values(dunning),
    ...Object.values(writeOffs),
    ...Object.values(bank),
    ...Object.values(payouts),
    getWork,
    ...Object.values(figures),
    ...PREPAID_OPERATIONS,
  ),
  subscribers: [
    chargeVisits,
    unchargeVisits,
    sendInvoices,
    sendReceipts,
    ...byItself.subscribers,
    stopWhenPaid,
    reopenLines,
  ],
  sweeps: [billRecurring, monthlySuperbills, dunningSweep, payoutSweep, ...byItself.sweeps, ...prepaidSweeps],
  events,
  facts,
  actions,
  verifications: [verifyBooks, verifyReconciliation],
  jobs: [
    sendRefund,
    deliverTestMessage,
    openCheckout,
    openSetup,
    keepCardJob,
    forgetCardJob,
    sendCardCharge,
    ...byItself.jobs,
    mailPayer,
    fetchPayouts,
  ],
  topics: {
    charge: 'billing.see',
    time_entry: 'time.log',
    recurring_charge: 'billing.see',
    estimate: 'billing.see',
    superbill: 'billing.see',
    invoice: 'billing.see',
    payment: 'billing.see',
    saved_card: 'billing.see',
    ...byItself.topics,
    dunning_letter: 'billing.see',
    dunning_pause: 'billing.see',
    bank_line: 'billing.see',
    bank_account: 'billing.see',
    payout: 'billing.see',
    package: 'billing.see',
    membership: 'billing.see',
    gift_card: 'billing.see',
    product: 'billing.see',
    cash_drawer: 'billing.see',
    day_close: 'billing.see',
  },
  constraints: {
    ...prepaidConstraints,
    tax_once: () =>
      problem(
        409,
        'tax_overlaps',
        'This tax has another rate on some of these days. End that one the day before this one begins.',
      ),
    card_charge_running: chargeRunning,
    credit_note_once: () => problem(409, 'is_void', 'This invoice was voided already.'),
    invoice_open_range: () => problem(409, 'more_than_open', 'That is more than is open on this invoice.'),
  },
}
