import { refresh, useAct, useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  confirm,
  Notice,
  notify,
  Person,
  Row,
  Stack,
  Tabs,
  useMe,
  useWords,
} from '../../../ui/kit/index.ts'
import { AccessForm } from './AccessForm.tsx'
import { SessionList } from './SessionList.tsx'
import { StaffForm } from './StaffForm.tsx'
import type { Staff } from './StaffScreen.tsx'

interface DetailsProps {
  id: string
  onInvited: (link: string | null) => void
}

/** One person: what is shown of them, what they may, where they are signed in. */
export function StaffDetails({ id, onInvited }: DetailsProps) {
  const read = useApi('GET /staff/{id}', { id })
  return (
    <Await read={read}>{(staff) => <Details key={staff.id} staff={staff} onInvited={onInvited} />}</Await>
  )
}

function Details({ staff, onInvited }: { staff: Staff; onInvited: (link: string | null) => void }) {
  const { t } = useWords('practice')
  const me = useMe()
  const isMe = me.staffId === staff.id
  return (
    <Stack>
      <Row justify="between">
        <Person name={staff.name} about={t(`role.${staff.role}`)} />
        {!isMe && <Leaving staff={staff} />}
      </Row>
      {staff.disabledAt && <Notice tone="warn" title={t('staff.left')} />}
      <Tabs
        tabs={[
          {
            key: 'person',
            label: t('staff.person'),
            icon: 'person',
            content: <StaffForm key={staff.rowVersion} staff={staff} />,
          },
          {
            key: 'access',
            label: t('staff.access'),
            icon: 'lock',
            content: isMe ? (
              <Notice>{t('staff.notOwn')}</Notice>
            ) : (
              <AccessForm key={staff.rowVersion} staff={staff} />
            ),
          },
          {
            key: 'signIn',
            label: t('staff.signIn'),
            icon: 'key',
            content: <SignInTab staff={staff} onInvited={onInvited} />,
          },
        ]}
      />
    </Stack>
  )
}

function Leaving({ staff }: { staff: Staff }) {
  const { t } = useWords('practice')
  const disable = useAct('POST /staff/{id}/disabling')
  const restore = useAct('POST /staff/{id}/restoration')
  if (staff.disabledAt) {
    return (
      <Button icon="undo" onClick={() => restore.do({ id: staff.id }).catch(notify.problem)}>
        {t('staff.restore')}
      </Button>
    )
  }
  const ask = () =>
    confirm({
      title: t('staff.disableTitle', { name: staff.name }),
      text: t('staff.disableText'),
      act: t('staff.disable'),
      danger: true,
      reason: 'optional',
      onConfirm: async (reason) => {
        await disable.do({ id: staff.id, ...(reason ? { reason } : {}) })
        notify.done(t('staff.disabled', { name: staff.name }))
      },
    })
  return (
    <Button kind="quiet" icon="archive" onClick={ask}>
      {t('staff.disable')}
    </Button>
  )
}

function SignInTab({ staff, onInvited }: { staff: Staff; onInvited: (link: string | null) => void }) {
  const { t } = useWords('practice')
  const invite = useAct('POST /staff/{id}/invitation')
  const forget = useAct('DELETE /staff/{id}/second-factor')
  const send = async () => {
    try {
      const { invitation } = await invite.do({ id: staff.id })
      notify.done(t('staff.invited', { name: staff.name }))
      onInvited(invitation)
    } catch (error) {
      notify.problem(error)
    }
  }
  const askForget = () =>
    confirm({
      title: t('staff.factorTitle', { name: staff.name }),
      text: t('staff.factorText'),
      act: t('staff.factor'),
      danger: true,
      reason: 'optional',
      onConfirm: async (reason) => {
        await forget.do({ id: staff.id, ...(reason ? { reason } : {}) })
        notify.done(t('staff.factorDone'))
        await refresh()
      },
    })
  return (
    <Stack>
      {!staff.signsIn && <Notice>{t('staff.noSignInText')}</Notice>}
      <Row>
        <Button icon="mail" busy={invite.busy} disabled={!staff.signsIn && !staff.email} onClick={send}>
          {t(staff.signsIn ? 'staff.newPassword' : 'staff.invite')}
        </Button>
        {staff.signsIn && (
          <Button kind="quiet" icon="phone" onClick={askForget}>
            {t('staff.factor')}
          </Button>
        )}
      </Row>
      {staff.signsIn && <SessionList staff={staff} />}
    </Stack>
  )
}
