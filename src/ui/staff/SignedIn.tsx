import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, type ReactNode } from 'react'
import { chosenPractice } from '../api/api.ts'
import { session } from '../api/session.ts'
import { Button } from '../kit/actions.tsx'
import { EmptyState, Loading } from '../kit/states.tsx'
import { announceProfession, setProfession, useWords } from '../words/i18n.ts'
import { meQuery } from './me-query.ts'
import { MeContext, type Me } from './me.tsx'

/** Asks who is at the screen; without a session it leads to the door and back. */
export function SignedIn({ children }: { children: ReactNode }) {
  const { t } = useWords()
  const read = useQuery(meQuery)
  const me = read.data
  const spoken = useRef<Me['words'] | null>(null)
  // Set before anything below is drawn, so that no text is ever without its words.
  if (me && spoken.current !== me.words) {
    spoken.current = me.words
    setProfession(me.words)
  }
  const drawn = useRef<Me['words'] | null>(null)
  useEffect(() => {
    if (!me) return
    session.watch(true)
    if (drawn.current && drawn.current !== me.words) announceProfession()
    drawn.current = me.words
  }, [me])
  useEffect(() => {
    if (read.error?.status !== 401 || me) return
    const here = location.pathname + location.search
    location.replace(here === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(here)}`)
  }, [read.error, me])

  if (me) return <MeContext value={me}>{children}</MeContext>
  if (read.error && read.error.status !== 401) {
    const forget = () => {
      chosenPractice.forget()
      location.reload()
    }
    return (
      <main id="main">
        <EmptyState
          icon="alert"
          title={t('broken.title')}
          text={read.error.message}
          action={<Button onClick={forget}>{t('tryAgain')}</Button>}
        />
      </main>
    )
  }
  return (
    <main id="main">
      <Loading lines={8} />
    </main>
  )
}
