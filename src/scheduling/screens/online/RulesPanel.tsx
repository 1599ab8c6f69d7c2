import { useAct, type Returns } from '../../../ui/api/index.ts'
import {
  Columns,
  Form,
  MultiSelectField,
  notify,
  NumberField,
  Panel,
  SelectField,
  TextArea,
  useCan,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'

type Rules = Returns<'GET /online-booking'>['rules']

/** Who may book, in which languages, and what keeps programs out. */
export function RulesPanel({ rules }: { rules: Rules }) {
  const { t } = useWords('scheduling')
  const can = useCan()
  const save = useAct('PUT /online-booking')
  const form = useFields({ initial: valuesOf(rules) })
  const choices = (field: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: t(`online.${field}.${value}`) }))
  if (!can('online.manage')) return null
  return (
    <Panel title={t('online.rules')}>
      <Form
        form={form}
        onSubmit={async (values) => {
          await save.do(rulesOf(values))
          notify.done(t('online.saved'))
        }}
      >
        <Columns of={2}>
          <SelectField
            label={t('online.clients.label')}
            choices={choices('clients', ['everybody', 'known'])}
            {...form.field('clients')}
          />
          <MultiSelectField
            label={t('online.languages')}
            help={t('online.languagesHelp')}
            choices={[
              { value: 'en', label: 'English' },
              { value: 'de', label: 'Deutsch' },
            ]}
            {...form.field('languages')}
          />
          <SelectField
            label={t('online.confirmByMail.label')}
            help={t('online.confirmByMail.help')}
            choices={choices('confirmByMail', ['never', 'unknown', 'always'])}
            {...form.field('confirmByMail')}
          />
          <SelectField
            label={t('online.puzzle.label')}
            help={t('online.puzzle.help')}
            choices={choices('puzzle', ['busy', 'always', 'never'])}
            {...form.field('puzzle')}
          />
          <NumberField
            label={t('online.perPart')}
            help={t('online.perPartHelp')}
            min={1}
            max={12}
            {...form.field('timesPerDayPart')}
          />
          <NumberField
            label={t('online.requestHours')}
            help={t('online.requestHoursHelp')}
            min={1}
            max={336}
            unit={t('online.hours')}
            {...form.field('requestHours')}
          />
          <TextArea
            label={t('online.noticeEn')}
            help={t('online.noticeHelp')}
            rows={3}
            {...form.field('noticeEn')}
          />
          <TextArea
            label={t('online.noticeDe')}
            help={t('online.noticeHelp')}
            rows={3}
            {...form.field('noticeDe')}
          />
        </Columns>
      </Form>
    </Panel>
  )
}

function valuesOf({ notice, ...rules }: Rules) {
  return {
    ...rules,
    clients: rules.clients as string | null,
    confirmByMail: rules.confirmByMail as string | null,
    puzzle: rules.puzzle as string | null,
    languages: rules.languages as string[],
    requestHours: rules.requestHours as number | null,
    noticeEn: notice.en ?? '',
    noticeDe: notice.de ?? '',
  }
}

function rulesOf({ noticeEn, noticeDe, ...values }: ReturnType<typeof valuesOf>): Rules {
  return {
    notice: { en: noticeEn.trim() || null, de: noticeDe.trim() || null },
    clients: (values.clients ?? 'everybody') as Rules['clients'],
    languages: values.languages as Rules['languages'],
    confirmByMail: (values.confirmByMail ?? 'never') as Rules['confirmByMail'],
    puzzle: (values.puzzle ?? 'busy') as Rules['puzzle'],
    timesPerDayPart: values.timesPerDayPart,
    requestHours: values.requestHours ?? 48,
  }
}
