const KEY = 'atrium.own-arrival'

/** Remembers on one's own phone whose check-in was opened here, so that the code at the entrance leads straight to it. */
export function keepOwnArrival(token: string): void {
  try {
    localStorage.setItem(KEY, token)
  } catch {
    // A phone that keeps nothing asks for the two signs instead.
  }
}

export function ownArrivalIfAny(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}
