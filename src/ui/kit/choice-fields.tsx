import { Checkbox, MultiSelect, Radio, SegmentedControl, Select, Switch } from '@mantine/core'
import { useWords } from '../words/i18n.ts'
import classes from './kit.module.css'
import { common, tell, type Choice, type FieldProps } from './field-props.ts'

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
      // The first field of a dialog has the focus: a list must not open over it by itself.
      openOnFocus={false}
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
      openOnFocus={false}
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
      className={classes.segments}
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
  const { label, hideLabel, help, error, name, disabled } = props
  return (
    <Checkbox
      label={hideLabel ? undefined : label}
      aria-label={hideLabel ? label : undefined}
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
