import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Badge,
  confirm,
  DataTable,
  Dialog,
  EmptyState,
  Form,
  Menu,
  notify,
  Panel,
  required,
  SelectField,
  Stack,
  Text,
  TextField,
  useCan,
  useFields,
  useWords,
  When,
  type Tone,
} from '../../../ui/kit/index.ts'
import type { PartProps } from '../../../ui/staff/index.ts'
import { ConsentHistory } from './ConsentHistory.tsx'

type Consent = Returns<'GET /clients/{clientId}/consents'>['items'][number]

export const TONES: Record<Consent['state'], Tone> = {
  agreed: 'good',
  outdated: 'warn',
  expired: 'warn',
  declined: 'bad',
  withdrawn: 'bad',
  never: 'calm',
}

/** What a client has agreed to, purpose by purpose, and everything that led there. */
export default function ClientConsents({ id: clientId }: PartProps) {
  const { t } = useWords('intake')
  const read = useApi(
    'GET /clients/{clientId}/consents',
    { clientId },
    { live: ['consent_request', 'consent_act'] },
  )
  const [noting, setNoting] = useState<Consent | null>(null)
  return (
    <Await read={read}>
      {({ items, acts }) => (
        <Stack>
          <Panel title={t('consents.now')} flush>
            <DataTable
              label={t('consents.now')}
              rows={items.map((one) => ({ ...one, id: one.purpose }))}
              empty={<EmptyState icon="form" title={t('consents.none')} text={t('consents.noneText')} />}
              columns={[
                { key: 'title', title: t('consents.consent'), render: (one) => one.title },
                { key: 'state', title: t('staff.stateTitle'), render: (one) => <State of={one} /> },
                {
                  key: 'at',
                  title: t('consents.at'),
                  render: (one) => (one.at ? <When at={one.at} /> : '–'),
                  wideOnly: true,
                },
                {
                  key: 'by',
                  title: t('consents.by'),
                  render: (one) => one.signerName ?? '–',
                  wideOnly: true,
                },
                {
                  key: 'acts',
                  title: '',
                  align: 'right',
                  render: (one) => <Acts clientId={clientId} of={one} onNote={() => setNoting(one)} />,
                },
              ]}
            />
          </Panel>
          <ConsentHistory
            acts={acts}
            titles={Object.fromEntries(items.map(({ purpose, title }) => [purpose, title]))}
          />
          <Dialog
            open={noting !== null}
            onClose={() => setNoting(null)}
            title={noting?.title ?? ''}
            size="small"
          >
            {noting && <Note clientId={clientId} purpose={noting.purpose} onDone={() => setNoting(null)} />}
          </Dialog>
        </Stack>
      )}
    </Await>
  )
}

function State({ of: one }: { of: Consent }) {
  const { t } = useWords('intake')
  return (
    <>
      <Badge tone={TONES[one.state]}>{t(`consents.state.${one.state}`)}</Badge>
      <Text size="small" tone="soft">
        {[
          one.version && t('consents.version', { version: one.version, newest: one.newestVersion }),
          one.openRequestId && t('consents.asked'),
          one.state === 'withdrawn' && one.reason,
          ...one.channels.map(({ channel, allowed }) =>
            t(`consents.channel.${channel}`, { answer: t(allowed ? 'staff.yes' : 'staff.no') }),
          ),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
    </>
  )
}

function Acts({ clientId, of: one, onNote }: { clientId: string; of: Consent; onNote: () => void }) {
  const { t } = useWords('intake')
  const ask = useAct('POST /clients/{clientId}/consents/{key}/request')
  const link = useAct('POST /clients/{clientId}/consents/{key}/link')
  const withdraw = useAct('POST /clients/{clientId}/consents/{key}/withdrawal')
  const key = one.purpose
  const can = useCan()
  if (!can('forms.request')) return null
  return (
    <Menu
      label={t('staff.acts', { form: one.title })}
      entries={[
        one.can.ask && {
          label: t('consents.ask'),
          icon: 'send',
          onClick: () =>
            void ask.do({ clientId, key }).then(() => notify.done(t('consents.sent')), notify.problem),
        },
        one.state !== 'agreed' && {
          label: t('staff.openHere'),
          icon: 'external',
          onClick: () =>
            void link
              .do({ clientId, key })
              .then(({ url }) => void window.open(url, '_blank', 'noopener'), notify.problem),
        },
        { label: t('consents.note'), icon: 'edit', onClick: onNote },
        one.can.withdraw && {
          label: t('consents.withdraw'),
          icon: 'close',
          onClick: () =>
            confirm({
              title: t('consents.withdrawTitle', { title: one.title }),
              text: t('consents.withdrawText'),
              act: t('consents.withdraw'),
              reason: 'required',
              danger: true,
              onConfirm: async (reason) => {
                const { effect } = await withdraw.do({
                  clientId,
                  key,
                  reason,
                  signerName: one.signerName ?? '?',
                })
                notify.done(effect || t('consents.withdrawn'))
              },
            }),
        },
      ]}
    />
  )
}

function Note({ clientId, purpose, onDone }: { clientId: string; purpose: string; onDone: () => void }) {
  const { t } = useWords('intake')
  const note = useAct('POST /clients/{clientId}/consents/{key}/note')
  const form = useFields({
    initial: {
      decision: 'agreed' as 'agreed' | 'declined',
      how: 'paper' as 'paper' | 'told',
      relation: 'self' as const,
      signerName: '',
    },
    check: { signerName: required(t('consents.nameMissing')) },
  })
  return (
    <Form
      form={form}
      submit={t('consents.note')}
      onCancel={onDone}
      onSubmit={async (values) => {
        await note.do({ clientId, key: purpose, ...values })
        notify.done(t('consents.noted'))
        onDone()
      }}
    >
      <SelectField
        label={t('consents.decision')}
        choices={(['agreed', 'declined'] as const).map((value) => ({
          value,
          label: t(`consents.act.${value}`),
        }))}
        {...form.field('decision')}
      />
      <SelectField
        label={t('consents.how')}
        choices={(['paper', 'told'] as const).map((value) => ({ value, label: t(`consents.way.${value}`) }))}
        {...form.field('how')}
      />
      <TextField label={t('consents.by')} required {...form.field('signerName')} />
      <SelectField
        label={t('consents.relation')}
        choices={(['self', 'parent', 'guardian', 'representative'] as const).map((value) => ({
          value,
          label: t(`staff.relation.${value}`),
        }))}
        {...form.field('relation')}
      />
    </Form>
  )
}
