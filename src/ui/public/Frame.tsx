import type { ReactNode } from 'react'
import { languages, type Language } from '../words/language.ts'
import { speak, useWords } from './words.ts'

interface FrameProps {
  /** The practice's name, once known. */
  practice?: string | undefined
  /** Contact line of the practice under the page. */
  foot?: ReactNode
  children: ReactNode
}

/** The frame of every public page: whose page this is, the language, the content. */
export function Frame({ practice, foot, children }: FrameProps) {
  const { t, language } = useWords()
  return (
    <div className="frame">
      <header>
        <span className="practice">{practice ?? ' '}</span>
        <select
          aria-label={t('language')}
          value={language}
          onChange={(event) => void speak(event.currentTarget.value as Language)}
        >
          {Object.entries(languages).map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </header>
      <main>{children}</main>
      <footer>
        {foot}
        <span>{t('public.poweredBy')}</span>
      </footer>
    </div>
  )
}
