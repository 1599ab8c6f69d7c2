import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  DataTable,
  Dialog,
  EmptyState,
  Notice,
  notify,
  Row,
  Stack,
  Text,
  useFormat,
  useWords,
  When,
} from '../../../ui/kit/index.ts'

type Reached = Returns<'GET /packet-preview/reach'>['items'][number]

/** What the rules as they are now would change for visits that are booked already; nothing happens before somebody says so. */
export function ReachDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useWords('intake')
  return (
    <Dialog open={open} onClose={onClose} title={t('packets.reachTitle')} size="large">
      {open && <Reach onClose={onClose} />}
    </Dialog>
  )
}

function Reach({ onClose }: { onClose: () => void }) {
  const { t } = useWords('intake')
  const read = useApi('GET /packet-preview/reach', {})
  const reach = useAct('POST /packet-rules/reach')
  async function begin() {
    await reach.do({}).then(() => {
      notify.done(t('packets.reached'))
      onClose()
    }, notify.problem)
  }
  return (
    <Await read={read}>
      {({ items, more }) =>
        items.length === 0 ? (
          <EmptyState icon="check" title={t('packets.reachNone')} text={t('packets.reachNoneText')} />
        ) : (
          <Stack>
            <Text>{t('packets.reachText', { count: items.length, mails: mailsNow(items) })}</Text>
            {more && <Notice>{t('packets.reachMore')}</Notice>}
            <List items={items} />
            <Row justify="end">
              <Button kind="quiet" onClick={onClose}>
                {t('packets.reachNot')}
              </Button>
              <Button kind="main" icon="send" busy={reach.busy} onClick={() => void begin()}>
                {t('packets.reachAct')}
              </Button>
            </Row>
          </Stack>
        )
      }
    </Await>
  )
}

/** Clients who would be written to at once. */
function mailsNow(items: readonly Reached[]): number {
  const now = Date.now() + 60_000
  return items.filter(({ asks }) => asks.some(({ mailAt }) => mailAt && new Date(mailAt).getTime() <= now))
    .length
}

function List({ items }: { items: Reached[] }) {
  const { t } = useWords('intake')
  const format = useFormat()
  return (
    <DataTable
      label={t('packets.reachTitle')}
      rows={items.map((one) => ({ ...one, id: one.appointmentId }))}
      columns={[
        { key: 'at', title: t('staff.visit'), render: (one) => <When at={one.startsAt} zone={one.zone} /> },
        { key: 'client', title: t('waiting.client'), render: (one) => one.clientName },
        { key: 'service', title: t('packets.service'), render: (one) => one.serviceName, wideOnly: true },
        {
          key: 'what',
          title: t('packets.reachWhat'),
          render: (one) => (
            <Row gap="tight">
              {one.asks.map(({ title, blocks, mailAt }) => (
                <Badge key={title} tone={blocks ? 'bad' : 'warn'}>
                  {mailAt
                    ? t('packets.reachAsk', { title, at: format.day(mailAt.slice(0, 10)) })
                    : t('packets.reachAtCheckIn', { title })}
                </Badge>
              ))}
              {one.withdraws.map((title) => (
                <Badge key={title}>{t('packets.reachWithdraw', { title })}</Badge>
              ))}
            </Row>
          ),
        },
      ]}
    />
  )
}
