import { useState } from 'react'
import { useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Badge,
  Button,
  Dialog,
  Drawer,
  Page,
  Panel,
  Person,
  ReadTable,
  SwitchField,
  Tabs,
  Toolbar,
  useUrlState,
  useWords,
} from '../../../ui/kit/index.ts'
import { ShownOnce } from '../settings/ShownOnce.tsx'
import { AddStaffForm } from './AddStaffForm.tsx'
import { RolesTab } from './RolesTab.tsx'
import { StaffDetails } from './StaffDetails.tsx'

export type Staff = Returns<'GET /staff'>['items'][number]

/** Everybody who works here, what they may, and where they are signed in. */
export default function StaffScreen() {
  const { t } = useWords('practice')
  const [url, setUrl] = useUrlState({ tab: 'people', person: '', new: '', show: 'current' })
  const [invitation, setInvitation] = useState<string | null>(null)
  return (
    <Page
      title={t('staff.title')}
      about={t('staff.about')}
      actions={
        <Button kind="main" icon="addPerson" onClick={() => setUrl({ new: '1' })}>
          {t('staff.add')}
        </Button>
      }
    >
      <Tabs
        open={url.tab}
        onOpen={(tab) => setUrl({ tab })}
        tabs={[
          {
            key: 'people',
            label: t('staff.people'),
            icon: 'team',
            content: (
              <>
                <Toolbar
                  end={
                    <SwitchField
                      label={t('staff.showAll')}
                      value={url.show === 'all'}
                      onChange={(all: boolean) => setUrl({ show: all ? 'all' : 'current' })}
                    />
                  }
                />
                <People
                  show={url.show === 'all' ? 'all' : 'current'}
                  onOpen={(person) => setUrl({ person })}
                />
              </>
            ),
          },
          { key: 'roles', label: t('staff.roles'), icon: 'lock', content: <RolesTab /> },
        ]}
      />
      <Drawer
        open={url.person !== ''}
        onClose={() => setUrl({ person: '' })}
        title={t('staff.one')}
        size="large"
      >
        {url.person && <StaffDetails id={url.person} onInvited={setInvitation} />}
      </Drawer>
      <Dialog open={url.new === '1'} onClose={() => setUrl({ new: '' })} title={t('staff.add')}>
        <AddStaffForm
          onCancel={() => setUrl({ new: '' })}
          onDone={(link) => {
            setUrl({ new: '' })
            setInvitation(link)
          }}
        />
      </Dialog>
      {invitation && (
        <ShownOnce
          title={t('staff.invitation')}
          text={t('staff.invitationText')}
          secret={invitation}
          onClose={() => setInvitation(null)}
        />
      )}
    </Page>
  )
}

function People({ show, onOpen }: { show: 'current' | 'all'; onOpen: (id: string) => void }) {
  const { t } = useWords('practice')
  const read = useApi('GET /staff', { show }, { keep: true })
  return (
    <Panel flush>
      <ReadTable
        label={t('staff.people')}
        read={read}
        rowsOf={({ items }) => items}
        onOpen={(staff: Staff) => onOpen(staff.id)}
        rowTone={(staff) => (staff.disabledAt ? 'soft' : undefined)}
        columns={[
          {
            key: 'name',
            title: t('field.name'),
            sort: (staff) => staff.name,
            render: (staff) => <Person name={staff.name} about={staff.title ?? staff.email} />,
          },
          {
            key: 'role',
            title: t('field.role'),
            sort: (staff) => staff.role,
            render: (staff) => t(`role.${staff.role}`),
          },
          {
            key: 'calendar',
            title: t('staff.calendar'),
            render: (staff) => staff.isPractitioner && t('staff.hasCalendar'),
            wideOnly: true,
          },
          {
            key: 'access',
            title: t('staff.access'),
            render: (staff) => <Access of={staff} />,
            wideOnly: true,
          },
        ]}
      />
    </Panel>
  )
}

function Access({ of: staff }: { of: Staff }) {
  const { t } = useWords('practice')
  if (staff.disabledAt) return <Badge icon="archive">{t('staff.left')}</Badge>
  if (!staff.signsIn) return <Badge>{t('staff.noSignIn')}</Badge>
  if (staff.denies.length > 0)
    return <Badge tone="warn">{t('staff.denied', { count: staff.denies.length })}</Badge>
  return <Badge tone="good">{t('staff.signsIn')}</Badge>
}
