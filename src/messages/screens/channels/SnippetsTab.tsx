import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  Code,
  DataTable,
  Dialog,
  EmptyState,
  Form,
  Panel,
  Row,
  Stack,
  Text,
  TextArea,
  TextField,
  notify,
  required,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'

type Snippet = Returns<'GET /message-snippets'>['items'][number]

/** Ready-made texts for answers, with the names filled in when one is chosen. */
export default function SnippetsTab() {
  const { t } = useWords('messages')
  const [open, setOpen] = useState<Snippet | 'new' | null>(null)
  const list = useApi('GET /message-snippets', {}, { live: ['message_snippet'] })
  const add = (
    <Button kind="main" icon="add" onClick={() => setOpen('new')}>
      {t('snippets.add')}
    </Button>
  )
  return (
    <Stack>
      <Row justify="end">{add}</Row>
      <Panel flush>
        <Await
          read={list}
          isEmpty={({ items }) => items.length === 0}
          empty={<EmptyState icon="message" title={t('snippets.none')} text={t('snippets.noneText')} />}
        >
          {({ items }) => (
            <DataTable
              label={t('snippets.title')}
              rows={items}
              onOpen={setOpen}
              columns={[
                {
                  key: 'name',
                  title: t('snippets.name'),
                  render: (one) => one.name,
                  sort: (one) => one.name,
                },
                {
                  key: 'body',
                  title: t('text'),
                  render: (one) => (
                    <Text as="span" tone="soft">
                      {one.body}
                    </Text>
                  ),
                },
              ]}
            />
          )}
        </Await>
      </Panel>
      <Dialog open={open !== null} onClose={() => setOpen(null)} title={t('snippets.title')}>
        {open && (
          <Edit
            snippet={open === 'new' ? null : open}
            fields={list.data?.fields ?? []}
            onDone={() => setOpen(null)}
          />
        )}
      </Dialog>
    </Stack>
  )
}

function Edit({
  snippet,
  fields,
  onDone,
}: {
  snippet: Snippet | null
  fields: string[]
  onDone: () => void
}) {
  const { t } = useWords('messages')
  const create = useAct('POST /message-snippets')
  const change = useAct('PUT /message-snippets/{id}')
  const remove = useAct('DELETE /message-snippets/{id}')
  const form = useFields({
    initial: { name: snippet?.name ?? '', body: snippet?.body ?? '' },
    check: { name: required(t('textMissing')), body: required(t('textMissing')) },
  })
  return (
    <Form
      form={form}
      onCancel={onDone}
      onSubmit={async (values) => {
        if (snippet) await change.do({ id: snippet.id, ...values, rowVersion: snippet.rowVersion })
        else await create.do(values)
        notify.done(t('snippets.saved'))
        onDone()
      }}
      extra={
        snippet && (
          <Button
            kind="quiet"
            icon="remove"
            busy={remove.busy}
            onClick={() => void remove.do({ id: snippet.id }).then(onDone, notify.problem)}
          >
            {t('snippets.remove')}
          </Button>
        )
      }
    >
      <TextField label={t('snippets.name')} required maxLength={80} {...form.field('name')} />
      <TextArea label={t('text')} required rows={5} maxLength={2000} {...form.field('body')} />
      <Text size="small" tone="soft">
        {t('fields')}{' '}
        {fields.map((field) => (
          <Code key={field}>{`{{ ${field} }} `}</Code>
        ))}
      </Text>
    </Form>
  )
}
