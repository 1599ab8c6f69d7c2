import { session } from '../api/session.ts'
import { Button } from '../kit/actions.tsx'
import { Stack, Text } from '../kit/layout.tsx'
import { Dialog } from '../kit/overlays.tsx'
import { useWords } from '../words/i18n.ts'
import { useMe } from './me.tsx'
import { SignInForm } from './SignInForm.tsx'

/** The session ran out: sign in over the screen, so that nothing typed is lost; what was refused is then repeated. */
export default function SessionDialog() {
  const { t } = useWords()
  const me = useMe()

  function leave(): void {
    session.watch(false)
    location.assign('/sign-in')
  }

  return (
    <Dialog open onClose={leave} title={t('session.title')} size="small" insist>
      <Stack>
        <Text tone="soft">{t('session.text', { name: me.user.name })}</Text>
        <SignInForm email={me.user.email} onDone={() => session.answer(true)} />
        <Button kind="quiet" wide onClick={leave}>
          {t('session.other')}
        </Button>
      </Stack>
    </Dialog>
  )
}
