import { Stack, Tabs as MantineTabs } from '@mantine/core'
import type { ReactNode } from 'react'
import { Icon, type IconName } from './icons.tsx'

export interface Tab {
  key: string
  label: string
  icon?: IconName
  /** A number beside the label. */
  count?: number
  content: ReactNode
}

interface TabsProps {
  tabs: (Tab | false | null)[]
  /** Keep the open tab in the URL: `const [url, setUrl] = useUrlState({ tab: 'visits' })`. */
  open?: string
  onOpen?: (key: string) => void
}

export function Tabs({ tabs, open, onOpen }: TabsProps) {
  const shown = tabs.filter((tab): tab is Tab => Boolean(tab))
  const first = shown[0]?.key ?? ''
  return (
    <MantineTabs
      {...(open === undefined
        ? { defaultValue: first }
        : { value: shown.some((tab) => tab.key === open) ? open : first })}
      onChange={(key) => key && onOpen?.(key)}
      keepMounted={false}
    >
      <MantineTabs.List mb={16}>
        {shown.map((tab) => (
          <MantineTabs.Tab
            key={tab.key}
            value={tab.key}
            leftSection={tab.icon ? <Icon name={tab.icon} size={16} /> : undefined}
          >
            {tab.label}
            {tab.count === undefined ? '' : ` (${tab.count})`}
          </MantineTabs.Tab>
        ))}
      </MantineTabs.List>
      {shown.map((tab) => (
        <MantineTabs.Panel key={tab.key} value={tab.key}>
          <Stack gap={16}>{tab.content}</Stack>
        </MantineTabs.Panel>
      ))}
    </MantineTabs>
  )
}
