import type { Slice } from '../platform/slice.ts'
import { operations } from '../platform/slice.ts'
import { permissions, topics } from './access.ts'
import { me } from './operations/me.ts'

export { createPractice, poolsOfPack } from './create-practice.ts'
export type { OpeningSpan, PracticeWish } from './create-practice.ts'
export { FRESH_PASSWORD, requireFreshPassword } from './fresh.ts'
export { findPack, packKeys, packPrice, packText } from './pack.ts'
export type { NoteTemplate, Pack, PackForm, PackService } from './pack.ts'
export { findPractice, keepSetting, settingIfAny } from './practice.ts'
export type { Practice } from './practice.ts'
export {
  auditSignIn,
  connectSignIn,
  embedHosts,
  isSecondFactorRequired,
  ownWordsOf,
  signInOf,
} from './sign-in.ts'
export { allPracticeIds, findPracticeFacts, membershipsOf, practiceIdBySlug } from './tenancy.ts'

export const slice: Slice = {
  name: 'practice',
  permissions,
  topics,
  operations: operations(me),
}
