import { useEffect, type ReactNode } from 'react'
import { isLanguage, languages, type Language } from '../words/language.ts'
import { speak, useWords } from './words.ts'

interface FrameProps {
  /** The practice's name, once known. */
  practice?: string | undefined
  /** Contact line of the practice under the page. */
  foot?: ReactNode
  /** The languages this practice writes in, the first where no other fits; left out: all. */
  languages?: readonly string[]
  /** Inside the practice's own site: no head and no foot of ours around the content. */
  bare?: boolean
  children: ReactNode
}

/** The frame of every public page: whose page this is, the language, the content. */
export function Frame({ practice, foot, languages: offered, bare, children }: FrameProps) {
  const { t, language } = useWords()
  const shown = offered?.filter(isLanguage) ?? (Object.keys(languages) as Language[])
  const other = shown.includes(language) ? null : shown[0]
  useEffect(() => {
    if (other) void speak(other)
  }, [other])
  const choice = shown.length > 1 && (
    <select
      aria-label={t('language')}
      value={language}
      onChange={(event) => void speak(event.currentTarget.value as Language)}
    >
      {shown.map((code) => (
        <option key={code} value={code}>
          {languages[code]}
        </option>
      ))}
    </select>
  )
  return (
    <div className={bare ? 'frame bare' : 'frame'}>
      {!bare && (
        <header>
          <span className="practice">{practice ?? ' '}</span>
          {choice}
        </header>
      )}
      <main>{children}</main>
      <footer>
        {bare ? choice : foot}
        <span>{t('public.poweredBy')}</span>
      </footer>
    </div>
  )
}
