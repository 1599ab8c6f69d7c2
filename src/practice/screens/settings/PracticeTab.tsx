import { refresh, useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Columns,
  Form,
  notify,
  Panel,
  required,
  SelectField,
  Stack,
  SwitchField,
  TextArea,
  TextField,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'
import { linesOf, zoneChoices } from './choices.ts'

type Practice = Returns<'GET /practice'>

/** The facts that stand on letters, invoices and the public page. */
export function PracticeTab() {
  const read = useApi('GET /practice')
  return (
    <Await read={read}>{(practice) => <PracticeForm key={practice.rowVersion} practice={practice} />}</Await>
  )
}

function PracticeForm({ practice }: { practice: Practice }) {
  const { t } = useWords('practice')
  const edit = useAct('PATCH /practice')
  const form = useFields({ initial: valuesOf(practice), check: { name: required(t('nameMissing')) } })
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await edit
          .do({ rowVersion: practice.rowVersion, ...changesOf(practice, values) })
          .catch(async (error) => {
            await refresh('GET /practice')
            throw error
          })
        notify.done(t('saved'))
      }}
    >
      <Panel title={t('settings.facts')}>
        <Columns>
          <TextField label={t('field.practiceName')} required {...form.field('name')} />
          <TextField label={t('field.phone')} type="tel" {...form.field('phone')} />
          <TextField label={t('field.email')} type="email" {...form.field('email')} />
          <TextField
            label={t('field.website')}
            type="url"
            placeholder="https://"
            {...form.field('website')}
          />
          <SelectField
            label={t('field.locale')}
            required
            choices={['en', 'de'].map((value) => ({ value, label: t(`language.${value}`) }))}
            {...form.field('locale')}
          />
          <SelectField
            label={t('field.zone')}
            required
            search
            choices={zoneChoices()}
            {...form.field('zone')}
          />
        </Columns>
      </Panel>
      <Panel title={t('settings.letterhead')}>
        <Stack>
          <Columns>
            <TextField
              label={t('field.legalName')}
              help={t('field.legalNameHelp')}
              {...form.field('legalName')}
            />
            <TextField label={t('field.taxNumber')} {...form.field('taxNumber')} />
          </Columns>
          <TextArea label={t('field.address')} rows={3} {...form.field('address')} />
        </Stack>
      </Panel>
      <Panel title={t('settings.security')}>
        <Stack>
          <SwitchField
            label={t('field.secondFactor')}
            help={t('field.secondFactorHelp')}
            {...form.field('secondFactorRequired')}
          />
          <TextArea
            label={t('field.embedHosts')}
            help={t('field.embedHostsHelp')}
            placeholder="https://www.example.org"
            rows={2}
            {...form.field('embedHosts')}
          />
        </Stack>
      </Panel>
    </Form>
  )
}

function valuesOf(practice: Practice) {
  const { name, locale, zone, secondFactorRequired } = practice
  return {
    name,
    locale: locale as string | null,
    zone: zone as string | null,
    secondFactorRequired,
    phone: practice.phone ?? '',
    email: practice.email ?? '',
    website: practice.website ?? '',
    legalName: practice.legalName ?? '',
    taxNumber: practice.taxNumber ?? '',
    address: practice.addressLines.join('\n'),
    embedHosts: practice.embedHosts.join('\n'),
  }
}

/** Only what differs is sent: steps about security ask for the password, the others do not. */
function changesOf(practice: Practice, values: ReturnType<typeof valuesOf>) {
  const wish = {
    name: values.name.trim(),
    locale: (values.locale ?? 'en') as 'en' | 'de',
    zone: values.zone ?? practice.zone,
    phone: values.phone.trim() || null,
    email: values.email.trim() || null,
    website: values.website.trim() || null,
    legalName: values.legalName.trim() || null,
    taxNumber: values.taxNumber.trim() || null,
    addressLines: linesOf(values.address),
    embedHosts: linesOf(values.embedHosts),
    secondFactorRequired: values.secondFactorRequired,
  }
  const differs = ([name, value]: [string, unknown]) =>
    JSON.stringify(value) !== JSON.stringify(practice[name as keyof Practice])
  return Object.fromEntries(Object.entries(wish).filter(differs)) as Partial<typeof wish>
}
