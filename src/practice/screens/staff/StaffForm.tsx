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
  useWords,
} from '../../../ui/kit/index.ts'
import type { Staff } from './StaffScreen.tsx'

export const COLORS = [
  'teal',
  'cyan',
  'blue',
  'indigo',
  'violet',
  'grape',
  'pink',
  'red',
  'orange',
  'yellow',
  'lime',
  'green',
]

/** What is shown and planned of a person; the address they sign in with is a step of its own. */
export function StaffForm({ staff }: { staff: Staff }) {
  const { t } = useWords('practice')
  const edit = useAct('PATCH /staff/{id}')
  const changeEmail = useAct('PUT /staff/{id}/email')
  const form = useFields({
    initial: {
      name: staff.name,
      title: staff.title ?? '',
      email: staff.email ?? '',
      color: staff.color,
      providerNumber: staff.providerNumber ?? '',
      isPractitioner: staff.isPractitioner,
      bookableOnline: staff.bookableOnline,
      ownClientsOnly: staff.ownClientsOnly,
    },
    check: { name: required(t('nameMissing')) },
  })
  return (
    <Form
      form={form}
      onSubmit={async ({ email, ...values }) => {
        const wish = {
          name: values.name.trim(),
          title: values.title.trim() || null,
          color: values.color || null,
          providerNumber: values.providerNumber.trim() || null,
        }
        const { isPractitioner, bookableOnline, ownClientsOnly } = values
        await edit.do({
          id: staff.id,
          rowVersion: staff.rowVersion,
          ...wish,
          isPractitioner,
          bookableOnline,
          ownClientsOnly,
        })
        if (email.trim() && email.trim() !== staff.email)
          await changeEmail.do({ id: staff.id, email: email.trim() })
        notify.done(t('saved'))
      }}
    >
      <Columns>
        <TextField label={t('field.name')} required {...form.field('name')} />
        <TextField label={t('field.title')} placeholder={t('field.titleHint')} {...form.field('title')} />
        <TextField label={t('field.email')} type="email" {...form.field('email')} />
        <TextField label={t('field.providerNumber')} {...form.field('providerNumber')} />
        <SelectField
          label={t('field.color')}
          clearable
          choices={COLORS.map((value) => ({ value, label: t(`color.${value}`) }))}
          {...form.field('color')}
        />
      </Columns>
      <CheckField label={t('staff.isPractitioner')} {...form.field('isPractitioner')} />
      <CheckField label={t('staff.bookableOnline')} {...form.field('bookableOnline')} />
      <CheckField label={t('staff.ownOnly')} {...form.field('ownClientsOnly')} />
    </Form>
  )
}
