import { operations } from '../platform/slice.ts'
import type { Slice } from '../platform/slice.ts'
import { permissions, topics } from './access.ts'
import { carryJob } from './campaigns/carry.ts'
import * as campaigns from './campaigns/operations.ts'
import { beginAfterVisit, dailySweep, endAtGoal, endForArchived } from './campaigns/triggers.ts'
import { installRecalls } from './recalls/install-pack.ts'
import * as recalls from './recalls/operations.ts'
import { followVisitsSweep, remindSweep } from './recalls/sweeps.ts'
import { followDoneVisits } from './recalls/sync-recalls.ts'
import * as recallTypes from './recalls/type-operations.ts'

export const slice: Slice = {
  name: 'outreach',
  permissions,
  topics,
  operations: operations(
    ...Object.values(recalls),
    ...Object.values(recallTypes),
    ...Object.values(campaigns),
  ),
  subscribers: [followDoneVisits, installRecalls, beginAfterVisit, endAtGoal, endForArchived],
  jobs: [carryJob],
  sweeps: [followVisitsSweep, remindSweep, dailySweep],
}
