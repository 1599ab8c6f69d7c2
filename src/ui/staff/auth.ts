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

/** What signing in needs after the password: nothing more, the second factor's code, or setting one up. */
export type NextStep = 'signed_in' | 'second_factor' | 'second_factor_setup'

export async function signIn(email: string, password: string): Promise<NextStep> {
  return (await auth<{ next: NextStep }>('sign-in/email', { email, password })).next
}

export async function verifyCode(code: string): Promise<void> {
  // Six digits are the app's; anything else is one of the backup codes.
  await auth(/^\d{6}$/.test(code) ? 'two-factor/verify-totp' : 'two-factor/verify-backup-code', { code })
}

export async function signOut(): Promise<void> {
  await auth('sign-out', {})
}
