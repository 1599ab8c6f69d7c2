import { useForm, type UseFormReturnType } from '@mantine/form'
import { useRef, useState, type FormEvent, type ReactNode } from 'react'
import { ProblemError } from '../api/problem.ts'
import { useWords } from '../words/i18n.ts'
import { Button } from './actions.tsx'
import { Row, Stack } from './layout.tsx'
import { Notice } from './states.tsx'

type Values = Record<string, unknown>
export type Check<T extends Values> = Partial<{ [K in keyof T]: (value: T[K], values: T) => string | null }>

/** What a field component needs to be bound; `form.field('name')` makes it. */
export interface Bound {
  name: string
  value: unknown
  onChange: (value: unknown) => void
  onBlur: () => void
  error?: ReactNode
}

export interface Fields<T extends Values> {
  values: T
  field: (name: keyof T & string) => Bound
  set: (values: Partial<T>) => void
  /** Back to the first values (or these). */
  reset: (values?: T) => void
  changed: boolean
  /** Puts the server's refusals at their fields; true when every one found its field. */
  refuse: (error: unknown) => boolean
  mantine: UseFormReturnType<T>
}

interface FieldsOptions<T extends Values> {
  initial: T
  check?: Check<T>
}

/** The state of a form: `const form = useFields({ initial: { name: '' }, check: { name: required(t) } })`. */
export function useFields<T extends Values>({ initial, check }: FieldsOptions<T>): Fields<T> {
  const form = useForm<T>({
    mode: 'controlled',
    initialValues: initial,
    validateInputOnBlur: true,
    ...(check ? { validate: check as never } : {}),
  })
  return {
    values: form.values,
    field(name) {
      const props = form.getInputProps(name)
      return { name, value: props.value, onChange: props.onChange, onBlur: props.onBlur, error: props.error }
    },
    set: (values) => form.setValues(values),
    reset(values) {
      if (values) form.setInitialValues(values)
      form.reset()
    },
    changed: form.isDirty(),
    refuse(error) {
      if (!(error instanceof ProblemError) || error.fields.length === 0) return false
      const names = new Set(Object.keys(form.values))
      const placed = error.fields.filter((one) => names.has(rootOf(one.field)))
      form.setErrors(Object.fromEntries(placed.map((one) => [rootOf(one.field), one.message])))
      return placed.length === error.fields.length
    },
    mantine: form,
  }
}

// The server names the path in what was sent (`body.address.city`); a form has one field per first name.
function rootOf(path: string): string {
  return path.replace(/^body\./, '').split(/[.[]/)[0] ?? path
}

interface FormProps<T extends Values> {
  form: Fields<T>
  /** Sends it; what it throws is shown at the fields or above the buttons. */
  onSubmit: (values: T) => Promise<unknown>
  submit?: string
  onCancel?: () => void
  /** Beside the buttons. */
  extra?: ReactNode
  /** Without own buttons: another button has `form={id}`. */
  id?: string
  bare?: boolean
  /** One wide button (sign-in). */
  wide?: boolean
  children: ReactNode
}

/** Fields, one problem notice and the buttons. Keeps what was typed when the server refuses. */
export function Form<T extends Values>(props: FormProps<T>) {
  const { form, onSubmit, submit, onCancel, extra, id, bare, wide, children } = props
  const { t } = useWords()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const element = useRef<HTMLFormElement>(null)

  async function send(values: T): Promise<void> {
    setBusy(true)
    setError(null)
    try {
      await onSubmit(values)
    } catch (refused) {
      if (!form.refuse(refused)) setError(refused)
      focusFirstRefused(element.current)
    } finally {
      setBusy(false)
    }
  }

  function submitted(event: FormEvent<HTMLFormElement>): void {
    // A form in a dialog must not submit the one below it.
    event.stopPropagation()
    const checked = form.mantine.onSubmit(
      (values) => void send(values),
      () => focusFirstRefused(element.current),
    )
    checked(event)
  }

  return (
    <form id={id} ref={element} onSubmit={submitted} noValidate>
      <Stack gap="normal">
        {children}
        {error !== null && <Notice of={error} />}
        {wide && (
          <Button kind="main" submit busy={busy} wide>
            {submit ?? t('save')}
          </Button>
        )}
        {!bare && !wide && (
          <Row justify="between">
            <Row>{extra}</Row>
            <Row>
              {onCancel && <Button onClick={onCancel}>{t('cancel')}</Button>}
              <Button kind="main" submit busy={busy}>
                {submit ?? t('save')}
              </Button>
            </Row>
          </Row>
        )}
      </Stack>
    </form>
  )
}

function focusFirstRefused(form: HTMLFormElement | null): void {
  // After the errors are painted.
  requestAnimationFrame(() =>
    form?.querySelector<HTMLElement>('[aria-invalid="true"], [data-error] input')?.focus(),
  )
}

/** For `check`: refuses an empty value. */
export function required(message: string) {
  return (value: unknown): string | null => {
    const empty = value === null || value === undefined || (typeof value === 'string' && value.trim() === '')
    return empty || (Array.isArray(value) && value.length === 0) ? message : null
  }
}
