import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  confirm,
  Dialog,
  Facts,
  Form,
  notify,
  Panel,
  PasswordField,
  required,
  Row,
  Stack,
  Text,
  TextLink,
  useCan,
  useFields,
  useWords,
  When,
} from '../../../ui/kit/index.ts'

type Providers = Returns<'GET /billing/providers'>
type Account = NonNullable<Providers['stripe']>

/** The practice's account with Stripe: connect it with one key, see whose it is, disconnect. */
export function CardProvider() {
  const { t } = useWords('billing')
  const can = useCan()
  const [connecting, setConnecting] = useState(false)
  const providers = useApi('GET /billing/providers')
  return (
    <Panel title={t('provider.title')}>
      <Await read={providers}>
        {({ stripe, webhookUrl }) =>
          stripe ? (
            <Connected account={stripe} onChange={() => setConnecting(true)} webhookUrl={webhookUrl} />
          ) : (
            <Stack>
              <Text tone="soft">{t('provider.none')}</Text>
              {can('billing.connect') && (
                <Row>
                  <Button icon="link" onClick={() => setConnecting(true)}>
                    {t('provider.connect')}
                  </Button>
                </Row>
              )}
            </Stack>
          )
        }
      </Await>
      {providers.data && (
        <Dialog open={connecting} onClose={() => setConnecting(false)} title={t('provider.connect')}>
          <Connect webhookUrl={providers.data.webhookUrl} onDone={() => setConnecting(false)} />
        </Dialog>
      )}
    </Panel>
  )
}

function Connected({
  account,
  webhookUrl,
  onChange,
}: {
  account: Account
  webhookUrl: string
  onChange: () => void
}) {
  const { t } = useWords('billing')
  const can = useCan()
  const forget = useAct('DELETE /billing/providers/stripe', {
    refresh: ['GET /billing/providers', 'GET /billing/settings'],
  })
  const ask = () =>
    confirm({
      title: t('provider.forgetTitle'),
      text: t('provider.forgetText'),
      act: t('provider.forget'),
      danger: true,
      onConfirm: () => forget.do({}).then(() => notify.done(t('provider.forgotten'))),
    })
  return (
    <Stack>
      <Facts
        of={[
          [
            t('provider.account'),
            <Row key="account">
              {account.accountName}
              <Badge tone={account.isLive ? 'good' : 'warn'}>
                {t(account.isLive ? 'provider.live' : 'provider.trial')}
              </Badge>
            </Row>,
          ],
          [t('provider.ref'), account.accountRef],
          [t('provider.since'), <When key="since" at={account.connectedAt} />],
          [t('madeBy'), account.connectedBy],
          ...(account.ownsDoor ? [] : [[t('provider.door'), webhookUrl] as [string, string]]),
        ]}
      />
      {can('billing.connect') && (
        <Row>
          <Button onClick={onChange}>{t('provider.change')}</Button>
          <Button kind="quiet" icon="remove" onClick={ask}>
            {t('provider.forget')}
          </Button>
        </Row>
      )}
    </Stack>
  )
}

function Connect({ webhookUrl, onDone }: { webhookUrl: string; onDone: () => void }) {
  const { t } = useWords('billing')
  const [byHand, setByHand] = useState(false)
  const connect = useAct('PUT /billing/providers/stripe', { refresh: ['GET /billing/providers'] })
  const form = useFields({
    initial: { secretKey: '', webhookSecret: '' },
    check: { secretKey: required(t('provider.keyMissing')) },
  })
  return (
    <Form
      form={form}
      submit={t('provider.connect')}
      onCancel={onDone}
      onSubmit={async ({ secretKey, webhookSecret }) => {
        const account = await connect.do({
          secretKey: secretKey.trim(),
          ...(webhookSecret.trim() ? { webhookSecret: webhookSecret.trim() } : {}),
        })
        notify.done(t('provider.connected', { name: account.accountName }))
        onDone()
      }}
      extra={
        byHand ? null : (
          <Button kind="quiet" small icon="down" onClick={() => setByHand(true)}>
            {t('provider.byHand')}
          </Button>
        )
      }
    >
      <Text tone="soft">{t('provider.how')}</Text>
      <TextLink to="https://dashboard.stripe.com/apikeys">{t('provider.dashboard')}</TextLink>
      <PasswordField
        label={t('provider.key')}
        help={t('provider.keyHelp')}
        required
        autoComplete="new-password"
        {...form.field('secretKey')}
      />
      {byHand && (
        <PasswordField
          label={t('provider.secret')}
          help={t('provider.secretHelp', { url: webhookUrl })}
          autoComplete="new-password"
          {...form.field('webhookSecret')}
        />
      )}
    </Form>
  )
}
