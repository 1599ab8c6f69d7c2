import type { Returns } from '../../../ui/api/index.ts'

export type Task = Returns<'GET /tasks'>['items'][number]
export const QUEUES = ['front_desk', 'billing', 'clinical', 'managers'] as const
