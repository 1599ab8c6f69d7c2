import {
  ActionIcon,
  Button as MantineButton,
  Menu as MantineMenu,
  Tooltip,
  UnstyledButton,
} from '@mantine/core'
import type { MouseEvent, ReactNode } from 'react'
import { Icon, type IconName } from './icons.tsx'
import classes from './kit.module.css'
import { RouterLink } from './navigation.ts'

interface ButtonProps {
  children: ReactNode
  /** `main`: the one act of the screen; `normal`; `quiet`: without a frame; `danger`: takes something away. */
  kind?: 'main' | 'normal' | 'quiet' | 'danger'
  icon?: IconName
  onClick?: (event: MouseEvent<HTMLElement>) => unknown
  to?: string
  search?: Record<string, string | undefined>
  /** Opens another address, e.g. a PDF. */
  href?: string
  busy?: boolean
  disabled?: boolean
  submit?: boolean
  /** The id of the form to submit, when the button stands outside of it. */
  form?: string
  small?: boolean
  wide?: boolean
  label?: string
}

const looks = {
  main: { variant: 'filled' },
  normal: { variant: 'default' },
  quiet: { variant: 'subtle', color: 'gray' },
  danger: { variant: 'filled', color: 'red' },
} as const

export function Button(props: ButtonProps) {
  const {
    children,
    kind = 'normal',
    icon,
    onClick,
    to,
    search,
    href,
    busy,
    disabled,
    submit,
    form,
    small,
    wide,
    label,
  } = props
  const common = {
    ...looks[kind],
    size: small ? 'compact-sm' : 'sm',
    leftSection: icon ? <Icon name={icon} size={16} /> : undefined,
    fullWidth: wide ?? false,
    'aria-label': label,
  }
  if (to) {
    return (
      <MantineButton component={RouterLink} to={to} search={search} {...common}>
        {children}
      </MantineButton>
    )
  }
  if (href) {
    return (
      <MantineButton component="a" href={href} target="_blank" rel="noreferrer" {...common}>
        {children}
      </MantineButton>
    )
  }
  return (
    <MantineButton
      {...common}
      type={submit || form ? 'submit' : 'button'}
      form={form}
      loading={busy ?? false}
      disabled={disabled ?? false}
      onClick={(event: MouseEvent<HTMLElement>) => void onClick?.(event)}
    >
      {children}
    </MantineButton>
  )
}

interface IconButtonProps {
  icon: IconName
  /** What it does, for everybody: shown on hover and read aloud. */
  label: string
  onClick?: (event: MouseEvent<HTMLElement>) => unknown
  active?: boolean
  disabled?: boolean
  busy?: boolean
}

export function IconButton({ icon, label, onClick, active, disabled, busy }: IconButtonProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        aria-label={label}
        onClick={(event) => void onClick?.(event)}
        variant={active ? 'light' : 'subtle'}
        color={active ? 'teal' : 'gray'}
        aria-pressed={active}
        disabled={disabled ?? false}
        loading={busy ?? false}
      >
        <Icon name={icon} />
      </ActionIcon>
    </Tooltip>
  )
}

export interface MenuEntry {
  label: string
  icon?: IconName
  onClick?: () => unknown
  to?: string
  danger?: boolean
  disabled?: boolean
  /** A line above this entry. */
  divided?: boolean
  /** The key that does the same. */
  keys?: string[]
}

interface MenuProps {
  /** Entries; `false` and `null` are left out, so that `can.cancel && {...}` reads well. */
  entries: (MenuEntry | false | null | undefined)[]
  label: string
  /** What opens it; without it, three dots. */
  children?: ReactNode
}

export function Menu({ entries, label, children }: MenuProps) {
  const shown = entries.filter((entry): entry is MenuEntry => Boolean(entry))
  if (shown.length === 0) return null
  return (
    <MantineMenu position="bottom-end" withinPortal>
      <MantineMenu.Target>
        {children ? (
          <UnstyledButton aria-label={label} className={classes.menuTarget}>
            {children}
          </UnstyledButton>
        ) : (
          <ActionIcon aria-label={label}>
            <Icon name="more" />
          </ActionIcon>
        )}
      </MantineMenu.Target>
      <MantineMenu.Dropdown>
        {shown.map((entry) => (
          <MenuRow key={entry.label} entry={entry} />
        ))}
      </MantineMenu.Dropdown>
    </MantineMenu>
  )
}

function MenuRow({ entry }: { entry: MenuEntry }) {
  const look = {
    leftSection: entry.icon ? <Icon name={entry.icon} size={16} /> : undefined,
    ...(entry.danger ? { color: 'red' } : {}),
    disabled: entry.disabled ?? false,
  }
  return (
    <>
      {entry.divided && <MantineMenu.Divider />}
      {entry.to ? (
        <MantineMenu.Item component={RouterLink} to={entry.to} {...look}>
          {entry.label}
        </MantineMenu.Item>
      ) : (
        <MantineMenu.Item onClick={() => void entry.onClick?.()} {...look}>
          {entry.label}
        </MantineMenu.Item>
      )}
    </>
  )
}

/** A key as it is printed on a keyboard: `<KeyHint keys={['G', 'C']} />`. */
export function KeyHint({ keys }: { keys: string[] }) {
  return (
    <span className={classes.keys}>
      {keys.map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  )
}
