import { PasswordInput, Textarea, TextInput } from '@mantine/core'
import { useWords } from '../words/i18n.ts'
import { common, tell, type FieldProps } from './field-props.ts'
import { Icon, type IconName } from './icons.tsx'

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
