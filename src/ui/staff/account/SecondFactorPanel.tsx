import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { queryClient } from '../../api/api.ts'
import { Button } from '../../kit/actions.tsx'
import { PasswordField, TextField } from '../../kit/text-fields.tsx'
import { Form, useFields } from '../../kit/form.tsx'
import { Panel, Row, Stack, Text } from '../../kit/layout.tsx'
import { notify } from '../../kit/notify.tsx'
import { Dialog } from '../../kit/overlays.tsx'
import { QrCode } from '../../kit/qr-code.tsx'
import { Loading, Notice } from '../../kit/states.tsx'
import { Badge } from '../../kit/status.tsx'
import { Code } from '../../kit/values.tsx'
import { useWords } from '../../words/i18n.ts'
import { auth } from '../auth.ts'
import classes from './account.module.css'

interface SessionAnswer {
  user?: { twoFactorEnabled: boolean }
}

const sessionKey = ['auth', 'get-session']

export function SecondFactorPanel() {
  const { t } = useWords()
  const [asked, setAsked] = useState<'on' | 'off' | null>(null)
  const read = useQuery({ queryKey: sessionKey, queryFn: () => auth<SessionAnswer | null>('get-session') })
  const isOn = read.data?.user?.twoFactorEnabled === true

  async function done(text: string): Promise<void> {
    setAsked(null)
    notify.done(text)
    await queryClient.invalidateQueries({ queryKey: sessionKey })
  }

  return (
    <Panel title={t('account.secondFactor')}>
      {read.isPending ? (
        <Loading lines={3} />
      ) : (
        <Stack>
          <Notice of={read.error} />
          <Row>
            {isOn ? (
              <Badge tone="good" icon="security">
                {t('account.isOn')}
              </Badge>
            ) : (
              <Badge tone="warn" icon="alert">
                {t('account.isOff')}
              </Badge>
            )}
          </Row>
          <Text tone="soft">{t('account.secondFactorText')}</Text>
          <Row>
            {isOn ? (
              <Button onClick={() => setAsked('off')}>{t('account.switchOff')}</Button>
            ) : (
              <Button kind="main" icon="security" onClick={() => setAsked('on')}>
                {t('account.setUp')}
              </Button>
            )}
          </Row>
        </Stack>
      )}
      <Dialog open={asked === 'on'} onClose={() => setAsked(null)} title={t('account.setUp')} size="small">
        <SetUp onDone={() => done(t('account.nowOn'))} />
      </Dialog>
      <Dialog
        open={asked === 'off'}
        onClose={() => setAsked(null)}
        title={t('account.switchOff')}
        size="small"
      >
        <SwitchOff onDone={() => done(t('account.nowOff'))} />
      </Dialog>
    </Panel>
  )
}

interface Secret {
  totpURI: string
  backupCodes: string[]
}

/** Password, then the picture for the app and its first code. The backup codes are shown this once. */
export function SetUp({ onDone }: { onDone: () => unknown }) {
  const { t } = useWords()
  const [secret, setSecret] = useState<Secret | null>(null)
  const password = useFields({ initial: { password: '' } })
  const code = useFields({ initial: { code: '' } })

  if (!secret) {
    return (
      <Form
        key="password"
        form={password}
        submit={t('next')}
        onSubmit={async (values) => setSecret(await auth<Secret>('two-factor/enable', values))}
      >
        <PasswordField
          label={t('account.current')}
          autoComplete="current-password"
          autoFocus
          required
          {...password.field('password')}
        />
      </Form>
    )
  }
  return (
    <Form
      key="code"
      form={code}
      submit={t('account.finish')}
      onSubmit={async (values) => {
        await auth('two-factor/verify-totp', { code: values.code.replaceAll(' ', '') })
        await onDone()
      }}
    >
      <Text>{t('account.scan')}</Text>
      <QrCode text={secret.totpURI} label={t('account.qr')} />
      <Text tone="soft" size="small">
        {t('account.byHand')} <Code>{new URL(secret.totpURI).searchParams.get('secret')}</Code>
      </Text>
      {secret.backupCodes.length > 0 && (
        <Notice tone="warn" title={t('account.backupTitle')}>
          {t('account.backupText')}
          <ul className={classes.codes}>
            {secret.backupCodes.map((one) => (
              <li key={one}>
                <Code>{one}</Code>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <TextField label={t('signIn.code')} autoComplete="one-time-code" required {...code.field('code')} />
    </Form>
  )
}

function SwitchOff({ onDone }: { onDone: () => unknown }) {
  const { t } = useWords()
  const form = useFields({ initial: { password: '' } })
  return (
    <Form
      form={form}
      submit={t('account.switchOff')}
      onSubmit={async (values) => {
        await auth('two-factor/disable', values)
        await onDone()
      }}
    >
      <PasswordField
        label={t('account.current')}
        autoComplete="current-password"
        autoFocus
        required
        {...form.field('password')}
      />
    </Form>
  )
}
