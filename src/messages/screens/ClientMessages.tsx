import { useState } from 'react'
import { useAct, useApi } from '../../ui/api/index.ts'
import {
  Await,
  Dialog,
  Drawer,
  EmptyState,
  Form,
  Button,
  Panel,
  Row,
  Stack,
  TextArea,
  notify,
  required,
  useCan,
  useFields,
  useWords,
} from '../../ui/kit/index.ts'
import type { PartProps } from '../../ui/staff/index.ts'
import { MessageDetails } from './MessageDetails.tsx'
import { MessageTable } from './MessageTable.tsx'

/** What a client was told and will be told: the tab on the client's page. */
export default function ClientMessages({ id: clientId }: PartProps) {
  const { t } = useWords('messages')
  const can = useCan()
  const [opened, setOpened] = useState<string | null>(null)
  const [writing, setWriting] = useState(false)
  const list = useApi('GET /messages', { clientId, limit: 100 }, { live: ['message'] })
  const write = can('messages.send') && (
    <Button kind="main" icon="send" onClick={() => setWriting(true)}>
      {t('write')}
    </Button>
  )
  return (
    <Stack>
      <Row justify="end">{write}</Row>
      <Panel flush>
        <Await
          read={list}
          isEmpty={({ items }) => items.length === 0}
          empty={<EmptyState icon="mail" title={t('none.client')} text={t('noneText')} />}
        >
          {({ items }) => (
            <MessageTable
              label={t('title')}
              messages={items}
              ofOneClient
              onOpen={(one) => setOpened(one.id)}
            />
          )}
        </Await>
      </Panel>
      <Drawer open={opened !== null} onClose={() => setOpened(null)} title={t('message')}>
        {opened && <MessageDetails id={opened} />}
      </Drawer>
      <Dialog open={writing} onClose={() => setWriting(false)} title={t('write')}>
        <Write clientId={clientId} onDone={() => setWriting(false)} />
      </Dialog>
    </Stack>
  )
}

function Write({ clientId, onDone }: { clientId: string; onDone: () => void }) {
  const { t } = useWords('messages')
  const send = useAct('POST /clients/{clientId}/messages')
  const form = useFields({ initial: { text: '' }, check: { text: required(t('textMissing')) } })
  return (
    <Form
      form={form}
      submit={t('send')}
      onCancel={onDone}
      onSubmit={async ({ text }) => {
        await send.do({ clientId, text })
        notify.done(t('queued'))
        onDone()
      }}
    >
      <TextArea label={t('text')} required rows={6} maxLength={5000} {...form.field('text')} />
    </Form>
  )
}
