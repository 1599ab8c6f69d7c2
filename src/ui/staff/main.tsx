import { queryClient } from '../api/api.ts'
import { startWords } from '../words/i18n.ts'
import { startLanguage } from '../words/language.ts'
import { hasPermission } from './me.tsx'
import { meQuery } from './me-query.ts'
import { screens } from './routes.ts'

// The first questions say in which language they are asked: the profession's words come with the answer.
document.documentElement.lang = startLanguage()

// What the first picture waits for is asked for while the program itself is still on its way.
const screen = screens.find((one) => one.path === location.pathname)
if (screen?.frame !== 'bare') void askFirst()
void start()

async function askFirst(): Promise<void> {
  await queryClient.prefetchQuery(meQuery)
  const me = queryClient.getQueryData(meQuery.queryKey)
  if (me && hasPermission(me, screen?.permission)) await screen?.ask?.(me)
}

// No await at the top: the program imports what is in this file, and each would wait for the other.
async function start(): Promise<void> {
  const [{ draw }] = await Promise.all([import('./app.tsx'), startWords(), screen?.load()])
  const place = document.getElementById('root')
  if (!place) throw new Error('The page has no place for the screens.')
  draw(place)
}
