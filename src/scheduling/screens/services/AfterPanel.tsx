import { useApi } from '../../../ui/api/index.ts'
import type { Fields } from '../../../ui/kit/index.ts'
import {
  Columns,
  MultiSelectField,
  Panel,
  SelectField,
  Stack,
  TextArea,
  useCan,
  useWords,
} from '../../../ui/kit/index.ts'
import type { ServiceFields } from './service-fields.ts'

type Form = Fields<ServiceFields>

export function AfterPanel({ form }: { form: Form }) {
  const { t, language } = useWords('scheduling')
  const can = useCan()
  const forms = useApi('GET /forms', {}, { when: can('forms.see') })
  const templates = useApi('GET /note-templates', {}, { when: can('notes.see') })
  const known = (forms.data?.items ?? []).map((one) => ({ value: one.key, label: one.title }))
  const titles = (templates.data?.items ?? []).map((one) => ({
    value: one.key,
    label: titleIn(one.title, language),
  }))
  const kept = form.values.noteTemplateKey
  return (
    <Panel title={t('serviceForm.after')}>
      <Stack>
        <Columns of={2}>
          <MultiSelectField
            label={t('forms')}
            help={t('formsHelp')}
            choices={withKept(known, form.values.formKeys)}
            {...form.field('formKeys')}
          />
          <MultiSelectField
            label={t('reminders')}
            choices={remindersOf(form.values.reminders, t)}
            {...form.field('reminders')}
          />
          <SelectField
            label={t('noteTemplate')}
            choices={[
              { value: 'none', label: t('noTemplate') },
              ...withKept(titles, kept === 'none' ? [] : [kept]),
            ]}
            {...form.field('noteTemplateKey')}
          />
        </Columns>
        <TextArea
          label={t('instructions')}
          help={t('instructionsHelp')}
          rows={2}
          maxLength={4000}
          {...form.field('instructions')}
        />
        <TextArea
          label={t('serviceForm.checklist')}
          help={t('serviceForm.checklistHelp')}
          rows={3}
          maxLength={6000}
          {...form.field('checklist')}
        />
      </Stack>
    </Panel>
  )
}

function titleIn(title: unknown, language: string): string {
  if (typeof title === 'string') return title
  const said = title as Record<string, string>
  return said[language] ?? said.en ?? ''
}

/** A key that is kept but not in the list (retired, or not for this role) stays as it is. */
function withKept(choices: { value: string; label: string }[], kept: string[]) {
  return [
    ...choices,
    ...kept
      .filter((key) => !choices.some((one) => one.value === key))
      .map((key) => ({ value: key, label: key })),
  ]
}

function remindersOf(kept: string[], t: (key: string, values?: Record<string, unknown>) => string) {
  const usual = ['60', '120', '240', '1440', '2880', '4320', '10080']
  const label = (value: string) =>
    Number(value) % 1440 === 0
      ? t('daysBefore', { count: Number(value) / 1440 })
      : t('hoursBefore', { count: Number(value) / 60 })
  return [...new Set([...usual, ...kept])]
    .toSorted((a, b) => Number(a) - Number(b))
    .map((value) => ({ value, label: label(value) }))
}
