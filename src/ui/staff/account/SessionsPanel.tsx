import { useQuery } from '@tanstack/react-query'
import { queryClient } from '../../api/api.ts'
import type { Read } from '../../api/hooks.ts'
import { Button } from '../../kit/actions.tsx'
import { Panel } from '../../kit/layout.tsx'
import { notify } from '../../kit/notify.tsx'
import { confirm } from '../../kit/confirm.tsx'
import { Await } from '../../kit/states.tsx'
import { Badge } from '../../kit/status.tsx'
import { DataTable } from '../../kit/table.tsx'
import { When } from '../../kit/values.tsx'
import { useWords } from '../../words/i18n.ts'
import { auth } from '../auth.ts'

interface OpenSession {
  id: string
  createdAt: string
  updatedAt: string
  ipAddress?: string | null
  userAgent?: string | null
  current: boolean
}

const key = ['auth', 'sessions']

/** "Firefox on Linux": enough to know one's own devices. */
export function deviceName(agent: string | null | undefined): string {
  const text = agent ?? ''
  const browser = ['Edg', 'OPR', 'Firefox', 'Chrome', 'Safari'].find((name) => text.includes(name))
  const system = ['iPhone', 'iPad', 'Android', 'Windows', 'Mac OS', 'Linux'].find((name) =>
    text.includes(name),
  )
  const names: Record<string, string> = { Edg: 'Edge', OPR: 'Opera', 'Mac OS': 'macOS' }
  const parts = [browser, system]
    .filter((part): part is string => Boolean(part))
    .map((part) => names[part] ?? part)
  return parts.length > 0 ? parts.join(' · ') : '–'
}

export function SessionsPanel() {
  const { t } = useWords()
  const read = useQuery({ queryKey: key, queryFn: () => auth<OpenSession[]>('list-sessions') }) as Read<
    OpenSession[]
  >

  function end(one: OpenSession): void {
    confirm({
      title: t('account.endTitle'),
      text: deviceName(one.userAgent),
      act: t('account.end'),
      danger: true,
      onConfirm: async () => {
        await auth('revoke-session', { id: one.id })
        await queryClient.invalidateQueries({ queryKey: key })
        notify.done(t('account.ended'))
      },
    })
  }

  async function endOthers(): Promise<void> {
    await auth('revoke-other-sessions', {})
    await queryClient.invalidateQueries({ queryKey: key })
  }

  return (
    <Panel
      title={t('account.sessions')}
      flush
      actions={
        <Button
          small
          onClick={() =>
            confirm({
              title: t('account.endOthers'),
              act: t('account.endOthers'),
              danger: true,
              onConfirm: endOthers,
            })
          }
        >
          {t('account.endOthers')}
        </Button>
      }
    >
      <Await read={read}>
        {(sessions) => (
          <DataTable
            label={t('account.sessions')}
            rows={sessions}
            columns={[
              {
                key: 'device',
                title: t('account.device'),
                render: (one) => (
                  <>
                    {deviceName(one.userAgent)}{' '}
                    {one.current && <Badge tone="good">{t('account.thisOne')}</Badge>}
                  </>
                ),
              },
              {
                key: 'address',
                title: t('account.address'),
                render: (one) => one.ipAddress ?? '–',
                wideOnly: true,
              },
              {
                key: 'since',
                title: t('account.since'),
                render: (one) => <When at={one.createdAt} />,
                wideOnly: true,
              },
              { key: 'used', title: t('account.used'), render: (one) => <When at={one.updatedAt} ago /> },
              {
                key: 'end',
                title: t('account.end'),
                align: 'right',
                render: (one) =>
                  one.current ? null : (
                    <Button small onClick={() => end(one)}>
                      {t('account.end')}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Await>
    </Panel>
  )
}
