import type { IconName } from '../../../ui/kit/index.ts'

/** A picture for each way to reach a client; the word stands beside it. */
export const CHANNEL_ICONS = {
  email: 'mail',
  sms: 'phone',
  portal: 'web',
  call: 'call',
} as const satisfies Record<string, IconName>
