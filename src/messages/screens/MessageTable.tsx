import { DataTable, Person, StatusPill, Text, When, useWords } from '../../ui/kit/index.ts'
import type { Message } from './MessagesScreen.tsx'

interface MessageTableProps {
  label: string
  messages: Message[]
  onOpen: (message: Message) => void
  ofOneClient?: boolean
}

/** Who gets what, when and why. */
export function MessageTable({ label, messages, onOpen, ofOneClient }: MessageTableProps) {
  const { t } = useWords('messages')
  return (
    <DataTable
      label={label}
      rows={messages}
      onOpen={onOpen}
      columns={[
        {
          key: 'when',
          title: t('when'),
          render: (one) => <When at={one.sentAt ?? one.sendAt} />,
          sort: (one) => one.sentAt ?? one.sendAt,
        },
        ...(ofOneClient
          ? []
          : [
              {
                key: 'who',
                title: t('who'),
                render: (one: Message) => (
                  <Person name={one.clientName ?? ''} about={one.address ?? undefined} />
                ),
                sort: (one: Message) => one.clientName ?? '',
              },
            ]),
        {
          key: 'what',
          title: t('what'),
          render: (one) => t(`rule.${one.rule}`, { defaultValue: one.title }),
          sort: (one) => one.rule,
        },
        {
          key: 'channel',
          title: t('channel'),
          render: (one) => t(`channelOf.${one.channel}`),
          sort: (one) => one.channel,
          wideOnly: true,
        },
        {
          key: 'why',
          title: t('why'),
          render: (one) => (
            <Text as="span" size="small" tone="soft">
              {one.error ?? one.why}
            </Text>
          ),
          wideOnly: true,
        },
        {
          key: 'state',
          title: t('state'),
          render: (one) => <StatusPill state={one.state}>{t(`stateOf.${one.state}`)}</StatusPill>,
        },
      ]}
    />
  )
}
