import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from '@tanstack/react-router'
import type { ComponentType, FunctionComponent } from 'react'
import { Loading } from '../kit/states.tsx'
import { FailedScreen, NotFoundScreen, RefusedScreen } from './failures.tsx'
import { hasPermission, useMe } from './me.tsx'
import { screens } from './routes.ts'
import type { ScreenEntry } from './screen-entry.ts'
import { Shell } from './Shell.tsx'
import { SignedIn } from './SignedIn.tsx'

const root = createRootRoute({ component: Outlet, notFoundComponent: LostInShell })

const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: ShellForStaff })

function ShellForStaff() {
  return (
    <SignedIn>
      <Shell />
    </SignedIn>
  )
}

function LostInShell() {
  return (
    <main id="main">
      <NotFoundScreen />
    </main>
  )
}

type Loadable = FunctionComponent & { preload?: () => Promise<void> }

function screenOf(screen: ScreenEntry): Loadable {
  const Lazy = lazyRouteComponent(
    screen.load as () => Promise<{ default: ComponentType }>,
  ) as unknown as Loadable
  if (!screen.permission) return Lazy
  const Guarded = () => (hasPermission(useMe(), screen.permission) ? <Lazy /> : <RefusedScreen />)
  return Object.assign(Guarded, Lazy.preload ? { preload: Lazy.preload } : {})
}

const inShell = screens
  .filter((screen) => screen.frame !== 'bare')
  .map((screen) =>
    createRoute({ getParentRoute: () => shell, path: screen.path, component: screenOf(screen) }),
  )
const bare = screens
  .filter((screen) => screen.frame === 'bare')
  .map((screen) =>
    createRoute({ getParentRoute: () => root, path: screen.path, component: screenOf(screen) }),
  )
// Unknown addresses keep the frame, so that one finds back.
const lost = createRoute({ getParentRoute: () => shell, path: '$', component: NotFoundScreen })

/** URLs carry plain words: `?date=2026-03-02&view=day`, every value a string. */
function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text))
}

function writeSearch(search: Record<string, unknown>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value))
  }
  const text = query.toString()
  return text ? `?${text}` : ''
}

export const router = createRouter({
  routeTree: root.addChildren([shell.addChildren([...inShell, lost]), ...bare]),
  parseSearch,
  stringifySearch: writeSearch,
  defaultPreload: 'intent',
  defaultPendingComponent: () => <Loading lines={8} />,
  defaultErrorComponent: FailedScreen,
  defaultNotFoundComponent: NotFoundScreen,
  scrollRestoration: true,
})
