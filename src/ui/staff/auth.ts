import { ProblemError, readProblem } from '../api/problem.ts'

/** Calls the sign-in endpoints, which are not operations of a practice. */
export async function auth<T = Record<string, unknown>>(path: string, body?: unknown): Promise<T> {
  const init: RequestInit =
    body === undefined
      ? { method: 'GET' }
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  let answer: Response
  try {
    answer = await fetch(`/api/auth/${path}`, { credentials: 'same-origin', ...init })
  } catch {
    throw new ProblemError({ status: 0, code: 'offline', message: 'There is no connection to the server.' })
  }
  if (!answer.ok) throw await readProblem(answer)
  return (await answer.json().catch(() => ({}))) as T
}

/** True when a second factor is asked for before the session opens. */
export async function signIn(email: string, password: string): Promise<boolean> {
  const answer = await auth<{ twoFactorRedirect?: boolean }>('sign-in/email', { email, password })
  return answer.twoFactorRedirect === true
}

export async function verifyCode(code: string, trustDevice = false): Promise<void> {
  // Six digits are the app's; anything else is one of the backup codes.
  if (/^\d{6}$/.test(code)) await auth('two-factor/verify-totp', { code, trustDevice })
  else await auth('two-factor/verify-backup-code', { code, trustDevice })
}

export async function signOut(): Promise<void> {
  await auth('sign-out', {})
}
