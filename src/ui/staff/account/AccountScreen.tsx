import { Columns, Page } from '../../kit/layout.tsx'
import { useWords } from '../../words/i18n.ts'
import { useMe } from '../me.tsx'
import { PasswordPanel } from './PasswordPanel.tsx'
import { SecondFactorPanel } from './SecondFactorPanel.tsx'
import { SessionsPanel } from './SessionsPanel.tsx'

/** One's own way in: password, second factor, open sessions. */
export default function AccountScreen() {
  const { t } = useWords()
  const me = useMe()
  return (
    <Page title={t('account.title')} about={`${me.user.name} · ${me.user.email}`}>
      <Columns of={2}>
        <PasswordPanel />
        <SecondFactorPanel />
      </Columns>
      <SessionsPanel />
    </Page>
  )
}
