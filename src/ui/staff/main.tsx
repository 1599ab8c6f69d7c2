import '../kit/nonce.ts'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queryClient } from '../api/api.ts'
import { KitProvider } from '../kit/kit-provider.tsx'
import { startWords, useWords } from '../words/i18n.ts'
import { router } from './router.tsx'

function App() {
  const { language } = useWords()
  return (
    <KitProvider language={language}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </KitProvider>
  )
}

const place = document.getElementById('root')
if (!place) throw new Error('The page has no place for the screens.')
await startWords()
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
