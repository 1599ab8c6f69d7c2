import type { Slice } from '../platform/slice.ts'
import { operations } from '../platform/slice.ts'
import { permissions, topics } from './access.ts'
import { problem } from '../platform/problem.ts'
import * as control from './operations/control.ts'
import * as furniture from './operations/furniture.ts'
import { me } from './operations/me.ts'
import * as places from './operations/places.ts'
import { aboutPractice } from './operations/public.ts'
import { edit, get } from './operations/practice.ts'
import * as access from './operations/sign-in-of-staff.ts'
import * as staff from './operations/staff.ts'
import { mailInvitation } from './staff/invitation-mail.ts'

export { createPractice, poolsOfPack } from './create-practice.ts'
export type { OpeningSpan, PracticeWish } from './create-practice.ts'
export { firstRunToken, firstRunTokenIfNeeded, handleFirstRun } from './first-run.ts'
export { FRESH_PASSWORD, requireFreshPassword } from './fresh.ts'
export { findPack, packKeys, packPrice, packText } from './pack.ts'
export type { NoteTemplate, Pack, PackForm, PackService } from './pack.ts'
export { findPractice, keepSetting, settingIfAny } from './practice.ts'
export type { Practice } from './practice.ts'
export { listPools, listRooms } from './places/furniture.ts'
export type { Pool, Room } from './places/furniture.ts'
export { addClosure, listClosures, listLocations, listOpening, openLocation } from './places/locations.ts'
export type { Closure, Location } from './places/locations.ts'
export { removeUnusedLocations, removeUnusedStaff } from './remove-unused.ts'
export { connectRoles, rolesAndPermissions } from './staff/roles.ts'
export { addStaff, findStaff, keepSignIn, listStaff } from './staff/staff.ts'
export type { Staff } from './staff/staff.ts'
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
  operations: operations(
    me,
    aboutPractice,
    get,
    edit,
    places.list,
    places.open,
    places.edit,
    places.opening,
    places.archive,
    places.restore,
    places.closures,
    places.close,
    places.reopen,
    ...Object.values(furniture),
    staff.list,
    staff.get,
    staff.add,
    staff.edit,
    staff.access,
    staff.disable,
    staff.restore,
    staff.roles,
    ...Object.values(access),
    ...Object.values(control),
  ),
  jobs: [mailInvitation],
  constraints: {
    practice_slug_key: () =>
      problem(409, 'slug_taken', 'Another practice has this address. Choose another name for it.'),
    staff_practice_id_user_id_key: () =>
      problem(409, 'email_taken', 'Somebody here signs in with this address already.'),
  },
}
