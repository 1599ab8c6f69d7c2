import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  Form,
  MultiSelectField,
  Notice,
  notify,
  SelectField,
  TextField,
  useFields,
  useMe,
  useWords,
} from '../../../ui/kit/index.ts'
import { ROLES } from './AddStaffForm.tsx'
import type { Staff } from './StaffScreen.tsx'

/** Role and denials; they act on the person's next click. */
export function AccessForm({ staff }: { staff: Staff }) {
  const { t } = useWords('practice')
  const me = useMe()
  const change = useAct('PUT /staff/{id}/access')
  const roles = useApi('GET /roles')
  const form = useFields({ initial: { role: staff.role as string | null, denies: staff.denies, reason: '' } })
  const words = roles.data?.roles.find((each) => each.role === form.values.role)?.permissions ?? []
  const choices = [...new Set([...words, ...form.values.denies])].sort()
  if (staff.role === 'owner' && me.role !== 'owner') return <Notice>{t('staff.onlyOwners')}</Notice>
  return (
    <Form
      form={form}
      onSubmit={async ({ role, denies, reason }) => {
        const why = reason.trim() ? { reason: reason.trim() } : {}
        await change.do({ id: staff.id, role: role as Staff['role'], denies, ...why })
        notify.done(t('staff.accessChanged'))
      }}
    >
      <SelectField
        label={t('field.role')}
        required
        choices={ROLES.filter((role) => role !== 'owner' || me.role === 'owner').map((value) => ({
          value,
          label: t(`role.${value}`),
        }))}
        {...form.field('role')}
      />
      <MultiSelectField
        label={t('staff.denies')}
        help={t('staff.deniesHelp')}
        choices={choices.map((value) => ({ value, label: value }))}
        {...form.field('denies')}
      />
      <TextField label={t('why')} help={t('whyHelp')} {...form.field('reason')} />
    </Form>
  )
}
