import { Problem, problem } from '../problem.ts'
import { localeOf } from '../http/locale.ts'
import { problemResponse } from '../http/respond.ts'
import {
  changeEmail,
  changePassword,
  confirmPassword,
  disableSecondFactor,
  enableSecondFactor,
  getSession,
  listSessions,
  renewBackupCodes,
  revokeOtherSessions,
  revokeSession,
} from './account-routes.ts'
import { clientAddressOf } from './address.ts'
import type { Call } from './call.ts'
import type { House } from './house.ts'
import { refuseForeignOrigin } from './requests.ts'
import { signIn, signOut, verifyBackupCode, verifyTotp } from './sign-in-routes.ts'

export const AUTH_PATH = '/api/auth'

/** What there is under /api/auth. better-auth knows many more paths; none of them is reachable. */
export const AUTH_ROUTES: ReadonlyMap<string, (call: Call) => Promise<Response>> = new Map([
  ['POST /sign-in/email', signIn],
  ['POST /two-factor/verify-totp', verifyTotp],
  ['POST /two-factor/verify-backup-code', verifyBackupCode],
  ['POST /sign-out', signOut],
  ['GET /get-session', getSession],
  ['GET /list-sessions', listSessions],
  ['POST /revoke-session', revokeSession],
  ['POST /revoke-other-sessions', revokeOtherSessions],
  ['POST /verify-password', confirmPassword],
  ['POST /change-password', changePassword],
  ['POST /change-email', changeEmail],
  ['POST /two-factor/enable', enableSecondFactor],
  ['POST /two-factor/disable', disableSecondFactor],
  ['POST /two-factor/generate-backup-codes', renewBackupCodes],
])

/** Answers a request under /api/auth; refusals are problems, bugs are thrown. */
export async function handleAuth(
  house: House,
  request: Request,
  socketAddress: string | null,
): Promise<Response> {
  try {
    const route = AUTH_ROUTES.get(
      `${request.method} ${new URL(request.url).pathname.slice(AUTH_PATH.length)}`,
    )
    if (!route) throw problem(404, 'not_found', 'There is nothing at this address.')
    if (request.method !== 'GET') refuseForeignOrigin(request, house.settings.publicUrl)
    const address = clientAddressOf(request, socketAddress, house.settings.trustProxy)
    return await route({ house, request, address })
  } catch (error) {
    if (error instanceof Problem) return problemResponse(error, localeOf(request.headers))
    throw error
  }
}
