import type { Context } from '../platform/operation/context.ts'
import { signInOf } from './sign-in.ts'

/** The codes to declare in `fails` of an operation that calls `requireFreshPassword`. */
export const FRESH_PASSWORD = ['confirm_password'] as const

/**
 * Steps that hand out or take away access ask for a password proved in the last ten minutes (403 confirm_password).
 * Keys and the program itself have no password; a key was made by somebody who proved theirs.
 */
export function requireFreshPassword(ctx: Context) {
  if (ctx.actor.kind !== 'staff') return
  signInOf(ctx).requireFreshSession({ lastPasswordAt: ctx.actor.session?.lastPasswordAt ?? new Date(0) })
}
