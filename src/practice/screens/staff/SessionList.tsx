import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Button,
  EmptyState,
  IconButton,
  notify,
  Panel,
  ReadTable,
  useWords,
  When,
} from '../../../ui/kit/index.ts'
import type { Staff } from './StaffScreen.tsx'

type Session = Returns<'GET /staff/{id}/sessions'>['items'][number]

/** Where a person is signed in, each with its end. */
export function SessionList({ staff }: { staff: Staff }) {
  const { t } = useWords('practice')
  const read = useApi('GET /staff/{id}/sessions', { id: staff.id })
  const endAll = useAct('DELETE /staff/{id}/sessions')
  const endOne = useAct('DELETE /staff/{id}/sessions/{sessionId}')
  const end = async (work: Promise<unknown>) => {
    try {
      await work
      notify.done(t('session.ended'))
    } catch (error) {
      notify.problem(error)
    }
  }
  return (
    <Panel
      title={t('session.title')}
      flush
      actions={
        <Button small onClick={() => end(endAll.do({ id: staff.id }))}>
          {t('session.endAll')}
        </Button>
      }
    >
      <ReadTable
        label={t('session.title')}
        read={read}
        id={(session: Session) => session.sessionId}
        rowsOf={({ items }) => items}
        empty={<EmptyState icon="computer" title={t('session.none')} />}
        columns={[
          { key: 'device', title: t('session.device'), render: (session) => deviceOf(session.userAgent) },
          {
            key: 'address',
            title: t('session.address'),
            render: (session) => session.address ?? '–',
            wideOnly: true,
          },
          {
            key: 'used',
            title: t('session.used'),
            render: (session) => <When at={session.lastUsedAt} ago />,
          },
          {
            key: 'act',
            title: t('actions'),
            width: 60,
            render: (session) => (
              <IconButton
                icon="signOut"
                label={t('session.end')}
                onClick={() => end(endOne.do({ id: staff.id, sessionId: session.sessionId }))}
              />
            ),
          },
        ]}
      />
    </Panel>
  )
}

/** Browser and system as people call them. */
function deviceOf(agent: string | null): string {
  if (!agent) return '–'
  const browser = /(Firefox|Edg|OPR|Chrome|Safari)/.exec(agent)?.[1]
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(agent)?.[1]
  const names: Record<string, string> = { Edg: 'Edge', OPR: 'Opera', 'Mac OS X': 'macOS' }
  return (
    [browser, system]
      .map((each) => each && (names[each] ?? each))
      .filter(Boolean)
      .join(' · ') || agent.slice(0, 40)
  )
}
