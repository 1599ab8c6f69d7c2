import { createRoot } from 'react-dom/client'
import '../theme/tokens.css'
import '../theme/public.css'
import { App } from './App.tsx'
import { startWords } from './words.ts'

// The same switch as in the staff screens, but public pages simply follow the device.
const dark = window.matchMedia('(prefers-color-scheme: dark)')
const follow = () =>
  document.documentElement.setAttribute('data-mantine-color-scheme', dark.matches ? 'dark' : 'light')
dark.addEventListener('change', follow)
follow()

const place = document.getElementById('root')
if (!place) throw new Error('The page has no place for the screens.')
await startWords()
createRoot(place).render(<App />)
