import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Badge,
  Button,
  Dialog,
  Form,
  Menu,
  Notice,
  Row,
  SelectField,
  StatusPill,
  TextArea,
  TextLink,
  When,
  notify,
  required,
  useCan,
  useFields,
  useMe,
  useWords,
} from '../../../ui/kit/index.ts'
import classes from './conversations.module.css'

type ThreadOf = Returns<'GET /conversations/{id}'>

const HOUR_MS = 3_600_000

/** Whose thread it is, who answers it, and what happens with it next. */
export function ThreadHead({ thread, onBack }: { thread: ThreadOf; onBack?: (() => void) | undefined }) {
  const { t } = useWords('messages')
  const can = useCan()
  return (
    <header className={classes.head}>
      {onBack && (
        <span className={classes.back}>
          <Button kind="quiet" icon="back" onClick={onBack}>
            {t('inbox.threads')}
          </Button>
        </span>
      )}
      <span className={classes.headName}>
        <TextLink to={`/clients/${thread.clientId}`}>{thread.clientName}</TextLink>
        <StatusPill
          state={thread.state === 'closed' ? 'done' : thread.state === 'waiting' ? 'planned' : 'open'}
        >
          {t(`inbox.stateOf.${thread.state}`)}
        </StatusPill>
        {thread.askedAt && (
          <Badge icon="clock" tone="warn">
            {t('inbox.waitsSince')} <When at={thread.askedAt} ago />
          </Badge>
        )}
        {thread.snoozedUntil && (
          <Badge icon="waiting">
            {t('inbox.snoozedUntil')} <When at={thread.snoozedUntil} />
          </Badge>
        )}
      </span>
      {can('messages.send') && <Acts thread={thread} />}
    </header>
  )
}

function Acts({ thread }: { thread: ThreadOf }) {
  const { t } = useWords('messages')
  const state = useAct('PUT /conversations/{id}/state')
  const snooze = useAct('PUT /conversations/{id}/snooze')
  const [call, setCall] = useState<'call_in' | 'call_out' | null>(null)
  const later = (hours: number) =>
    void snooze
      .do({ id: thread.id, until: new Date(Date.now() + hours * HOUR_MS).toISOString() })
      .then(() => notify.done(t('inbox.snoozedDone')), notify.problem)
  const set = (next: 'open' | 'closed') => void state.do({ id: thread.id, state: next }).catch(notify.problem)
  return (
    <Row>
      <Assigned thread={thread} />
      <Menu
        label={t('inbox.more2')}
        entries={[
          { label: t('inbox.snooze4'), icon: 'waiting', onClick: () => later(4) },
          { label: t('inbox.snooze24'), icon: 'waiting', onClick: () => later(24) },
          { label: t('inbox.snooze168'), icon: 'waiting', onClick: () => later(168) },
          { label: t('inbox.noteCallOut'), icon: 'call', onClick: () => setCall('call_out') },
          { label: t('inbox.noteCallIn'), icon: 'call', onClick: () => setCall('call_in') },
        ]}
      />
      {thread.state === 'closed' ? (
        <Button icon="open" busy={state.busy} onClick={() => set('open')}>
          {t('inbox.reopen')}
        </Button>
      ) : (
        <Button icon="done" busy={state.busy} onClick={() => set('closed')}>
          {t('inbox.close')}
        </Button>
      )}
      <Dialog
        open={call !== null}
        onClose={() => setCall(null)}
        title={t(call === 'call_in' ? 'inbox.noteCallIn' : 'inbox.noteCallOut')}
      >
        {call && <CallNote id={thread.id} kind={call} onDone={() => setCall(null)} />}
      </Dialog>
    </Row>
  )
}

function Assigned({ thread }: { thread: ThreadOf }) {
  const { t } = useWords('messages')
  const { staffId } = useMe()
  const staff = useApi('GET /staff', {})
  const assign = useAct('PUT /conversations/{id}/assignment')
  return (
    <SelectField
      label={t('inbox.assigned')}
      hideLabel
      value={thread.assignedTo?.id ?? 'nobody'}
      onChange={(next: string | null) =>
        void assign.do({ id: thread.id, staffId: next === 'nobody' ? null : next }).catch(notify.problem)
      }
      choices={[
        { value: 'nobody', label: t('inbox.nobody') },
        ...(staff.data?.items ?? []).map((one) => ({
          value: one.id,
          label: one.id === staffId ? t('inbox.me', { name: one.name }) : one.name,
        })),
      ]}
    />
  )
}

function CallNote({ id, kind, onDone }: { id: string; kind: 'call_in' | 'call_out'; onDone: () => void }) {
  const { t } = useWords('messages')
  const note = useAct('POST /conversations/{id}/notes')
  const form = useFields({ initial: { text: '' }, check: { text: required(t('textMissing')) } })
  return (
    <Form
      form={form}
      submit={t('inbox.keepNote')}
      onCancel={onDone}
      onSubmit={async ({ text }) => {
        await note.do({ id, kind, text })
        onDone()
      }}
    >
      <TextArea label={t('outcome')} required rows={4} maxLength={5000} {...form.field('text')} />
      <Notice of={note.error} />
    </Form>
  )
}
