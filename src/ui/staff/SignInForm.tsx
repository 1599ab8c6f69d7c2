import { useState } from 'react'
import { Form, useFields } from '../kit/form.tsx'
import { CheckField, PasswordField, TextField } from '../kit/fields.tsx'
import { Text } from '../kit/layout.tsx'
import { useWords } from '../words/i18n.ts'
import { signIn, verifyCode } from './auth.ts'

interface SignInFormProps {
  /** Known when the session ran out under somebody's hands. */
  email?: string
  onDone: () => Promise<unknown> | unknown
}

/** Password, then the code of the second factor where one is set up. */
export function SignInForm({ email, onDone }: SignInFormProps) {
  const { t } = useWords()
  const [step, setStep] = useState<'password' | 'code'>('password')
  const password = useFields({ initial: { email: email ?? '', password: '' } })
  const code = useFields({ initial: { code: '', trustDevice: false } })

  if (step === 'code') {
    return (
      <Form
        key="code"
        form={code}
        submit={t('signIn.verify')}
        onSubmit={async (values) => {
          await verifyCode(values.code.replaceAll(' ', ''), values.trustDevice)
          await onDone()
        }}
      >
        <Text tone="soft">{t('signIn.codeHelp')}</Text>
        <TextField
          label={t('signIn.code')}
          autoComplete="one-time-code"
          autoFocus
          required
          {...code.field('code')}
        />
        <CheckField label={t('signIn.trustDevice')} {...code.field('trustDevice')} />
      </Form>
    )
  }
  return (
    <Form
      key="password"
      form={password}
      submit={t('signIn.act')}
      onSubmit={async (values) => {
        if (await signIn(values.email.trim(), values.password)) setStep('code')
        else await onDone()
      }}
    >
      {!email && (
        <TextField
          label={t('signIn.email')}
          type="email"
          autoComplete="username"
          autoFocus
          required
          {...password.field('email')}
        />
      )}
      <PasswordField
        label={t('signIn.password')}
        autoComplete="current-password"
        autoFocus={Boolean(email)}
        required
        {...password.field('password')}
      />
    </Form>
  )
}
