import { useEffect, useState } from 'react'
import type { Returns } from '../../../ui/api/index.ts'
import { callByLink } from '../../../ui/api/public.ts'
import {
  Form,
  Loading,
  Notice,
  PasswordField,
  Stack,
  Text,
  useFields,
  usePathParams,
  useWords,
} from '../../../ui/kit/index.ts'
import { StartFrame } from './StartFrame.tsx'

type Invitation = Returns<'GET /invitation'>

/** An invited person chooses their password, by the mailed link. */
export default function WelcomeScreen() {
  const { t } = useWords('practice')
  const { token = '' } = usePathParams()
  const [invited, setInvited] = useState<Invitation | null>(null)
  const [error, setError] = useState<unknown>(null)
  useEffect(() => {
    callByLink(token)('GET /invitation').then(setInvited, setError)
  }, [token])
  const about = invited ? t('welcome.about', { practice: invited.practice }) : t('welcome.wait')
  return (
    <StartFrame
      title={invited ? t('welcome.title', { name: invited.name }) : t('welcome.plain')}
      about={about}
    >
      {error !== null && <Notice of={error} />}
      {!invited && error === null && <Loading lines={3} />}
      {invited && <ChoosePassword token={token} invited={invited} />}
    </StartFrame>
  )
}

function ChoosePassword({ token, invited }: { token: string; invited: Invitation }) {
  const { t } = useWords('practice')
  const form = useFields({
    initial: { password: '', again: '' },
    check: { again: (again, { password }) => (again === password ? null : t('welcome.notSame')) },
  })
  return (
    <Stack>
      <Text tone="soft">{t('welcome.signInWith', { email: invited.email ?? '' })}</Text>
      <Form
        form={form}
        wide
        submit={t('welcome.choose')}
        onSubmit={async ({ password }) => {
          await callByLink(token)('POST /invitation/acceptance', { password })
          location.assign('/sign-in')
        }}
      >
        <PasswordField
          label={t('start.password')}
          help={t('start.passwordHelp')}
          required
          autoComplete="new-password"
          {...form.field('password')}
        />
        <PasswordField
          label={t('welcome.again')}
          required
          autoComplete="new-password"
          {...form.field('again')}
        />
      </Form>
    </Stack>
  )
}
