import { useState } from 'react'
import { useAct, useApi } from '../../ui/api/index.ts'
import {
  Await,
  Button,
  Facts,
  Notice,
  Row,
  Stack,
  StatusPill,
  Text,
  TextField,
  TextLink,
  When,
  notify,
  useWords,
} from '../../ui/kit/index.ts'
import { PlannedActs } from './ledger/PlannedActs.tsx'
import type { Message } from './MessagesScreen.tsx'
import classes from './messages.module.css'

/** One message as the client reads it, why it goes, and what can still be done about it. */
export function MessageDetails({ id }: { id: string }) {
  const read = useApi('GET /messages/{id}', { id }, { live: ['message'] })
  return <Await read={read}>{(message) => <Details message={message} />}</Await>
}

function Details({ message }: { message: Message }) {
  const { t } = useWords('messages')
  return (
    <Stack>
      <Facts
        of={[
          [
            t('who'),
            message.clientId ? (
              <TextLink to={`/clients/${message.clientId}`}>{message.clientName}</TextLink>
            ) : (
              message.clientName
            ),
          ],
          [t(message.channel === 'call' ? 'number' : 'address'), message.address],
          [t('when'), <When key="when" at={message.sentAt ?? message.sendAt} />],
          [
            t('state'),
            <StatusPill key="state" state={message.state}>
              {t(`stateOf.${message.state}`)}
            </StatusPill>,
          ],
          ...(message.delivery
            ? [[t('deliveryState'), t(`stateOf.${message.delivery}`)] as [string, string]]
            : []),
          [t('channel'), t(`channelOf.${message.channel}`)],
          [t('purpose'), t(`purposeOf.${message.purpose}`)],
          [t('why'), message.why],
          ...(message.hasCalendarFile ? [[t('enclosed'), t('calendarFile')] as [string, string]] : []),
        ]}
      />
      {message.error && <Notice tone="bad">{message.error}</Notice>}
      <article className={classes.letter} aria-label={t('letter')}>
        <Text size="small" tone="soft">
          {message.subject}
        </Text>
        <h3>{message.title}</h3>
        {message.body.split('\n\n').map((paragraph, index) => (
          <p key={index}>{paragraph}</p>
        ))}
      </article>
      {message.smsText && (
        <article className={classes.letter} aria-label={t('smsText')}>
          <Text size="small" tone="soft">
            {t('smsText')}
            {message.segments ? ` · ${t('smsParts', { count: message.segments })}` : ''}
          </Text>
          <p>{message.smsText}</p>
        </article>
      )}
      <PlannedActs message={message} />
      <Acts message={message} />
    </Stack>
  )
}

function Acts({ message }: { message: Message }) {
  const { t } = useWords('messages')
  const cancel = useAct('POST /messages/{id}/cancellation')
  const retry = useAct('POST /messages/{id}/retry')
  const link = useAct('POST /messages/{id}/link')
  const refused = cancel.error ?? retry.error ?? link.error
  const open = async () => {
    const { url } = await link.do({ id: message.id })
    if (url) window.open(url, '_blank', 'noopener')
  }
  return (
    <>
      {message.can.call && <CallDone id={message.id} />}
      <Row>
        {message.can.openLink && (
          <Button icon="external" busy={link.busy} onClick={() => void open().catch(() => {})}>
            {t('openLink')}
          </Button>
        )}
        {message.can.retry && (
          <Button
            kind="main"
            icon="refresh"
            busy={retry.busy}
            onClick={() =>
              void retry.do({ id: message.id }).then(
                () => notify.done(t('queued')),
                () => {},
              )
            }
          >
            {t('retry')}
          </Button>
        )}
        {message.can.cancel && (
          <Button
            icon="close"
            busy={cancel.busy}
            onClick={() =>
              void cancel.do({ id: message.id }).then(
                () => notify.done(t('takenBack')),
                () => {},
              )
            }
          >
            {t('takeBack')}
          </Button>
        )}
      </Row>
      <Notice of={refused} />
    </>
  )
}

function CallDone({ id }: { id: string }) {
  const { t } = useWords('messages')
  const [outcome, setOutcome] = useState('')
  const called = useAct('POST /messages/{id}/call')
  return (
    <Stack gap="tight">
      <TextField label={t('outcome')} value={outcome} onChange={(text: string) => setOutcome(text)} />
      <Row>
        <Button
          kind="main"
          icon="call"
          busy={called.busy}
          disabled={outcome.trim() === ''}
          onClick={() =>
            void called.do({ id, outcome }).then(
              () => notify.done(t('noted')),
              () => {},
            )
          }
        >
          {t('called')}
        </Button>
      </Row>
      <Notice of={called.error} />
    </Stack>
  )
}
