import { operations } from '../platform/slice.ts'
import type { Slice } from '../platform/slice.ts'
import { permissions } from './access.ts'
import { getDashboard } from './dashboard/operations.ts'
import * as measures from './measures/operations.ts'

export { findMeasure, visibleMeasures } from './measures/all.ts'
export type { Measure } from './measures/measure.ts'
export { findDimension, readMeasure } from './measures/read.ts'
export type { Figures, Group, Reading } from './measures/read.ts'

export const slice: Slice = {
  name: 'insight',
  permissions,
  operations: operations(getDashboard, ...Object.values(measures)),
}
