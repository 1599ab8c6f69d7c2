import { MantineProvider, useMantineColorScheme } from '@mantine/core'
import { lazy, Suspense, type ReactNode } from 'react'
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

// Messages that are shown before this is there wait in their store.
const Messages = lazy(() => import('./messages.tsx'))

/** Theme, notifications and the confirm dialog around everything. */
export function KitProvider({ children }: { children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={pageNonce}
    >
      {children}
      <ConfirmHost />
      <Suspense>
        <Messages />
      </Suspense>
    </MantineProvider>
  )
}

export type Scheme = 'light' | 'dark' | 'auto'

export function useScheme(): { scheme: Scheme; setScheme: (scheme: Scheme) => void } {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return { scheme: colorScheme, setScheme: setColorScheme }
}
