import { PasswordField } from '../../kit/text-fields.tsx'
import { Form, useFields } from '../../kit/form.tsx'
import { Panel } from '../../kit/layout.tsx'
import { notify } from '../../kit/notify.tsx'
import { refresh } from '../../api/hooks.ts'
import { useWords } from '../../words/i18n.ts'
import { auth } from '../auth.ts'

export function PasswordPanel() {
  const { t } = useWords()
  const form = useFields({
    initial: { currentPassword: '', newPassword: '', again: '' },
    check: { again: (again, values) => (again === values.newPassword ? null : t('account.notSame')) },
  })
  return (
    <Panel title={t('account.password')}>
      <Form
        form={form}
        submit={t('account.changePassword')}
        onSubmit={async ({ currentPassword, newPassword }) => {
          await auth('change-password', { currentPassword, newPassword, revokeOtherSessions: true })
          form.reset()
          notify.done(t('account.passwordChanged'))
          await refresh()
        }}
      >
        <PasswordField
          label={t('account.current')}
          autoComplete="current-password"
          required
          {...form.field('currentPassword')}
        />
        <PasswordField
          label={t('account.new')}
          help={t('account.newHelp')}
          autoComplete="new-password"
          required
          {...form.field('newPassword')}
        />
        <PasswordField
          label={t('account.again')}
          autoComplete="new-password"
          required
          {...form.field('again')}
        />
      </Form>
    </Panel>
  )
}
