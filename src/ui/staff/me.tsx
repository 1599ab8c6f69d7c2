import { createContext, useContext } from 'react'
import type { Returns } from '../api/client.ts'

/** Who is at the screen, where, and what they may. */
export type Me = Returns<'GET /me'>

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
