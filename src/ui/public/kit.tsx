import { useEffect, useId, useRef, type InputHTMLAttributes, type ReactNode } from 'react'
import { ProblemError } from '../api/problem.ts'
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

interface FieldShellProps {
  id: string
  label: string
  help?: ReactNode
  error?: string | null | undefined
  required?: boolean | undefined
  children: ReactNode
}

function FieldShell({ id, label, help, error, required, children }: FieldShellProps) {
  const { t } = useWords()
  return (
    <div className="field" data-bad={error ? 'true' : undefined}>
      <label htmlFor={id}>
        {label} {!required && <span className="soft">({t('public.optional')})</span>}
      </label>
      {help && (
        <div className="help" id={`${id}-help`}>
          {help}
        </div>
      )}
      {children}
      {error && (
        <div className="error" id={`${id}-error`}>
          {error}
        </div>
      )}
    </div>
  )
}

interface FieldProps {
  label: string
  value: string
  onChange: (value: string) => void
  help?: ReactNode
  error?: string | null | undefined
  required?: boolean
}

function described(
  id: string,
  props: { help?: ReactNode; error?: string | null | undefined },
): string | undefined {
  return [props.help && `${id}-help`, props.error && `${id}-error`].filter(Boolean).join(' ') || undefined
}

type TextKind = Pick<
  InputHTMLAttributes<HTMLInputElement>,
  'type' | 'autoComplete' | 'inputMode' | 'maxLength' | 'min' | 'max'
>

/** One line; `type="date"` answers `YYYY-MM-DD`. */
export function TextField(props: FieldProps & TextKind) {
  const id = useId()
  const { label, value, onChange, help, error, required, ...input } = props
  return (
    <FieldShell id={id} label={label} help={help} error={error} required={required}>
      <input
        id={id}
        {...input}
        value={value}
        required={required}
        aria-invalid={error ? true : undefined}
        aria-describedby={described(id, props)}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </FieldShell>
  )
}

export function TextArea(props: FieldProps & { rows?: number }) {
  const id = useId()
  const { label, value, onChange, help, error, required, rows } = props
  return (
    <FieldShell id={id} label={label} help={help} error={error} required={required}>
      <textarea
        id={id}
        rows={rows ?? 4}
        value={value}
        required={required}
        aria-invalid={error ? true : undefined}
        aria-describedby={described(id, props)}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </FieldShell>
  )
}

export interface Choice {
  value: string
  label: ReactNode
  about?: ReactNode
  end?: ReactNode
}

export function SelectField(props: FieldProps & { choices: { value: string; label: string }[] }) {
  const id = useId()
  const { label, value, onChange, help, error, required, choices } = props
  return (
    <FieldShell id={id} label={label} help={help} error={error} required={required}>
      <select
        id={id}
        value={value}
        required={required}
        aria-invalid={error ? true : undefined}
        aria-describedby={described(id, props)}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        <option value="" />
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </FieldShell>
  )
}

interface ChoiceFieldProps {
  label: string
  choices: Choice[]
  /** One value; several with `many`. */
  value: string[]
  onChange: (value: string[]) => void
  many?: boolean
  help?: ReactNode
  error?: string | null | undefined
  required?: boolean
  /** The question is already a heading of the page. */
  hideLabel?: boolean
}

/** Large cards to tap: one of several, or several. */
export function ChoiceField(props: ChoiceFieldProps) {
  const id = useId()
  const { t } = useWords()
  const { label, choices, value, onChange, many, help, error, required, hideLabel } = props
  function toggle(one: string): void {
    if (!many) onChange([one])
    else onChange(value.includes(one) ? value.filter((other) => other !== one) : [...value, one])
  }
  return (
    <fieldset className="field" data-bad={error ? 'true' : undefined} aria-describedby={described(id, props)}>
      <legend className={hideLabel ? 'spoken' : undefined}>
        {label} {required === false && <span className="soft">({t('public.optional')})</span>}
      </legend>
      {help && (
        <div className="help" id={`${id}-help`}>
          {help}
        </div>
      )}
      <div className="choices">
        {choices.map((choice) => (
          <label key={choice.value} className="choice">
            <input
              type={many ? 'checkbox' : 'radio'}
              name={id}
              checked={value.includes(choice.value)}
              onChange={() => toggle(choice.value)}
            />
            <span className="choiceText">
              <span>{choice.label}</span>
              {choice.about && <span className="soft">{choice.about}</span>}
            </span>
            {choice.end && <span className="choiceEnd">{choice.end}</span>}
          </label>
        ))}
      </div>
      {error && (
        <div className="error" id={`${id}-error`}>
          {error}
        </div>
      )}
    </fieldset>
  )
}

interface CheckFieldProps {
  label: ReactNode
  value: boolean
  onChange: (value: boolean) => void
  error?: string | null | undefined
}

export function CheckField({ label, value, onChange, error }: CheckFieldProps) {
  const id = useId()
  return (
    <div className="field" data-bad={error ? 'true' : undefined}>
      <label className="check">
        <input
          type="checkbox"
          checked={value}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <span>{label}</span>
      </label>
      {error && (
        <div className="error" id={`${id}-error`}>
          {error}
        </div>
      )}
    </div>
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

/** What to say about a failure. */
export function problemText(error: unknown, t: (key: string) => string): string {
  if (!(error instanceof ProblemError)) return t('problem.failed')
  if (error.code === 'offline') return t('problem.offline')
  if (error.status === 429) return t('problem.tooMany')
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

/** Heading of the page or step; takes the focus when it changes, so that nobody is lost after "Next". */
export function Title({ children, about }: { children: string; about?: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  const shown = useRef<string | null>(null)
  useEffect(() => {
    document.title = children
    if (shown.current !== null && shown.current !== children) {
      heading.current?.focus()
      window.scrollTo({ top: 0 })
    }
    shown.current = children
  }, [children])
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
