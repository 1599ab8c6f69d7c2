import { useEffect, useRef, type ReactNode } from 'react'
import { fileRefusal, ProblemError } from '../api/problem.ts'
import { useWords } from './words.ts'

interface ButtonProps {
  children: ReactNode
  kind?: 'main' | 'normal' | 'quiet'
  onClick?: () => unknown
  submit?: boolean
  busy?: boolean
  disabled?: boolean
  href?: string
  wide?: boolean
}

export function Button({
  children,
  kind = 'normal',
  onClick,
  submit,
  busy,
  disabled,
  href,
  wide,
}: ButtonProps) {
  const name = `button ${kind}${wide ? ' wide' : ''}`
  if (href) {
    return (
      <a className={name} href={href}>
        {children}
      </a>
    )
  }
  return (
    <button
      className={name}
      type={submit ? 'submit' : 'button'}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      onClick={() => void onClick?.()}
    >
      {children}
    </button>
  )
}

interface NoticeProps {
  of?: unknown
  tone?: 'info' | 'good' | 'warn' | 'bad'
  title?: string
  children?: ReactNode
}

export function Notice({ of, tone, title, children }: NoticeProps) {
  const { t } = useWords()
  if (!of && !title && !children) return null
  const look = tone ?? (of ? 'bad' : 'info')
  return (
    <div className="notice" data-tone={look} role={look === 'bad' ? 'alert' : 'status'}>
      {title && <strong>{title}</strong>}
      {of ? <div>{problemText(of, t)}</div> : null}
      {children}
    </div>
  )
}

type Say = (key: string, values?: Record<string, unknown>) => string

/** What to say about a failure. */
export function problemText(error: unknown, t: Say): string {
  if (!(error instanceof ProblemError)) return t('problem.failed')
  if (error.code === 'offline') return t('problem.offline')
  const refusal = `fileRefused.${fileRefusal(error)}`
  const why = t(refusal, error.details)
  if (why !== refusal) return why
  const key = `refused.${error.code}`
  const said = t(key)
  if (said !== key) return said
  if (error.status === 429) return t('problem.tooMany')
  if (error.status === 404) return t('problem.notFound')
  return error.status >= 500 || !error.message ? t('problem.failed') : error.message
}

/** The refusal of one field, if the server named it. */
export function fieldError(error: unknown, field: string): string | null {
  if (!(error instanceof ProblemError)) return null
  return error.fields.find((one) => one.field === field)?.message ?? null
}

export function Card({ title, children }: { title?: ReactNode; children: ReactNode }) {
  return (
    <section className="card">
      {title && <h2>{title}</h2>}
      {children}
    </section>
  )
}

// The heading shown last, over all steps of the page; none before the first.
let headingShown: { text: string; language: string } | null = null

/** Heading of the page or step; takes the focus when it changes, so that nobody is lost after "Next". */
export function Title({ children, about }: { children: string; about?: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  const { language } = useWords()
  useEffect(() => {
    document.title = children
    const isNew = headingShown && headingShown.text !== children && headingShown.language === language
    headingShown = { text: children, language }
    if (!isNew) return
    window.scrollTo({ top: 0 })
    heading.current?.focus({ preventScroll: true })
  }, [children, language])
  return (
    <div className="title">
      <h1 ref={heading} tabIndex={-1}>
        {children}
      </h1>
      {about && <p className="soft">{about}</p>}
    </div>
  )
}

/** Where one is: step 2 of 4. */
export function Steps({ at, of, label }: { at: number; of: number; label: string }) {
  return (
    <div className="steps" role="img" aria-label={label}>
      {Array.from({ length: of }, (_none, index) => (
        <span key={index} data-done={index < at ? 'true' : undefined} />
      ))}
    </div>
  )
}

export function Loading() {
  const { t } = useWords()
  return (
    <div className="loading" role="status">
      <span className="spin" />
      {t('public.wait')}
    </div>
  )
}
