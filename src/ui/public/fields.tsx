import { useId, type InputHTMLAttributes, type ReactNode } from 'react'
import { useWords } from './words.ts'

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
