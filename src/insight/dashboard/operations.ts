import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { Day, Instant } from '../../platform/operation/shapes.ts'
import { Capacity } from './capacity.ts'
import { readDashboard } from './dashboard.ts'
import { Flow } from './flow.ts'
import { MoneyNow } from './money.ts'
import { Work } from './work.ts'

export const getDashboard = operation({
  path: 'GET /dashboard',
  summary: 'How the practice stands now: flow of the day, capacity, money, and what waits for somebody',
  allow: 'insight.see',
  takes: z.strictObject({}),
  returns: z.object({
    day: Day,
    zone: z.string(),
    currency: z.string(),
    at: Instant,
    flow: Flow,
    capacity: Capacity,
    money: MoneyNow.nullable(),
    work: Work,
  }),
  run: readDashboard,
})
