import { useAct } from '../../../ui/api/index.ts'
import {
  CheckField,
  Columns,
  Form,
  notify,
  required,
  SelectField,
  TextField,
  useFields,
  useMe,
  useWords,
} from '../../../ui/kit/index.ts'
import type { Staff } from './StaffScreen.tsx'

export const ROLES: Staff['role'][] = [
  'owner',
  'manager',
  'practitioner',
  'front_desk',
  'billing',
  'read_only',
]

/** A new person; with an address they get an invitation to choose a password. */
export function AddStaffForm({
  onDone,
  onCancel,
}: {
  onDone: (link: string | null) => void
  onCancel: () => void
}) {
  const { t } = useWords('practice')
  const me = useMe()
  const add = useAct('POST /staff')
  const form = useFields({
    initial: { name: '', email: '', role: 'practitioner' as string | null, title: '', isPractitioner: true },
    check: { name: required(t('nameMissing')), role: required(t('staff.roleMissing')) },
  })
  const roles = ROLES.filter((role) => role !== 'owner' || me.role === 'owner')
  return (
    <Form
      form={form}
      onCancel={onCancel}
      submit={t('staff.add')}
      onSubmit={async ({ name, email, role, title, isPractitioner }) => {
        const made = await add.do({
          name: name.trim(),
          email: email.trim() || null,
          role: role as Staff['role'],
          title: title.trim() || null,
          isPractitioner,
        })
        notify.done(t(made.staff.signsIn ? 'staff.invited' : 'staff.added', { name: made.staff.name }))
        onDone(made.invitation)
      }}
    >
      <Columns>
        <TextField label={t('field.name')} required {...form.field('name')} autoFocus />
        <TextField label={t('field.title')} placeholder={t('field.titleHint')} {...form.field('title')} />
      </Columns>
      <Columns>
        <TextField
          label={t('field.email')}
          type="email"
          help={t('staff.emailHelp')}
          {...form.field('email')}
        />
        <SelectField
          label={t('field.role')}
          required
          choices={roles.map((value) => ({ value, label: t(`role.${value}`) }))}
          {...form.field('role')}
        />
      </Columns>
      <CheckField label={t('staff.isPractitioner')} {...form.field('isPractitioner')} />
    </Form>
  )
}
