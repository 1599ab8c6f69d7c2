import { Outlet, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { useLive } from '../api/live.ts'
import { session } from '../api/session.ts'
import { Icon } from '../kit/icons.tsx'
import { useGo } from '../kit/navigation.ts'
import { useWords, useWordsOfAll } from '../words/i18n.ts'
import { Header } from './Header.tsx'
import { hasPermission, useMe } from './me.tsx'
import { actions } from './routes.ts'
import { openPalette, usePaletteWishes } from './palette-door.ts'
import { Parts } from './parts.tsx'
import { useShortcut, useShortcutKeys } from './shortcuts.ts'
import { BottomBar, Sidebar, usePages } from './Sidebar.tsx'
import classes from './shell.module.css'

// Needed now and then only.
const HelpSheet = lazy(() => import('./HelpSheet.tsx'))
const SearchPalette = lazy(() => import('./SearchPalette.tsx'))
const PasswordDialog = lazy(() => import('./PasswordDialog.tsx'))
const SessionDialog = lazy(() => import('./SessionDialog.tsx'))

/** The frame around every screen of the staff. */
export function Shell() {
  const { t } = useWords()
  const [narrow, setNarrow] = useState(() => localStorage.getItem('atrium.sidebar') === 'narrow')
  const [menu, setMenu] = useState(false)
  const [help, setHelp] = useState(false)
  const wishes = usePaletteWishes()
  const { asks } = useSyncExternalStore(session.subscribe, session.get)
  useLive()
  useShortcutKeys()
  usePaletteKey()
  const closeMenu = useCallback(() => setMenu(false), [])
  useMenuDrawer(menu, closeMenu)
  useFocusOnNewPage()

  function fold(value: boolean): void {
    setNarrow(value)
    localStorage.setItem('atrium.sidebar', value ? 'narrow' : 'wide')
  }

  return (
    <div className={classes.shell} data-narrow={narrow || undefined} data-menu={menu || undefined}>
      <a href="#main" className={classes.skip}>
        {t('nav.skip')}
      </a>
      {menu && <button type="button" className={classes.veil} aria-label={t('close')} onClick={closeMenu} />}
      <Sidebar narrow={narrow && !menu} onNarrow={fold} onGone={closeMenu} />
      <div className={classes.body}>
        <OfflineBanner />
        <Header onHelp={() => setHelp(true)} />
        <main id="main" className={classes.main} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <BottomBar onMore={() => setMenu(true)} />
      <Suspense>
        {wishes > 0 && <SearchPalette />}
        {help && <HelpSheet open onClose={() => setHelp(false)} />}
        {asks === 'sign_in' && <SessionDialog />}
        {asks === 'password' && <PasswordDialog />}
        <Parts place="shell" />
      </Suspense>
      <ShellKeys onHelp={() => setHelp(true)} />
    </div>
  )
}

// A new page begins at its beginning, also for who can't see it; not on the first, where the browser does it.
function useFocusOnNewPage(): void {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname })
  const [first] = useState(path)
  useEffect(() => {
    if (path === undefined || path === first) return
    document.getElementById('main')?.focus({ preventScroll: true })
  }, [path, first])
}

function ShellKeys({ onHelp }: { onHelp: () => void }) {
  const { t } = useWords()
  const me = useMe()
  const pages = usePages()
  return (
    <>
      <Key keys="?" label={t('help.title')} group={t('help.everywhere')} run={onHelp} />
      <Key keys="/" label={t('search.open')} group={t('help.everywhere')} run={openPalette} opensField />
      {actions
        .filter((action) => action.key && hasPermission(me, action.permission))
        .map((action) => (
          <ActionKey key={`${action.slice}-${action.label}`} action={action} />
        ))}
      {pages
        .filter((page) => page.nav?.go)
        .map((page) => (
          <PageKey key={page.path} page={page} />
        ))}
    </>
  )
}

function Key(props: { keys: string; label: string; group: string; run: () => void; opensField?: boolean }) {
  useShortcut({ ...props, everywhere: true })
  return null
}

function ActionKey({ action }: { action: (typeof actions)[number] }) {
  const go = useGo()
  const say = useWordsOfAll()
  const { t } = useWords()
  const run = () => go(action.to, action.search)
  return (
    <Key
      keys={action.key ?? ''}
      label={say(action.slice, action.label)}
      group={t('help.everywhere')}
      run={run}
      opensField
    />
  )
}

function PageKey({ page }: { page: ReturnType<typeof usePages>[number] }) {
  const go = useGo()
  const say = useWordsOfAll()
  const { t } = useWords()
  const label = say(page.slice, page.nav?.label ?? '')
  return <Key keys={`G ${page.nav?.go}`} label={label} group={t('help.go')} run={() => go(page.path)} />
}

function watchOnline(listener: () => void): () => void {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}

/** Ctrl/⌘-K works everywhere, also while typing. */
function usePaletteKey(): void {
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return
      event.preventDefault()
      openPalette()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}

/** The drawer on phones: the focus goes into it, Escape closes it and gives the focus back. */
function useMenuDrawer(open: boolean, close: () => void): void {
  useEffect(() => {
    if (!open) return
    const opener = document.activeElement
    document.querySelector<HTMLElement>('#main-menu a')?.focus()
    function press(event: KeyboardEvent): void {
      if (event.key === 'Escape') close()
    }
    window.addEventListener('keydown', press)
    return () => {
      window.removeEventListener('keydown', press)
      if (opener instanceof HTMLElement) opener.focus()
    }
  }, [open, close])
}

function OfflineBanner() {
  const { t } = useWords()
  const online = useSyncExternalStore(watchOnline, () => navigator.onLine)
  if (online) return null
  return (
    <div className={classes.offline} role="alert">
      <Icon name="offline" size={16} />
      {t('offline')}
    </div>
  )
}
