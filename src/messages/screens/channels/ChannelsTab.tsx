import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  Code,
  Columns,
  Facts,
  Form,
  Notice,
  NumberField,
  Panel,
  PasswordField,
  SelectField,
  Stack,
  Text,
  TextArea,
  TextField,
  notify,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'
import { QuietHours, type QuietRow } from './QuietHours.tsx'

type Settings = Returns<'GET /message-channels'>

/** How the practice sends: gateway for text messages, quiet hours, time to undo, what comes in. */
export default function ChannelsTab() {
  const read = useApi('GET /message-channels', {}, { live: ['message_settings'] })
  return (
    <Await read={read}>
      {(settings) => (
        <Stack>
          <Gateway key={settings.rowVersion} settings={settings} />
          <Inbound settings={settings} />
        </Stack>
      )}
    </Await>
  )
}

function initialOf({ smsConfig: { headers, ...config }, ...settings }: Settings) {
  return {
    undoMinutes: settings.undoSeconds / 60,
    smsKind: settings.smsKind ?? 'none',
    smsFrom: settings.smsFrom ?? '',
    smsSecret: '',
    replyDomain: settings.replyDomain ?? '',
    accountSid: config.accountSid ?? '',
    url: config.url ?? '',
    method: config.method ?? 'POST',
    headers: Object.entries(headers ?? {})
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n'),
    body: config.body ?? '{"to":"{{to}}","from":"{{from}}","text":"{{text}}","id":"{{id}}"}',
    idPath: config.idPath ?? '',
  }
}

function configOf(values: ReturnType<typeof initialOf>, before: Settings['smsConfig']) {
  if (values.smsKind === 'twilio')
    return {
      accountSid: values.accountSid || undefined,
      ...(before.baseUrl ? { baseUrl: before.baseUrl } : {}),
    }
  if (values.smsKind !== 'http') return {}
  const lines = values.headers.split('\n').filter((line) => line.includes(':'))
  return {
    url: values.url || undefined,
    method: values.method,
    headers: Object.fromEntries(
      lines.map((line) => [
        line.slice(0, line.indexOf(':')).trim(),
        line.slice(line.indexOf(':') + 1).trim(),
      ]),
    ),
    body: values.body,
    idPath: values.idPath,
  }
}

function Gateway({ settings }: { settings: Settings }) {
  const { t } = useWords('messages')
  const save = useAct('PUT /message-channels')
  const [quiet, setQuiet] = useState<QuietRow[]>(settings.quietHours)
  const form = useFields({ initial: initialOf(settings), check: {} })
  const { smsKind } = form.values
  return (
    <Panel title={t('channels.title')}>
      <Form
        form={form}
        submit={t('channels.save')}
        onSubmit={async (values) => {
          await save.do({
            undoSeconds: Math.round(Number(values.undoMinutes) * 60),
            smsKind: values.smsKind === 'none' ? null : (values.smsKind as 'twilio' | 'http'),
            smsFrom: values.smsFrom || null,
            smsConfig: configOf(values, settings.smsConfig),
            ...(values.smsSecret ? { smsSecret: values.smsSecret } : {}),
            replyDomain: values.replyDomain || null,
            quietHours: quiet,
            rowVersion: settings.rowVersion,
          })
          notify.done(t('channels.saved'))
        }}
      >
        <Columns of={2}>
          <SelectField
            label={t('channels.gateway')}
            help={t('channels.gatewayHelp')}
            {...form.field('smsKind')}
            choices={[
              { value: 'none', label: t('channels.none') },
              { value: 'twilio', label: 'Twilio' },
              { value: 'http', label: t('channels.http') },
            ]}
          />
          <NumberField
            label={t('channels.undo')}
            help={t('channels.undoHelp')}
            {...form.field('undoMinutes')}
          />
        </Columns>
        {smsKind === 'twilio' && <TextField label="Account SID" {...form.field('accountSid')} />}
        {smsKind === 'http' && (
          <>
            <Columns of={2}>
              <TextField label={t('channels.url')} {...form.field('url')} />
              <SelectField
                label={t('channels.method')}
                {...form.field('method')}
                choices={['POST', 'PUT', 'GET'].map((value) => ({ value, label: value }))}
              />
            </Columns>
            <TextArea
              label={t('channels.headers')}
              help={t('channels.headersHelp')}
              rows={2}
              {...form.field('headers')}
            />
            <TextArea
              label={t('channels.body')}
              help={t('channels.bodyHelp')}
              rows={4}
              {...form.field('body')}
            />
            <TextField
              label={t('channels.idPath')}
              help={t('channels.idPathHelp')}
              {...form.field('idPath')}
            />
          </>
        )}
        {smsKind !== 'none' && (
          <Columns of={2}>
            <TextField label={t('channels.from')} help={t('channels.fromHelp')} {...form.field('smsFrom')} />
            <PasswordField
              label={t(smsKind === 'twilio' ? 'channels.token' : 'channels.secret')}
              help={t(settings.hasSmsSecret ? 'channels.secretKept' : 'channels.secretHelp')}
              autoComplete="new-password"
              {...form.field('smsSecret')}
            />
          </Columns>
        )}
        <QuietHours rows={quiet} onChange={setQuiet} />
        <TextField
          label={t('channels.replyDomain')}
          help={t('channels.replyDomainHelp')}
          {...form.field('replyDomain')}
        />
      </Form>
    </Panel>
  )
}

function Inbound({ settings }: { settings: Settings }) {
  const { t } = useWords('messages')
  const renew = useAct('POST /message-channels/inbound-secret')
  const [secret, setSecret] = useState<string | null>(null)
  const { messages, reports, mail } = settings.addresses
  return (
    <Panel title={t('channels.inbound')}>
      <Stack>
        <Text tone="soft">{t('channels.inboundText')}</Text>
        <Facts
          of={[
            ...(messages
              ? [
                  [t('channels.addressMessages'), <Code key="m">{messages}</Code>] as [
                    string,
                    React.ReactNode,
                  ],
                ]
              : []),
            ...(reports
              ? [[t('channels.addressReports'), <Code key="r">{reports}</Code>] as [string, React.ReactNode]]
              : []),
            [t('channels.addressMail'), <Code key="e">{mail}</Code>],
          ]}
        />
        {secret && (
          <Notice tone="warn">
            {t('channels.secretOnce')} <Code>{secret}</Code>
          </Notice>
        )}
        <div>
          <Button
            icon="key"
            busy={renew.busy}
            onClick={() => void renew.do({}).then((answer) => setSecret(answer.secret), notify.problem)}
          >
            {t(settings.hasInboundSecret ? 'channels.renewSecret' : 'channels.makeSecret')}
          </Button>
        </div>
      </Stack>
    </Panel>
  )
}
