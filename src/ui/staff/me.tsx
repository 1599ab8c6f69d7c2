import { createContext, useContext } from 'react'

/** Who is at the screen, where, and what they may (`GET /me`). */
export interface Me {
  user: { id: string; name: string; email: string }
  staffId?: string
  practice: {
    id: string
    slug: string
    name: string
    /** BCP 47: `en-US`. */
    locale: string
    country: string
    currency: string
    zone: string
    pack: string
  }
  role: string
  permissions: string[]
  /** The profession's words: client, clients, practitioner, practitioners, … */
  words?: Record<string, string>
  locations: { id: string; name: string; zone?: string }[]
  practices: { slug: string; name: string }[]
}

export const MeContext = createContext<Me | null>(null)

export function useMeIfAny(): Me | null {
  return useContext(MeContext)
}

/** Inside the shell somebody is always signed in. */
export function useMe(): Me {
  const me = useContext(MeContext)
  if (!me) throw new Error('This part of the screen needs somebody signed in.')
  return me
}

export function hasPermission(me: Me, wanted: string | string[] | undefined): boolean {
  if (!wanted) return true
  return (Array.isArray(wanted) ? wanted : [wanted]).some((one) => me.permissions.includes(one))
}

/** `const can = useCan()`, `can('appointments.book')`: hides what would be refused anyway. */
export function useCan(): (permission: string | string[]) => boolean {
  const me = useMe()
  return (permission) => hasPermission(me, permission)
}
