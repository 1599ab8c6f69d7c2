import { useId, type InputHTMLAttributes, type ReactNode } from 'react'
import { useWords } from './words.ts'

interface FieldShellProps {
  id: string
  label: string
  help?: ReactNode
  error?: string | null | undefined
  required?: boolean | undefined
  hideLabel?: boolean | undefined
  children: ReactNode
}

function FieldShell({ id, label, help, error, required, hideLabel, children }: FieldShellProps) {
  const { t } = useWords()
  return (
    <div className="field" data-bad={error ? 'true' : undefined}>
      <label htmlFor={id} className={hideLabel ? 'spoken' : undefined}>
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
  /** For links to the field from elsewhere on the page. */
  id?: string
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
  const ownId = useId()
  const { id = ownId, label, value, onChange, help, error, required, ...input } = props
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

export function TextArea(props: FieldProps & { rows?: number; maxLength?: number }) {
  const ownId = useId()
  const { id = ownId, label, value, onChange, help, error, required, rows, maxLength } = props
  return (
    <FieldShell id={id} label={label} help={help} error={error} required={required}>
      <textarea
        id={id}
        rows={rows ?? 4}
        maxLength={maxLength}
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

interface SelectProps extends FieldProps {
  choices: { value: string; label: string }[]
  /** There is always a choice made: no empty line. */
  chosen?: boolean
  /** The label is read out, not drawn: what stands above says it. */
  hideLabel?: boolean
}

export function SelectField(props: SelectProps) {
  const ownId = useId()
  const { id = ownId, label, value, onChange, help, error, required, choices, chosen, hideLabel } = props
  return (
    <FieldShell
      id={id}
      label={label}
      help={help}
      error={error}
      required={required || chosen}
      hideLabel={hideLabel}
    >
      <select
        id={id}
        value={value}
        required={required}
        aria-invalid={error ? true : undefined}
        aria-describedby={described(id, props)}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {!chosen && <option value="" />}
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
  id?: string
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
  const ownId = useId()
  const { t } = useWords()
  const { id = ownId, label, choices, value, onChange, many, help, error, required, hideLabel } = props
  function toggle(one: string): void {
    if (!many) onChange([one])
    else onChange(value.includes(one) ? value.filter((other) => other !== one) : [...value, one])
  }
  return (
    <fieldset
      id={id}
      className="field"
      data-bad={error ? 'true' : undefined}
      aria-describedby={described(id, props)}
    >
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
              aria-invalid={error ? true : undefined}
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
  id?: string
  label: ReactNode
  value: boolean
  onChange: (value: boolean) => void
  error?: string | null | undefined
}

export function CheckField({ id: given, label, value, onChange, error }: CheckFieldProps) {
  const ownId = useId()
  const id = given ?? ownId
  return (
    <div className="field" data-bad={error ? 'true' : undefined}>
      <label className="check">
        <input
          id={id}
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
