import { useEffect } from 'react'
import { queryClient } from '../api/api.ts'
import { useUrlState } from '../kit/navigation.ts'
import { useWords } from '../words/i18n.ts'
import { LanguageMenu, SchemeMenu } from './preferences.tsx'
import { SignInForm } from './SignInForm.tsx'
import classes from './sign-in.module.css'

/** The door. */
export default function SignInScreen() {
  const { t } = useWords()
  const [url] = useUrlState({ to: '/' })
  useEffect(() => {
    document.title = `${t('signIn.title')} · Atrium`
  }, [t])

  useEffect(() => {
    // An empty house has nobody who could sign in: it is set up first.
    void fetch('/api/first-run')
      .then((answer) => answer.json() as Promise<{ needed?: boolean }>)
      .then(({ needed }) => needed && location.replace('/first-run' + location.hash))
      .catch(() => {})
  }, [])

  function enter(): void {
    queryClient.clear()
    // A whole new page: nothing of somebody else stays in memory. Only addresses of our own.
    const safe = /^\/(?![/\\])/.test(url.to) ? url.to : '/'
    location.assign(safe)
  }

  return (
    <div className={classes.page}>
      <header className={classes.top}>
        <LanguageMenu />
        <SchemeMenu />
      </header>
      <main className={classes.card} id="main">
        <img src="/atrium.svg" alt="" width={44} height={44} />
        <h1>{t('signIn.title')}</h1>
        <p>{t('signIn.welcome')}</p>
        <SignInForm onDone={enter} />
      </main>
      <footer className={classes.foot}>{t('signIn.foot')}</footer>
    </div>
  )
}
