import { MantineProvider, useMantineColorScheme } from '@mantine/core'
import { DatesProvider } from '@mantine/dates'
import { Notifications } from '@mantine/notifications'
import type { ReactNode } from 'react'
import 'dayjs/locale/de'
import '@mantine/core/styles.layer.css'
import '@mantine/dates/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import '@mantine/spotlight/styles.layer.css'
import 'mantine-datatable/styles.layer.css'
import '../theme/tokens.css'
import '../theme/staff.css'
import { cssVariables, theme } from '../theme/theme.ts'
import { ConfirmHost } from './confirm.tsx'
import { pageNonce } from './nonce.ts'

/** Theme, notifications and the confirm dialog around everything. */
export function KitProvider({ language, children }: { language: string; children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={pageNonce}
    >
      <DatesProvider settings={{ locale: language }}>
        {children}
        <ConfirmHost />
        <Notifications position="bottom-right" limit={4} />
      </DatesProvider>
    </MantineProvider>
  )
}

export type Scheme = 'light' | 'dark' | 'auto'

export function useScheme(): { scheme: Scheme; setScheme: (scheme: Scheme) => void } {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return { scheme: colorScheme, setScheme: setColorScheme }
}
