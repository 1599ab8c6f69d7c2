import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { BillingSettings, findBillingSettings, saveBillingSettings } from './settings.ts'

export const getBillingSettings = operation({
  path: 'GET /billing/settings',
  summary: 'How this practice bills',
  allow: 'billing.see',
  takes: z.strictObject({}),
  returns: BillingSettings,
  run: (ctx) => findBillingSettings(ctx),
})

export const putBillingSettings = operation({
  path: 'PUT /billing/settings',
  summary: 'Change how this practice bills',
  allow: 'billing.set_up',
  takes: z.strictObject(BillingSettings.shape),
  returns: BillingSettings,
  fails: ['changed_meanwhile'],
  run: (ctx, wish) => saveBillingSettings(ctx, wish),
})
