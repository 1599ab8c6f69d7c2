import {
  Checkbox,
  FileInput,
  MultiSelect,
  NumberInput,
  PasswordInput,
  PinInput,
  Radio,
  SegmentedControl,
  Select,
  Switch,
  Textarea,
  TextInput,
} from '@mantine/core'
import { DatePickerInput, TimePicker } from '@mantine/dates'
import type { ReactNode } from 'react'
import { useWords } from '../words/i18n.ts'
import { minorUnits } from '../words/format.ts'
import type { Bound } from './form.tsx'
import { Icon, type IconName } from './icons.tsx'
import { useFormat } from './values.tsx'
import { useMeIfAny } from '../staff/me.tsx'

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

// What all Mantine inputs share.
function common<T>(props: FieldProps<T>) {
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

function tell<T>(props: FieldProps<T>, value: T): void {
  ;(props.onChange as ((value: T) => void) | undefined)?.(value)
}

interface TextFieldProps extends FieldProps<string> {
  type?: 'text' | 'email' | 'tel' | 'url' | 'search'
  autoComplete?: string
  icon?: IconName
  maxLength?: number
}

export function TextField(props: TextFieldProps) {
  return (
    <TextInput
      {...common(props)}
      type={props.type ?? 'text'}
      autoComplete={props.autoComplete}
      maxLength={props.maxLength}
      leftSection={props.icon ? <Icon name={props.icon} size={16} /> : undefined}
      value={(props.value as string) ?? ''}
      onChange={(event) => tell(props, event.currentTarget.value)}
    />
  )
}

export function PasswordField(
  props: FieldProps<string> & { autoComplete: 'current-password' | 'new-password' },
) {
  const { t } = useWords()
  return (
    <PasswordInput
      {...common(props)}
      autoComplete={props.autoComplete}
      visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
      value={(props.value as string) ?? ''}
      onChange={(event) => tell(props, event.currentTarget.value)}
    />
  )
}

export function TextArea(props: FieldProps<string> & { rows?: number; maxLength?: number }) {
  return (
    <Textarea
      {...common(props)}
      autosize
      minRows={props.rows ?? 3}
      maxRows={16}
      maxLength={props.maxLength}
      value={(props.value as string) ?? ''}
      onChange={(event) => tell(props, event.currentTarget.value)}
    />
  )
}

/** A number, or null when empty. */
export function NumberField(
  props: FieldProps<number | null> & { min?: number; max?: number; unit?: string; step?: number },
) {
  return (
    <NumberInput
      {...common(props)}
      {...(props.min === undefined ? {} : { min: props.min })}
      {...(props.max === undefined ? {} : { max: props.max })}
      step={props.step ?? 1}
      suffix={props.unit ? ` ${props.unit}` : undefined}
      value={(props.value as number | null) ?? ''}
      onChange={(value) => tell(props, typeof value === 'number' ? value : null)}
    />
  )
}

/** An amount in integer minor units, typed in major ones. */
export function MoneyField(props: FieldProps<number | null> & { currency?: string }) {
  const me = useMeIfAny()
  const format = useFormat()
  const currency = props.currency ?? me?.practice.currency ?? 'USD'
  const units = minorUnits(currency)
  const separator = format.number(1.5).includes(',') ? ',' : '.'
  const minor = props.value as number | null | undefined
  return (
    <NumberInput
      {...common(props)}
      decimalScale={Math.round(Math.log10(units))}
      fixedDecimalScale
      decimalSeparator={separator}
      thousandSeparator={separator === ',' ? '.' : ','}
      suffix={` ${currency}`}
      hideControls
      value={minor === null || minor === undefined ? '' : minor / units}
      onChange={(value) => tell(props, typeof value === 'number' ? Math.round(value * units) : null)}
    />
  )
}

interface SelectFieldProps extends FieldProps<string | null> {
  choices: Choice[]
  search?: boolean
  /** May be emptied again. */
  clearable?: boolean
  onSearch?: (text: string) => void
  nothing?: string
}

export function SelectField(props: SelectFieldProps) {
  const { t } = useWords()
  return (
    <Select
      {...common(props)}
      data={props.choices}
      searchable={props.search ?? props.choices.length > 8}
      clearable={props.clearable ?? false}
      allowDeselect={props.clearable ?? false}
      nothingFoundMessage={props.nothing ?? t('nothingFound')}
      comboboxProps={{ withinPortal: true }}
      value={(props.value as string | null) || null}
      onChange={(value) => tell(props, value)}
      {...(props.onSearch ? { onSearchChange: props.onSearch, filter: ({ options }) => options } : {})}
    />
  )
}

export function MultiSelectField(props: FieldProps<string[]> & { choices: Choice[] }) {
  const { t } = useWords()
  return (
    <MultiSelect
      {...common(props)}
      data={props.choices}
      searchable
      clearable
      nothingFoundMessage={t('nothingFound')}
      value={(props.value as string[]) ?? []}
      onChange={(value) => tell(props, value)}
    />
  )
}

/** Two to five choices side by side (views, filters). */
export function SegmentField(props: FieldProps<string> & { choices: Choice[] }) {
  return (
    <SegmentedControl
      aria-label={props.label}
      data={props.choices}
      size="sm"
      withItemsBorders={false}
      value={(props.value as string) ?? ''}
      onChange={(value) => tell(props, value)}
    />
  )
}

export function RadioField(props: FieldProps<string> & { choices: (Choice & { help?: string })[] }) {
  return (
    <Radio.Group
      name={props.name}
      label={props.label}
      description={props.help}
      error={props.error}
      withAsterisk={props.required ?? false}
      value={(props.value as string) ?? ''}
      onChange={(value) => tell(props, value)}
    >
      {props.choices.map((choice) => (
        <Radio
          key={choice.value}
          mt={8}
          value={choice.value}
          label={choice.label}
          description={choice.help}
          disabled={choice.disabled ?? false}
        />
      ))}
    </Radio.Group>
  )
}

export function CheckField(props: FieldProps<boolean>) {
  const { label, help, error, name, disabled } = props
  return (
    <Checkbox
      label={label}
      description={help}
      error={error}
      name={name}
      disabled={disabled ?? false}
      checked={Boolean(props.value)}
      onChange={(event) => tell(props, event.currentTarget.checked)}
    />
  )
}

export function SwitchField(props: FieldProps<boolean>) {
  const { label, help, error, name, disabled } = props
  return (
    <Switch
      label={label}
      description={help}
      error={error}
      name={name}
      disabled={disabled ?? false}
      checked={Boolean(props.value)}
      onChange={(event) => tell(props, event.currentTarget.checked)}
    />
  )
}

/** A calendar day `YYYY-MM-DD`, or null. */
export function DayField(
  props: FieldProps<string | null> & { min?: string; max?: string; clearable?: boolean },
) {
  const { t, language } = useWords()
  const me = useMeIfAny()
  return (
    <DatePickerInput
      {...common(props)}
      locale={language}
      firstDayOfWeek={language === 'en' && me?.practice.country !== 'GB' ? 0 : 1}
      valueFormat={
        language === 'de' ? 'DD.MM.YYYY' : me?.practice.country === 'US' ? 'MMM D, YYYY' : 'D MMM YYYY'
      }
      clearable={props.clearable ?? false}
      {...(props.min ? { minDate: props.min } : {})}
      {...(props.max ? { maxDate: props.max } : {})}
      leftSection={<Icon name="calendar" size={16} />}
      placeholder={props.placeholder ?? t('pickDay')}
      value={(props.value as string | null) || null}
      onChange={(value) => tell(props, value)}
    />
  )
}

/** A wall-clock time `HH:MM`, or empty. */
export function TimeField(props: FieldProps<string>) {
  const { placeholder: _none, ...shared } = common(props)
  return (
    <TimePicker
      {...shared}
      withDropdown
      minutesStep={5}
      value={(props.value as string) ?? ''}
      onChange={(value) => tell(props, value.slice(0, 5))}
    />
  )
}

export function FileField(props: FieldProps<File | null> & { accept?: string }) {
  return (
    <FileInput
      {...common(props)}
      clearable
      accept={props.accept}
      leftSection={<Icon name="upload" size={16} />}
      value={(props.value as File | null) ?? null}
      onChange={(value) => tell(props, value)}
    />
  )
}

/** Six digits of a second factor. */
export function DigitsField(props: FieldProps<string> & { onComplete?: (code: string) => void }) {
  return (
    <PinInput
      length={6}
      type="number"
      oneTimeCode
      size="md"
      autoFocus={props.autoFocus}
      getInputProps={(index) => ({ 'aria-label': `${props.label} ${index + 1}` })}
      value={(props.value as string) ?? ''}
      error={Boolean(props.error)}
      onChange={(value) => tell(props, value)}
      onComplete={props.onComplete}
    />
  )
}
