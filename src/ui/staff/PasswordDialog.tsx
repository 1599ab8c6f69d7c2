import { session } from '../api/session.ts'
import { Form, useFields } from '../kit/form.tsx'
import { Text } from '../kit/layout.tsx'
import { Dialog } from '../kit/overlays.tsx'
import { PasswordField } from '../kit/text-fields.tsx'
import { useWords } from '../words/i18n.ts'
import { auth } from './auth.ts'

/** Before something that matters (access, keys) the password is asked for once more; then the act goes on. */
export default function PasswordDialog() {
  const { t } = useWords()
  const form = useFields({ initial: { password: '' } })
  const giveUp = () => session.answer(false)
  return (
    <Dialog open onClose={giveUp} title={t('session.confirmTitle')} size="small">
      <Form
        form={form}
        submit={t('session.confirm')}
        onCancel={giveUp}
        onSubmit={async (values) => {
          await auth('verify-password', values)
          session.answer(true)
        }}
      >
        <Text tone="soft">{t('session.confirmText')}</Text>
        <PasswordField
          label={t('signIn.password')}
          autoComplete="current-password"
          autoFocus
          required
          {...form.field('password')}
        />
      </Form>
    </Dialog>
  )
}
