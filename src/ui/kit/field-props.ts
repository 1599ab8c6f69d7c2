import type { ReactNode } from 'react'
import type { Bound } from './form.tsx'

/** Every field has a visible label; bind it with `{...form.field('name')}` or give value and onChange. */
export interface FieldProps<T> extends Partial<Omit<Bound, 'value' | 'onChange'>> {
  label: string
  value?: T | unknown
  onChange?: ((value: T) => void) | Bound['onChange']
  help?: ReactNode
  required?: boolean
  disabled?: boolean
  placeholder?: string
  autoFocus?: boolean
  /** The label is there for screen readers only (filters in a toolbar). */
  hideLabel?: boolean
}

export interface Choice {
  value: string
  label: string
  disabled?: boolean
}

/** What all Mantine inputs share. */
export function common<T>(props: FieldProps<T>) {
  return {
    name: props.name,
    ...(props.hideLabel ? { 'aria-label': props.label } : { label: props.label }),
    description: props.help,
    error: props.error,
    withAsterisk: props.required ?? false,
    disabled: props.disabled ?? false,
    placeholder: props.placeholder,
    onBlur: props.onBlur,
    'data-autofocus': props.autoFocus || undefined,
    autoFocus: props.autoFocus,
  }
}

/** Answers a change in whichever of the two shapes was given. */
export function tell<T>(props: FieldProps<T>, value: T): void {
  ;(props.onChange as ((value: T) => void) | undefined)?.(value)
}
