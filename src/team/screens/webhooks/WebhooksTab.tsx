import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  Code,
  DataTable,
  Dialog,
  Drawer,
  EmptyState,
  Form,
  IconButton,
  Notice,
  Panel,
  Stack,
  StatusPill,
  Text,
  TextField,
  When,
  confirm,
  required,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'
import { eventWords } from '../automations/sentence.ts'

type Webhook = Returns<'GET /webhooks'>['items'][number]

/** Other programs that automations can tell, and what they answered. */
export default function WebhooksTab() {
  const { t } = useWords('team')
  const [adding, setAdding] = useState(false)
  const [opened, setOpened] = useState<Webhook | null>(null)
  const list = useApi('GET /webhooks', {}, { live: ['webhook', 'webhook_delivery'] })
  const remove = useAct('POST /webhooks/{id}/removal')
  const add = (
    <Button icon="add" onClick={() => setAdding(true)}>
      {t('hook.add')}
    </Button>
  )
  const ask = (webhook: Webhook) =>
    confirm({
      title: t('hook.removeTitle', { name: webhook.name }),
      text: t('hook.removeText'),
      act: t('hook.remove'),
      danger: true,
      onConfirm: () => remove.do({ id: webhook.id }),
    })
  return (
    <Panel title={t('nav.webhooks')} actions={add} flush>
      <Await
        read={list}
        isEmpty={({ items }) => items.length === 0}
        empty={<EmptyState icon="external" title={t('hook.none')} text={t('hook.noneText')} />}
      >
        {({ items }) => (
          <DataTable
            label={t('nav.webhooks')}
            rows={items}
            onOpen={setOpened}
            columns={[
              { key: 'name', title: t('hook.name'), render: (each) => each.name },
              {
                key: 'url',
                title: t('hook.url'),
                wideOnly: true,
                render: (each) => (
                  <Text as="span" size="small" tone="soft">
                    {each.url}
                  </Text>
                ),
              },
              { key: 'sent', title: t('hook.sent'), align: 'right', width: 110, render: (each) => each.sent },
              {
                key: 'failed',
                title: t('hook.failed'),
                align: 'right',
                width: 130,
                render: (each) => each.failed,
              },
              {
                key: 'remove',
                title: t('hook.remove'),
                width: 90,
                render: (each) => (
                  <IconButton
                    icon="remove"
                    label={t('hook.removeTitle', { name: each.name })}
                    onClick={(event) => {
                      event.stopPropagation()
                      ask(each)
                    }}
                  />
                ),
              },
            ]}
          />
        )}
      </Await>
      <Dialog open={adding} onClose={() => setAdding(false)} title={t('hook.add')}>
        <NewWebhook onDone={() => setAdding(false)} />
      </Dialog>
      <Drawer open={opened !== null} onClose={() => setOpened(null)} title={opened?.name ?? ''}>
        {opened && <Deliveries id={opened.id} />}
      </Drawer>
    </Panel>
  )
}

function NewWebhook({ onDone }: { onDone: () => void }) {
  const { t } = useWords('team')
  const create = useAct('POST /webhooks')
  const [secret, setSecret] = useState<string | null>(null)
  const form = useFields({
    initial: { name: '', url: 'https://' },
    check: { name: required(t('hook.nameMissing')), url: required(t('hook.urlMissing')) },
  })
  if (secret)
    return (
      <Stack>
        <Notice tone="info" title={t('hook.secretTitle')}>
          {t('hook.secretText')}
        </Notice>
        <Code>{secret}</Code>
        <Button kind="main" onClick={onDone}>
          {t('hook.noted')}
        </Button>
      </Stack>
    )
  return (
    <Form
      form={form}
      submit={t('hook.add')}
      onCancel={onDone}
      onSubmit={async (wish) => setSecret((await create.do(wish)).secret)}
    >
      <TextField label={t('hook.name')} required autoFocus {...form.field('name')} />
      <TextField label={t('hook.url')} required help={t('hook.urlHelp')} {...form.field('url')} />
    </Form>
  )
}

function Deliveries({ id }: { id: string }) {
  const { t } = useWords('team')
  const read = useApi('GET /webhooks/{id}/deliveries', { id, limit: 100 }, { live: ['webhook_delivery'] })
  const replay = useAct('POST /webhook-deliveries/{id}/replay')
  return (
    <Await
      read={read}
      isEmpty={({ items }) => items.length === 0}
      empty={<EmptyState icon="external" title={t('hook.noDeliveries')} text={t('hook.noDeliveriesText')} />}
    >
      {({ items }) => (
        <>
          <Notice of={replay.error} />
          <DataTable
            label={t('hook.deliveries')}
            rows={items}
            columns={[
              { key: 'at', title: t('run.at'), render: (each) => <When at={each.createdAt} /> },
              { key: 'event', title: t('auto.event'), render: (each) => eventWords(t, each.eventName) },
              {
                key: 'state',
                title: t('run.state'),
                render: (each) => (
                  <>
                    <StatusPill
                      state={
                        each.state === 'sent' ? 'paid' : each.state === 'failed' ? 'overdue' : 'part_paid'
                      }
                    >
                      {t(`hook.stateOf.${each.state}`)}
                    </StatusPill>{' '}
                    <Text as="span" size="small" tone="soft">
                      {each.answer}
                    </Text>
                  </>
                ),
              },
              {
                key: 'again',
                title: t('hook.replay'),
                width: 80,
                render: (each) =>
                  each.state !== 'planned' && (
                    <IconButton
                      icon="refresh"
                      label={t('hook.replay')}
                      onClick={() => void replay.do({ id: each.id }).catch(() => {})}
                    />
                  ),
              },
            ]}
          />
        </>
      )}
    </Await>
  )
}
