import { chargeDueJob } from './autopay/charge-due.ts'
import * as myAutopay from './autopay/client-operations.ts'
import { followCharges, planIssued, stopSettled } from './autopay/follow.ts'
import * as autopay from './autopay/operations.ts'
import { chargeSweep, noticeSweep, planSweep } from './autopay/sweeps.ts'
import * as myDeposit from './deposits/client-operations.ts'
import * as deposits from './deposits/operations.ts'
import { applyDeposits, askForDeposits, endDeposits, lapseSweep } from './deposits/settle.ts'
import { feesOfVisits, withdrawFees } from './fees/follow.ts'
import * as fees from './fees/operations.ts'
import { closeCheckoutJob, closeStale } from './gateway/close-checkout.ts'
import { followMoney, planDaySweep } from './plans/follow.ts'
import * as plans from './plans/operations.ts'

/** Money that comes by itself: autopay, payment plans, deposits and fees, as index.ts takes them into the slice. */
export const byItself = {
  operations: [
    ...Object.values(autopay),
    ...Object.values(myAutopay),
    plans.proposeParts,
    plans.getPlan,
    plans.getPlansOfClient,
    plans.putPlan,
    plans.agreeOnWord,
    plans.endOnePlan,
    plans.agreeToMyPlan,
    ...Object.values(fees),
    ...Object.values(deposits),
    ...Object.values(myDeposit),
  ],
  subscribers: [
    planIssued,
    stopSettled,
    followCharges,
    followMoney,
    feesOfVisits,
    withdrawFees,
    askForDeposits,
    applyDeposits,
    endDeposits,
    closeStale,
  ],
  sweeps: [planSweep, noticeSweep, chargeSweep, planDaySweep, lapseSweep],
  jobs: [chargeDueJob, closeCheckoutJob],
  topics: { autopay: 'billing.see', fee: 'billing.see', deposit: 'billing.see' },
} as const
