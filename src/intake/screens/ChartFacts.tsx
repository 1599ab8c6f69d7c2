import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../ui/api/index.ts'
import {
  Await,
  Dialog,
  Form,
  IconButton,
  notify,
  Panel,
  Row,
  Stack,
  Text,
  TextArea,
  useFields,
  useFormat,
  useWords,
} from '../../ui/kit/index.ts'
import type { PartProps } from '../../ui/staff/index.ts'
import classes from './intake.module.css'

type Fact = Returns<'GET /clients/{clientId}/chart-facts'>['items'][number]

/** Whom to call, allergies, medicines: beside the overview of a client, as forms said it or somebody noted it. */
export default function ChartFacts({ id: clientId }: PartProps) {
  const { t } = useWords('intake')
  const read = useApi(
    'GET /clients/{clientId}/chart-facts',
    { clientId },
    { live: ['chart_fact', 'form_request'] },
  )
  const [editing, setEditing] = useState<Fact | null>(null)
  const nameOf = (fact: Fact) => t(`chart.fields.${fact.field}`)
  return (
    <Panel title={t('facts.title')}>
      <Await read={read}>
        {({ items }) => (
          <Stack gap="tight">
            {items.map((fact) => (
              <Said key={fact.field} fact={fact} name={nameOf(fact)} onEdit={() => setEditing(fact)} />
            ))}
          </Stack>
        )}
      </Await>
      <Dialog
        open={editing !== null}
        onClose={() => setEditing(null)}
        title={editing ? nameOf(editing) : ''}
        size="small"
      >
        {editing && (
          <Change clientId={clientId} fact={editing} name={nameOf(editing)} onDone={() => setEditing(null)} />
        )}
      </Dialog>
    </Panel>
  )
}

function Said({ fact, name, onEdit }: { fact: Fact; name: string; onEdit: () => void }) {
  const { t } = useWords('intake')
  const format = useFormat()
  return (
    <Row justify="between">
      <div>
        <Text size="small" tone="soft">
          {name}
        </Text>
        <div className={classes.said}>
          {fact.said ? <strong>{fact.said}</strong> : <Text tone="soft">{t('facts.empty')}</Text>}
        </div>
        {fact.changedAt && (
          <Text size="small" tone="soft">
            {t('facts.from', { name: fact.changedBy ?? '', at: format.day(fact.changedAt.slice(0, 10)) })}
          </Text>
        )}
      </div>
      {fact.can.change && (
        <IconButton icon="edit" label={t('facts.change', { field: name })} onClick={onEdit} />
      )}
    </Row>
  )
}

interface ChangeProps {
  clientId: string
  fact: Fact
  name: string
  onDone: () => void
}

function Change({ clientId, fact, name, onDone }: ChangeProps) {
  const { t } = useWords('intake')
  const keep = useAct('PUT /clients/{clientId}/chart-facts/{field}')
  const form = useFields({ initial: { said: fact.said ?? '' } })
  return (
    <Form
      form={form}
      onCancel={onDone}
      onSubmit={async ({ said }) => {
        await keep.do({ clientId, field: fact.field, said, rowVersion: fact.rowVersion })
        notify.done(t('facts.saved'))
        onDone()
      }}
    >
      <TextArea label={name} help={t('facts.emptyHelp')} rows={4} {...form.field('said')} />
    </Form>
  )
}
