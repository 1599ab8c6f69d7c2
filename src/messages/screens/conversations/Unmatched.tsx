import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  Dialog,
  EmptyState,
  Icon,
  Notice,
  Panel,
  Row,
  Stack,
  Text,
  TextField,
  When,
  notify,
  useCan,
  useWords,
} from '../../../ui/kit/index.ts'
import { CHANNEL_ICONS } from './channel-icons.ts'
import classes from './conversations.module.css'

type Item = Returns<'GET /inbound-messages/unmatched'>['items'][number]

/** What came from senders nobody knows: somebody says whose it is, or that it is nobody's. */
export function Unmatched() {
  const { t } = useWords('messages')
  const list = useApi('GET /inbound-messages/unmatched', {}, { live: ['inbound_message'] })
  const [choosing, setChoosing] = useState<Item | null>(null)
  return (
    <Await
      read={list}
      isEmpty={({ items }) => items.length === 0}
      empty={<EmptyState icon="person" title={t('inbox.noUnmatched')} text={t('inbox.noUnmatchedText')} />}
    >
      {({ items }) => (
        <Stack>
          {items.map((one) => (
            <UnmatchedItem key={one.id} item={one} onMatch={() => setChoosing(one)} />
          ))}
          <Dialog open={choosing !== null} onClose={() => setChoosing(null)} title={t('inbox.whoseIsIt')}>
            {choosing && <ChooseClient item={choosing} onDone={() => setChoosing(null)} />}
          </Dialog>
        </Stack>
      )}
    </Await>
  )
}

function UnmatchedItem({ item, onMatch }: { item: Item; onMatch: () => void }) {
  const { t } = useWords('messages')
  const can = useCan()
  const dismiss = useAct('POST /inbound-messages/{id}/dismissal')
  return (
    <Panel>
      <Row justify="between" align="start">
        <span className={classes.entryHead}>
          <Icon name={CHANNEL_ICONS[item.channel]} size={14} />
          <strong>{item.fromName ?? item.from}</strong>
          {item.fromName && <span>{item.from}</span>}
          <When at={item.receivedAt} />
        </span>
        {can('messages.send') && (
          <Row>
            <Button small icon="person" onClick={onMatch}>
              {t('inbox.match')}
            </Button>
            <Button
              small
              kind="quiet"
              busy={dismiss.busy}
              onClick={() =>
                void dismiss.do({ id: item.id }).then(() => notify.done(t('inbox.dismissed')), notify.problem)
              }
            >
              {t('inbox.dismiss')}
            </Button>
          </Row>
        )}
      </Row>
      {item.subject && <p className={classes.subject}>{item.subject}</p>}
      <p className={classes.words}>{item.text}</p>
    </Panel>
  )
}

function ChooseClient({ item, onDone }: { item: Item; onDone: () => void }) {
  const { t } = useWords('messages')
  const [q, setQ] = useState('')
  const match = useAct('POST /inbound-messages/{id}/match')
  const found = useApi('GET /clients', { q, limit: 8 }, { when: q.trim().length > 1, keep: true })
  return (
    <Stack>
      <TextField
        label={t('inbox.search')}
        icon="search"
        autoFocus
        value={q}
        onChange={(next: string) => setQ(next)}
      />
      {(q.trim().length > 1 ? (found.data?.items ?? []) : []).map((one) => (
        <Button
          key={one.id}
          icon="person"
          busy={match.busy}
          onClick={() =>
            void match.do({ id: item.id, clientId: one.id }).then(
              () => {
                notify.done(t('inbox.matched'))
                onDone()
              },
              () => {},
            )
          }
        >
          {`${one.givenName} ${one.familyName} · ${one.number}`}
        </Button>
      ))}
      {q.trim().length > 1 && found.data?.items.length === 0 && (
        <Text tone="soft">{t('inbox.nobodyFound')}</Text>
      )}
      <Notice of={match.error} />
    </Stack>
  )
}
