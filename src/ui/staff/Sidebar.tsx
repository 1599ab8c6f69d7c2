import { useApi } from '../api/hooks.ts'
import { Icon } from '../kit/icons.tsx'
import { RouterLink } from '../kit/navigation.ts'
import { useWords } from '../words/i18n.ts'
import { hasPermission, useMe } from './me.tsx'
import { pages } from './routes.ts'
import type { NavCount } from './screen-entry.ts'
import classes from './shell.module.css'

export function usePages() {
  const me = useMe()
  return pages.filter((page) => hasPermission(me, page.permission))
}

interface SidebarProps {
  narrow: boolean
  onNarrow: (narrow: boolean) => void
  /** After a page was chosen (closes the drawer on phones). */
  onGone?: () => void
}

/** Where one can go. Narrow: icons with their words as tooltip and for screen readers. */
export function Sidebar({ narrow, onNarrow, onGone }: SidebarProps) {
  const me = useMe()
  const { t } = useWords()
  return (
    <nav
      id="main-menu"
      className={classes.side}
      data-narrow={narrow || undefined}
      aria-label={t('nav.label')}
    >
      <div className={classes.brand}>
        <img src="/atrium.svg" alt="" width={30} height={30} />
        <span className={classes.wide}>
          <strong>Atrium</strong>
          <small>{me.practice.name}</small>
        </span>
      </div>
      <ul className={classes.pages}>
        {sectionsOf(usePages()).map(({ name, pages: inside }) => (
          <li key={name}>
            {name !== 'start' && <span className={classes.navSection}>{t(`nav.section.${name}`)}</span>}
            <ul>
              {inside.map((page) => (
                <NavItem key={page.path} page={page} narrow={narrow} {...(onGone ? { onGone } : {})} />
              ))}
            </ul>
          </li>
        ))}
      </ul>
      <button
        type="button"
        className={classes.fold}
        onClick={() => onNarrow(!narrow)}
        aria-expanded={!narrow}
      >
        <Icon name={narrow ? 'expand' : 'collapse'} />
        <span className={classes.wide}>{t('nav.collapse')}</span>
        {narrow && <span className={classes.spoken}>{t('nav.expand')}</span>}
      </button>
    </nav>
  )
}

/** The sections of the menu, and the `order` up to which a page belongs to each. */
const SECTIONS = [
  ['start', 10],
  ['day', 30],
  ['people', 50],
  ['money', 60],
  ['practice', Infinity],
] as const

function sectionsOf(all: readonly (typeof pages)[number][]) {
  const nameOf = (order: number) => SECTIONS.find(([, until]) => order < until)![0]
  return SECTIONS.map(([name]) => ({
    name,
    pages: all.filter((page) => nameOf(page.nav?.order ?? 0) === name),
  })).filter((section) => section.pages.length > 0)
}

interface NavItemProps {
  page: (typeof pages)[number]
  narrow: boolean
  onGone?: () => void
}

function NavItem({ page, narrow, onGone }: NavItemProps) {
  const { t } = useWords(page.slice)
  const label = t(page.nav?.label ?? '')
  return (
    <li>
      <RouterLink
        to={page.path}
        className={classes.navLink}
        activeOptions={{ exact: page.path === '/', includeSearch: false }}
        activeProps={{ 'aria-current': 'page' }}
        title={narrow ? label : undefined}
        onClick={onGone}
      >
        <Icon name={page.nav?.icon ?? 'list'} size={20} />
        <span className={classes.navText}>{label}</span>
        {page.nav?.count && <NavNumber of={page.nav.count} />}
      </RouterLink>
    </li>
  )
}

/** How many things wait there. */
function NavNumber({ of: { read, live } }: { of: NavCount }) {
  const { t } = useWords()
  const answer = useApi(read, {}, { live })
  const count = answer.data?.count ?? 0
  if (count === 0) return null
  return (
    <span className={classes.navCount}>
      <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
      <span className={classes.spoken}>{t('nav.waiting', { count })}</span>
    </span>
  )
}

/** The four most used pages at the thumb, and the rest behind a menu. */
export function BottomBar({ onMore }: { onMore: () => void }) {
  const { t } = useWords()
  return (
    <nav className={classes.bottom} aria-label={t('nav.label')}>
      <ul>
        {usePages()
          .slice(0, 4)
          .map((page) => (
            <NavItem key={page.path} page={page} narrow={false} />
          ))}
        <li>
          <button type="button" className={classes.navLink} onClick={onMore}>
            <Icon name="menu" size={20} />
            <span className={classes.navText}>{t('nav.more')}</span>
          </button>
        </li>
      </ul>
    </nav>
  )
}
