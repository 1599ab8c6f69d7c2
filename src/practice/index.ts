import type { Slice } from '../platform/slice.ts'

export {
  auditSignIn,
  connectSignIn,
  embedHosts,
  isSecondFactorRequired,
  ownWordsOf,
  signInOf,
} from './sign-in.ts'
export { allPracticeIds, findPracticeFacts, membershipsOf, practiceIdBySlug } from './tenancy.ts'

export const slice: Slice = { name: 'practice', operations: [] }
