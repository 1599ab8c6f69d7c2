import { lazy, Suspense } from 'react'
import { KeyHint, Menu } from '../kit/actions.tsx'
import { Icon } from '../kit/icons.tsx'
import { useGo } from '../kit/navigation.ts'
import { notify } from '../kit/notify.tsx'
import { Initials } from '../kit/values.tsx'
import { chosenPractice } from '../api/api.ts'
import { useLiveState } from '../api/live.ts'
import { session } from '../api/session.ts'
import { useWords } from '../words/i18n.ts'
import { languages, type Language } from '../words/language.ts'
import { signOut } from './auth.ts'
import { useMe } from './me.tsx'
import { openPalette } from './palette-door.ts'
import { changeLanguage, LanguageMenu, SchemeMenu } from './preferences.tsx'
import classes from './shell.module.css'

// Only a practice with several locations has it, and lists are much to load.
const LocationSwitch = lazy(() => import('./LocationSwitch.tsx'))

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)

export function Header({ onHelp }: { onHelp: () => void }) {
  const { t } = useWords()
  const connected = useLiveState()
  return (
    <header className={classes.head}>
      <button
        type="button"
        className={classes.search}
        onClick={openPalette}
        aria-keyshortcuts="Control+K Meta+K"
      >
        <Icon name="search" size={16} />
        <span>{t('search.open')}</span>
        <KeyHint keys={[isMac ? '⌘' : 'Ctrl', 'K']} />
      </button>
      <div className={classes.headEnd}>
        {!connected && (
          <span className={classes.unlive} role="status">
            <Icon name="offline" size={15} />
            <span>{t('live.lost')}</span>
          </span>
        )}
        <LocationPlace />
        <span className={classes.onWide}>
          <LanguageMenu />
        </span>
        <SchemeMenu />
        <UserMenu onHelp={onHelp} />
      </div>
    </header>
  )
}

function LocationPlace() {
  const me = useMe()
  if (me.locations.length < 2) return null
  return (
    <span className={classes.location}>
      <Suspense>
        <LocationSwitch />
      </Suspense>
    </span>
  )
}

function UserMenu({ onHelp }: { onHelp: () => void }) {
  const me = useMe()
  const go = useGo()
  const { t, language } = useWords()

  async function leave(): Promise<void> {
    session.watch(false)
    try {
      await signOut()
      location.assign('/sign-in')
    } catch (error) {
      notify.problem(error)
    }
  }
  function enterPractice(slug: string): void {
    chosenPractice.set(slug)
    location.assign('/')
  }

  const isNarrow = window.matchMedia('(max-width: 48em)').matches
  const tongues = (Object.entries(languages) as [Language, string][]).filter(([code]) => code !== language)
  const others = me.practices.filter((one) => one.slug !== me.practice.slug)
  return (
    <Menu
      label={t('user.menu', { name: me.user.name })}
      entries={[
        { label: t('user.account'), icon: 'person', onClick: () => go('/account') },
        ...(isNarrow ? tongues : []).map(([code, name]) => ({
          label: name,
          icon: 'language' as const,
          onClick: () => changeLanguage(code),
        })),
        { label: t('help.title'), icon: 'keyboard', onClick: onHelp },
        ...others.map((one, index) => ({
          label: one.name,
          icon: 'location' as const,
          divided: index === 0,
          onClick: () => enterPractice(one.slug),
        })),
        { label: t('user.signOut'), icon: 'signOut', divided: true, onClick: leave },
      ]}
    >
      <span className={classes.user}>
        <Initials name={me.user.name} size={30} />
        <span className={classes.userText}>
          <span>{me.user.name}</span>
          <small>{t(`role.${me.role}`)}</small>
        </span>
      </span>
    </Menu>
  )
}
