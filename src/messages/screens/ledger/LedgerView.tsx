import { useApi, type Takes } from '../../../ui/api/index.ts'
import {
  Await,
  EmptyState,
  Panel,
  SelectField,
  Stack,
  Toolbar,
  useUrlState,
  useWords,
} from '../../../ui/kit/index.ts'
import { MessageTable } from '../MessageTable.tsx'

type Filter = Takes<'GET /message-ledger'>

const DAYS = ['1', '7', '30'] as const
const CHANNELS = ['email', 'sms', 'portal', 'call'] as const
const PURPOSES = ['care', 'reminder', 'billing', 'recall', 'review', 'marketing'] as const

/** The coming days: who gets what, on which channel and why; and who does not, and why not. */
export function LedgerView({ view, onOpen }: { view: 'going' | 'not'; onOpen: (id: string) => void }) {
  const { t } = useWords('messages')
  const [url, setUrl] = useUrlState({ days: '7', channel: 'any', purpose: 'any' })
  const list = useApi(
    'GET /message-ledger',
    {
      view,
      days: Number(url.days) as Filter['days'],
      channel: (url.channel === 'any' ? undefined : url.channel) as Filter['channel'],
      purpose: (url.purpose === 'any' ? undefined : url.purpose) as Filter['purpose'],
      limit: 200,
    },
    { keep: true, live: ['message'] },
  )
  const any = (label: string) => ({ value: 'any', label })
  return (
    <Stack>
      <Toolbar>
        <SelectField
          label={t('ledger.span')}
          hideLabel
          value={url.days}
          onChange={(days: string | null) => setUrl({ days: days ?? '7' })}
          choices={DAYS.map((value) => ({ value, label: t('ledger.days', { count: Number(value) }) }))}
        />
        <SelectField
          label={t('channel')}
          hideLabel
          value={url.channel}
          onChange={(channel: string | null) => setUrl({ channel: channel ?? 'any' })}
          choices={[
            any(t('ledger.anyChannel')),
            ...CHANNELS.map((value) => ({ value, label: t(`channelOf.${value}`) })),
          ]}
        />
        <SelectField
          label={t('purpose')}
          hideLabel
          value={url.purpose}
          onChange={(purpose: string | null) => setUrl({ purpose: purpose ?? 'any' })}
          choices={[
            any(t('ledger.anyPurpose')),
            ...PURPOSES.map((value) => ({ value, label: t(`purposeOf.${value}`) })),
          ]}
        />
      </Toolbar>
      <Panel flush>
        <Await
          read={list}
          isEmpty={({ items }) => items.length === 0}
          empty={<EmptyState icon="mail" title={t(`ledger.none.${view}`)} text={t('noneText')} />}
        >
          {({ items }) => (
            <MessageTable
              label={t(`ledger.view.${view}`)}
              messages={items}
              onOpen={(one) => onOpen(one.id)}
            />
          )}
        </Await>
      </Panel>
    </Stack>
  )
}
