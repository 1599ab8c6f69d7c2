import { useState } from 'react'
import { useAct, useApi, type Returns, type Takes } from '../../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  Dialog,
  Form,
  Panel,
  RadioField,
  SelectField,
  Stack,
  Text,
  TextField,
  When,
  notify,
  required,
  useCan,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'
import type { PartProps } from '../../../ui/staff/index.ts'

type Consent = Returns<'GET /clients/{clientId}/contact-consent'>
type Wish = Takes<'POST /clients/{clientId}/contact-consent'>
const SHOWN = ['reminder', 'recall', 'review', 'marketing'] as const

/** Which messages a client wants on which channel, and how one knows. */
export default function ClientConsent({ id: clientId }: PartProps) {
  const { t } = useWords('messages')
  const can = useCan()
  const [open, setOpen] = useState(false)
  const read = useApi('GET /clients/{clientId}/contact-consent', { clientId }, { live: ['contact_consent'] })
  return (
    <Panel
      title={t('consent.title')}
      actions={
        can('messages.send') && (
          <Button small icon="edit" onClick={() => setOpen(true)}>
            {t('consent.note')}
          </Button>
        )
      }
    >
      <Await read={read}>
        {(consent) => (
          <Stack>
            <Preferred clientId={clientId} consent={consent} />
            <Wanted consent={consent} />
            {consent.blocked.map((block) => (
              <Badge key={block.address} tone="warn" icon="alert">
                {`${block.address}: ${t(`consent.blockOf.${block.reason}`)}`}
              </Badge>
            ))}
            <History consent={consent} />
          </Stack>
        )}
      </Await>
      <Dialog open={open} onClose={() => setOpen(false)} title={t('consent.note')}>
        {open && <NoteConsent clientId={clientId} onDone={() => setOpen(false)} />}
      </Dialog>
    </Panel>
  )
}

function Preferred({ clientId, consent }: { clientId: string; consent: Consent }) {
  const { t } = useWords('messages')
  const can = useCan()
  const prefer = useAct('PUT /clients/{clientId}/preferred-channel')
  return (
    <SelectField
      label={t('consent.preferred')}
      disabled={!can('messages.send')}
      value={consent.preferred ?? 'any'}
      onChange={(next: string | null) =>
        void prefer
          .do({ clientId, channel: (next === 'any' ? null : next) as Consent['preferred'] })
          .catch(notify.problem)
      }
      choices={[
        { value: 'any', label: t('consent.noPreference') },
        ...(['email', 'sms', 'portal', 'call'] as const).map((value) => ({
          value,
          label: t(`channelOf.${value}`),
        })),
      ]}
    />
  )
}

function Wanted({ consent }: { consent: Consent }) {
  const { t } = useWords('messages')
  const refused = SHOWN.flatMap((purpose) => {
    const channels = consent.allowed.filter(
      (each) => each.purpose === purpose && ['email', 'sms'].includes(each.channel) && !each.allowed,
    )
    return channels.length === 0
      ? []
      : [
          `${t(`purposeOf.${purpose}`)} (${channels.map(({ channel }) => t(`channelOf.${channel}`)).join(', ')})`,
        ]
  })
  return (
    <Text size="small">
      {refused.length === 0 ? t('consent.allWanted') : t('consent.notWanted', { list: refused.join('; ') })}
    </Text>
  )
}

function History({ consent }: { consent: Consent }) {
  const { t } = useWords('messages')
  return (
    <>
      {consent.history.slice(0, 5).map((each) => (
        <Text key={each.id} size="small" tone="soft">
          <When at={each.at} only="day" />
          {': '}
          {t(each.allowed ? 'consent.yes' : 'consent.no', {
            purpose: t(`purposeOf.${each.purpose}`),
            channel: t(`channelOf.${each.channel}`),
          })}
          {` · ${t(`consent.sourceOf.${each.source}`)}${each.note ? `, ${each.note}` : ''}`}
        </Text>
      ))}
    </>
  )
}

function NoteConsent({ clientId, onDone }: { clientId: string; onDone: () => void }) {
  const { t } = useWords('messages')
  const note = useAct('POST /clients/{clientId}/contact-consent')
  const form = useFields({
    initial: { channel: 'any', purpose: 'marketing', allowed: 'yes', note: '' },
    check: { note: required(t('textMissing')) },
  })
  return (
    <Form
      form={form}
      onCancel={onDone}
      onSubmit={async (values) => {
        await note.do({
          clientId,
          channel: values.channel as Wish['channel'],
          purpose: values.purpose as Wish['purpose'],
          allowed: values.allowed === 'yes',
          note: values.note,
        })
        notify.done(t('consent.noted'))
        onDone()
      }}
    >
      <SelectField
        label={t('purpose')}
        {...form.field('purpose')}
        choices={['any', 'care', 'billing', ...SHOWN].map((value) => ({
          value,
          label: t(`purposeOf.${value}`),
        }))}
      />
      <SelectField
        label={t('channel')}
        {...form.field('channel')}
        choices={['any', 'email', 'sms', 'portal', 'call'].map((value) => ({
          value,
          label: t(`channelOf.${value}`),
        }))}
      />
      <RadioField
        label={t('consent.answer')}
        {...form.field('allowed')}
        choices={[
          { value: 'yes', label: t('consent.allowed') },
          { value: 'no', label: t('consent.refused') },
        ]}
      />
      <TextField label={t('consent.how')} help={t('consent.howHelp')} required {...form.field('note')} />
    </Form>
  )
}
