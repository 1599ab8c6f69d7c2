import { Menu } from '@mantine/core'
import type { ReactNode } from 'react'
import { KeyHint, type MenuEntry } from './actions.tsx'
import { Icon } from './icons.tsx'
import classes from './kit.module.css'

interface ContextMenuProps {
  /** Where it was opened, in the window. */
  at: { x: number; y: number }
  label: string
  /** What it is about: a name, a time. */
  title?: ReactNode
  entries: (MenuEntry | false | null | undefined)[]
  /** Shown instead of entries while it is not known yet what is allowed. */
  waiting?: ReactNode
  onClose: () => void
}

/** A menu where somebody has pressed: right click, long press or the menu key. */
export function ContextMenu({ at, label, title, entries, waiting, onClose }: ContextMenuProps) {
  const shown = entries.filter((entry): entry is MenuEntry => Boolean(entry))
  return (
    <Menu opened onClose={onClose} position="bottom-start" withinPortal returnFocus trapFocus shadow="md">
      <Menu.Target>
        <span className={classes.menuSpot} style={{ left: at.x, top: at.y }} />
      </Menu.Target>
      <Menu.Dropdown aria-label={label}>
        {title && <Menu.Label>{title}</Menu.Label>}
        {shown.map((entry) => (
          <div key={entry.label} role="none">
            {entry.divided && <Menu.Divider />}
            <Menu.Item
              leftSection={entry.icon ? <Icon name={entry.icon} size={16} /> : undefined}
              rightSection={entry.keys ? <KeyHint keys={entry.keys} /> : undefined}
              disabled={entry.disabled ?? false}
              {...(entry.danger ? { color: 'red' } : {})}
              onClick={() => void entry.onClick?.()}
            >
              {entry.label}
            </Menu.Item>
          </div>
        ))}
        {shown.length === 0 && waiting}
      </Menu.Dropdown>
    </Menu>
  )
}
