import type { Fields } from '../../../ui/kit/index.ts'
import { SelectField, TextField, useWords } from '../../../ui/kit/index.ts'
import { useApi } from '../../../ui/api/index.ts'

interface StandIn extends Record<string, unknown> {
  substituteId: string
  clientNote: string
}

/** Who stands in during leave, and what clients read on the booking page meanwhile. */
export function StandInFields<T extends StandIn>({
  form,
  practitionerId,
}: {
  form: Fields<T>
  practitionerId: string
}) {
  const { t } = useWords('scheduling')
  const staff = useApi('GET /staff', {})
  const others = (staff.data?.items ?? []).filter((one) => one.isPractitioner && one.id !== practitionerId)
  return (
    <>
      <SelectField
        label={t('standIn.who')}
        choices={[
          { value: 'nobody', label: t('standIn.nobody') },
          ...others.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        {...form.field('substituteId')}
      />
      <TextField
        label={t('standIn.note')}
        help={t('standIn.noteHelp')}
        maxLength={500}
        {...form.field('clientNote')}
      />
    </>
  )
}

/** The fields as the API takes them. */
export function standIn({ substituteId, clientNote }: StandIn) {
  return {
    substituteId: substituteId === 'nobody' ? null : substituteId,
    clientNote: clientNote.trim() || null,
  }
}
