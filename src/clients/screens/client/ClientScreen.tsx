import { Suspense, useState } from 'react'
import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  Code,
  confirm,
  Day,
  Loading,
  Menu,
  Notice,
  notify,
  Page,
  Row,
  Tabs,
  usePathParams,
  useUrlState,
  useWords,
} from '../../../ui/kit/index.ts'
import { Parts, useParts } from '../../../ui/staff/index.ts'
import type { Client } from '../client-fields.tsx'
import { ageOn } from './age.ts'
import { ClientOverview } from './ClientOverview.tsx'
import { EditClientDrawer } from './EditClientDrawer.tsx'
import { FamilyTab } from './FamilyTab.tsx'
import { TimelineTab } from './TimelineTab.tsx'

/** One client: what is known, what happened, and the tabs that later slices add. */
export default function ClientScreen() {
  const { id = '' } = usePathParams()
  const read = useApi('GET /clients/{id}', { id })
  return <Await read={read}>{(client) => <ClientPage key={client.id} client={client} />}</Await>
}

function ClientPage({ client }: { client: Client }) {
  const { t } = useWords('clients')
  const [url, setUrl] = useUrlState({ tab: 'overview' })
  const [editing, setEditing] = useState(false)
  const parts = useParts('client.tab')
  return (
    <Page
      title={<bdi>{client.name}</bdi>}
      tabTitle={client.name}
      about={<About client={client} />}
      crumbs={[{ label: t('title'), to: '/clients' }]}
      actions={<Actions client={client} onEdit={() => setEditing(true)} />}
    >
      {client.archivedAt && (
        <Notice tone="warn" title={t('archivedTitle')}>
          {t('archivedText')}
        </Notice>
      )}
      <Parts place="client.top" id={client.id} />
      <Tabs
        open={url.tab}
        onOpen={(tab) => setUrl({ tab })}
        tabs={[
          {
            key: 'overview',
            label: t('tab.overview'),
            icon: 'person',
            content: <ClientOverview client={client} />,
          },
          ...parts.map(({ key, label, icon, Drawn }) => ({
            key,
            label,
            ...(icon ? { icon } : {}),
            content: (
              <Suspense fallback={<Loading />}>
                <Drawn id={client.id} />
              </Suspense>
            ),
          })),
          {
            key: 'timeline',
            label: t('tab.timeline'),
            icon: 'history',
            content: <TimelineTab id={client.id} />,
          },
          { key: 'family', label: t('tab.family'), icon: 'care', content: <FamilyTab client={client} /> },
        ]}
      />
      <EditClientDrawer client={client} open={editing} onClose={() => setEditing(false)} />
    </Page>
  )
}

function About({ client }: { client: Client }) {
  const { t } = useWords('clients')
  return (
    <Row gap="tight">
      <Code>#{client.number}</Code>
      {client.preferredName && <span>· {t('called', { name: client.preferredName })}</span>}
      {client.pronouns && <span>· {client.pronouns}</span>}
      {client.bornOn && (
        <span>
          · <Day of={client.bornOn} /> ({t('years', { count: ageOn(client.bornOn) })})
        </span>
      )}
      {client.archivedAt && <Badge icon="archive">{t('state.archived')}</Badge>}
    </Row>
  )
}

function Actions({ client, onEdit }: { client: Client; onEdit: () => void }) {
  const { t } = useWords('clients')
  const archive = useAct('POST /clients/{id}/archiving')
  const restore = useAct('POST /clients/{id}/restoration')
  const change = async (act: typeof archive | typeof restore, reason?: string) => {
    await act.do({ id: client.id, rowVersion: client.rowVersion, ...(reason ? { reason } : {}) })
    notify.done(t(act === archive ? 'archivedDone' : 'restored'))
  }
  const askArchive = () =>
    confirm({
      title: t('archiveTitle', { name: client.name }),
      text: t('archiveText'),
      act: t('archive'),
      reason: 'optional',
      onConfirm: (reason) => change(archive, reason),
    })
  return (
    <>
      <Parts place="client.action" id={client.id} />
      {client.can.edit && (
        <Button icon="edit" onClick={onEdit}>
          {t('edit')}
        </Button>
      )}
      <Menu
        label={t('moreActions')}
        entries={[
          client.can.archive &&
            !client.archivedAt && { label: t('archive'), icon: 'archive', onClick: askArchive },
          client.can.archive &&
            client.archivedAt !== null && {
              label: t('restore'),
              icon: 'undo',
              onClick: () => void change(restore).catch(notify.problem),
            },
        ]}
      />
    </>
  )
}
