import type { Returns } from '../../../ui/api/index.ts'

export type Relationship = Returns<'GET /clients/{id}/relationships'>['items'][number]

/** What one person may do for another; each right on its own. */
export const RIGHTS = ['mayBook', 'maySeeRecords', 'maySign', 'mayPay'] as const
