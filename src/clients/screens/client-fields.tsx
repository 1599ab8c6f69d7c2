import type { Returns } from '../../ui/api/index.ts'
import { useApi } from '../../ui/api/index.ts'
import {
  BirthDayField,
  Columns,
  SelectField,
  TextArea,
  TextField,
  useWords,
  type Fields,
} from '../../ui/kit/index.ts'

export type Client = Returns<'GET /clients/{id}'>

/** A client as the form holds it: empty texts where nothing is known. */
export type ClientValues = {
  givenName: string
  familyName: string
  preferredName: string
  pronouns: string
  bornOn: string | null
  sex: string | null
  language: string | null
  address: string
  notes: string
  usualPractitionerId: string | null
}

export function valuesOf(client?: Client): ClientValues {
  return {
    givenName: client?.givenName ?? '',
    familyName: client?.familyName ?? '',
    preferredName: client?.preferredName ?? '',
    pronouns: client?.pronouns ?? '',
    bornOn: client?.bornOn ?? null,
    sex: client?.sex ?? null,
    language: client?.language ?? null,
    address: (client?.addressLines ?? []).join('\n'),
    notes: client?.notes ?? '',
    usualPractitionerId: client?.usualPractitionerId ?? null,
  }
}

/** What is sent: empty texts mean that nothing is known. */
export function wishOf(values: ClientValues) {
  const { address, sex, language, bornOn, usualPractitionerId } = values
  return {
    givenName: values.givenName.trim(),
    familyName: values.familyName.trim(),
    preferredName: values.preferredName.trim() || null,
    pronouns: values.pronouns.trim() || null,
    bornOn: bornOn || null,
    sex: (sex || null) as Client['sex'],
    language: (language || null) as 'en' | 'de' | null,
    addressLines: linesOf(address),
    notes: values.notes.trim() || null,
    usualPractitionerId: usualPractitionerId || null,
  }
}

export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}

/** The two names and the birth date: what makes a client. */
export function NameFields<T extends ClientValues>({ form }: { form: Fields<T> }) {
  const { t } = useWords('clients')
  return (
    <>
      <Columns>
        <TextField label={t('field.given')} autoComplete="off" {...form.field('givenName')} autoFocus />
        <TextField label={t('field.family')} autoComplete="off" {...form.field('familyName')} />
      </Columns>
      <Columns>
        <BirthDayField label={t('field.born')} {...form.field('bornOn')} />
        <SelectField
          label={t('field.language')}
          clearable
          choices={['en', 'de'].map((value) => ({ value, label: t(`language.${value}`) }))}
          {...form.field('language')}
        />
      </Columns>
    </>
  )
}

/** Everything else that is known of a person. */
export function MoreFields<T extends ClientValues>({ form }: { form: Fields<T> }) {
  const { t } = useWords('clients')
  const staff = useApi('GET /staff', { show: 'current' })
  const practitioners = (staff.data?.items ?? []).filter((each) => each.isPractitioner)
  return (
    <>
      <Columns>
        <TextField label={t('field.preferred')} {...form.field('preferredName')} />
        <TextField label={t('field.pronouns')} {...form.field('pronouns')} />
      </Columns>
      <Columns>
        <SelectField
          label={t('field.sex')}
          clearable
          choices={['female', 'male', 'other', 'unknown'].map((value) => ({
            value,
            label: t(`sex.${value}`),
          }))}
          {...form.field('sex')}
        />
        <SelectField
          label={t('field.usual')}
          clearable
          search
          choices={practitioners.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.field('usualPractitionerId')}
        />
      </Columns>
      <TextArea label={t('field.address')} rows={3} {...form.field('address')} />
      <TextArea label={t('field.notes')} help={t('field.notesHelp')} rows={3} {...form.field('notes')} />
    </>
  )
}
