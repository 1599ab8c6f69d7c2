import { Link, useNavigate, useParams as useRouteParams, useSearch } from '@tanstack/react-router'
import { useCallback, type FunctionComponent, type ReactNode } from 'react'

type Search = Record<string, string | undefined>

export interface RouterLinkProps {
  to: string
  search?: Search | undefined
  className?: string | undefined
  title?: string | undefined
  activeOptions?: { exact?: boolean; includeSearch?: boolean }
  activeProps?: Record<string, unknown>
  onClick?: (() => void) | undefined
  children?: ReactNode
}

/** The router's link with plain types: our routes come from a list, so their paths are strings. */
export const RouterLink = Link as unknown as FunctionComponent<RouterLinkProps>

/** Goes to another screen: `const go = useGo()`, `go('/clients/123')`. */
export function useGo(): (to: string, search?: Search) => void {
  const navigate = useNavigate()
  return useCallback((to, search) => void navigate({ to, search: search ?? {} } as never), [navigate])
}

/** The parameters of the screen's path: `const { id } = usePathParams()` for `/clients/$id`. */
export function usePathParams(): Record<string, string> {
  return useRouteParams({ strict: false }) as Record<string, string>
}

/**
 * Filters, date and view of a screen, kept in the URL: `const [url, setUrl] = useUrlState({ view: 'day', q: '' })`.
 * Values are strings; what equals its default is left out. `setUrl` replaces the entry unless `{ push: true }`.
 */
export function useUrlState<T extends Record<string, string>>(
  defaults: T,
): [T, (change: Partial<T>, options?: { push?: boolean }) => void] {
  const search = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  const values = { ...defaults }
  for (const name of Object.keys(defaults) as (keyof T & string)[]) {
    const found = search[name]
    if (found !== undefined) values[name] = found as T[typeof name]
  }
  const set = (change: Partial<T>, options: { push?: boolean } = {}) => {
    const next: Search = { ...search }
    for (const [name, value] of Object.entries(change)) {
      next[name] = value === undefined || value === '' || value === defaults[name] ? undefined : String(value)
    }
    void navigate({ to: '.', search: next, replace: !options.push } as never)
  }
  return [values, set]
}
