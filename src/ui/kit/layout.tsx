import { Anchor, Box, Group, SimpleGrid, Stack as MantineStack, Title } from '@mantine/core'
import { useEffect, useId, type ReactNode } from 'react'
import classes from './kit.module.css'
import { RouterLink } from './navigation.ts'

export interface Crumb {
  label: string
  to?: string
}

interface PageProps {
  title: ReactNode
  /** The title of the browser's tab, when `title` is more than text. */
  tabTitle?: string
  /** One soft line under the title. */
  about?: ReactNode
  crumbs?: Crumb[]
  actions?: ReactNode
  /** `full`: uses the whole width and height (calendar, tables); `reading`: narrow column. */
  width?: 'normal' | 'full' | 'reading'
  /** Printed without its heading: the sheets have their own. */
  plainOnPaper?: boolean
  children?: ReactNode
}

/** A screen: heading, actions and content. Every screen has exactly one. */
export function Page(props: PageProps) {
  const { title, tabTitle, about, crumbs, actions, width = 'normal', plainOnPaper, children } = props
  const tab = tabTitle ?? (typeof title === 'string' ? title : null)
  useEffect(() => {
    if (tab) document.title = `${tab} · Atrium`
  }, [tab])
  return (
    <div className={classes.page} data-width={width}>
      {crumbs && <Crumbs crumbs={crumbs} />}
      <div className={classes.pageHead} data-screen={plainOnPaper || undefined}>
        <div className={classes.pageTitle}>
          <Title order={1}>{title}</Title>
          {about && <div className={classes.about}>{about}</div>}
        </div>
        {actions && <div className={classes.actions}>{actions}</div>}
      </div>
      {children}
    </div>
  )
}

function Crumbs({ crumbs }: { crumbs: Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb" className={classes.crumbs}>
      {crumbs.map((crumb) => (
        <span key={crumb.label}>
          {crumb.to ? <TextLink to={crumb.to}>{crumb.label}</TextLink> : crumb.label}
          <span aria-hidden> / </span>
        </span>
      ))}
    </nav>
  )
}

interface PanelProps {
  title?: ReactNode
  actions?: ReactNode
  /** Without inner space, for tables. */
  flush?: boolean
  children?: ReactNode
}

/** A quiet white card with an optional heading. */
export function Panel({ title, actions, flush, children }: PanelProps) {
  const id = useId()
  return (
    <section className={classes.panel} aria-labelledby={title ? id : undefined}>
      {(title || actions) && (
        <div className={classes.panelHead}>
          {title && (
            <Title order={2} id={id} size="h3">
              {title}
            </Title>
          )}
          {actions && <div className={classes.actions}>{actions}</div>}
        </div>
      )}
      <div className={flush ? classes.panelFlush : classes.panelBody}>{children}</div>
    </section>
  )
}

type Gap = 'none' | 'tight' | 'normal' | 'wide'
const gaps: Record<Gap, number> = { none: 0, tight: 8, normal: 16, wide: 24 }

interface RowProps {
  gap?: Gap
  align?: 'start' | 'center' | 'end' | 'stretch'
  justify?: 'start' | 'end' | 'between' | 'center'
  /** Keep on one line. */
  nowrap?: boolean
  /** Share the width equally. */
  grow?: boolean
  children?: ReactNode
}

const ends = {
  start: 'flex-start',
  end: 'flex-end',
  center: 'center',
  stretch: 'stretch',
  between: 'space-between',
}

export function Row({
  gap = 'tight',
  align = 'center',
  justify = 'start',
  nowrap,
  grow,
  children,
}: RowProps) {
  return (
    <Group
      gap={gaps[gap]}
      align={ends[align]}
      justify={ends[justify]}
      wrap={nowrap ? 'nowrap' : 'wrap'}
      grow={grow ?? false}
    >
      {children}
    </Group>
  )
}

export function Stack({ gap = 'normal', children }: { gap?: Gap; children?: ReactNode }) {
  return <MantineStack gap={gaps[gap]}>{children}</MantineStack>
}

/** Equal columns on wide screens, one below the other on phones. */
export function Columns({
  of = 2,
  gap = 'normal',
  children,
}: {
  of?: 2 | 3 | 4 | 5 | 6
  gap?: Gap
  children?: ReactNode
}) {
  return (
    <SimpleGrid cols={{ base: of > 3 ? 2 : 1, sm: Math.min(of, 3), lg: of }} spacing={gaps[gap]}>
      {children}
    </SimpleGrid>
  )
}

/** A wide main part and a narrow side part (below it on phones). */
export function Split({ side, children }: { side: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.split}>
      <MantineStack gap={16} miw={0}>
        {children}
      </MantineStack>
      <MantineStack gap={16} miw={0} component="aside">
        {side}
      </MantineStack>
    </div>
  )
}

/** A line of filters and buttons above a table or calendar. */
export function Toolbar({ children, end }: { children?: ReactNode; end?: ReactNode }) {
  return (
    <div className={classes.toolbar}>
      <Group gap={8}>{children}</Group>
      {end && <Group gap={8}>{end}</Group>}
    </div>
  )
}

interface TextLinkProps {
  to: string
  search?: Record<string, string | undefined>
  children?: ReactNode
}

/** A link to another screen. */
export function TextLink({ to, search, children }: TextLinkProps) {
  return (
    <Anchor component={RouterLink} to={to} search={search} inherit>
      {children}
    </Anchor>
  )
}

type Tone = 'normal' | 'soft' | 'strong' | 'bad' | 'good'

interface TextProps {
  tone?: Tone
  size?: 'small' | 'normal' | 'large'
  as?: 'p' | 'span' | 'div' | 'strong'
  children?: ReactNode
}

export function Text({ tone = 'normal', size = 'normal', as = 'p', children }: TextProps) {
  return (
    <Box component={as as 'p'} className={classes.text} data-tone={tone} data-size={size}>
      {children}
    </Box>
  )
}

/** Heading within a panel. */
export function Heading({ children }: { children: ReactNode }) {
  return (
    <Title order={3} size="h3">
      {children}
    </Title>
  )
}

/** Name and value pairs: `<Facts of={[['Phone', '…']]} />`. Empty values show a dash. */
export function Facts({ of }: { of: [label: string, value: ReactNode][] }) {
  return (
    <dl className={classes.facts}>
      {of.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value === null || value === undefined || value === '' ? '–' : value}</dd>
        </div>
      ))}
    </dl>
  )
}
