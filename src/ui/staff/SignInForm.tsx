import { useState } from 'react'
import { Form, useFields } from '../kit/form.tsx'
import { PasswordField, TextField } from '../kit/text-fields.tsx'
import { Text } from '../kit/layout.tsx'
import { useWords } from '../words/i18n.ts'
import { SetUp } from './account/SecondFactorPanel.tsx'
import { signIn, verifyCode } from './auth.ts'

interface SignInFormProps {
  /** Known when the session ran out under somebody's hands. */
  email?: string
  onDone: () => Promise<unknown> | unknown
}

/** Password, then the code of the second factor; where the practice demands one, first setting it up. */
export function SignInForm({ email, onDone }: SignInFormProps) {
  const { t } = useWords()
  const [step, setStep] = useState<'password' | 'code' | 'setup'>('password')
  const password = useFields({ initial: { email: email ?? '', password: '' } })
  const code = useFields({ initial: { code: '' } })

  if (step === 'setup') {
    return (
      <>
        <Text tone="soft">{t('account.secondFactorText')}</Text>
        <SetUp onDone={onDone} />
      </>
    )
  }
  if (step === 'code') {
    return (
      <Form
        key="code"
        form={code}
        submit={t('signIn.verify')}
        wide
        onSubmit={async (values) => {
          await verifyCode(values.code.replaceAll(' ', ''))
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
      </Form>
    )
  }
  return (
    <Form
      key="password"
      form={password}
      submit={t('signIn.act')}
      wide
      onSubmit={async (values) => {
        const next = await signIn(values.email.trim(), values.password)
        if (next === 'signed_in') await onDone()
        else setStep(next === 'second_factor' ? 'code' : 'setup')
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
