import type { Returns } from '../../../ui/api/index.ts'
import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  Form,
  MultiSelectField,
  SelectField,
  Text,
  notify,
  required,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'

interface RegionFormProps {
  locationId: string
  region: Returns<'GET /locations/{id}/holidays'>['region']
  onDone: () => void
}

/** Whose public holidays a location is offered: country, state, region and in which languages. */
export function RegionForm({ locationId, region, onDone }: RegionFormProps) {
  const { t, language } = useWords('scheduling')
  const choose = useAct('PUT /locations/{id}/holiday-region')
  const form = useFields({
    initial: {
      country: region.country as string | null,
      state: region.state,
      region: region.region,
      languages: region.languages,
    },
    check: { country: required(t('hours.holidays.countryMissing')) },
  })
  const { country, state } = form.values
  const read = useApi(
    'GET /holidays/regions',
    { ...(country ? { country } : {}), ...(country && state ? { state } : {}) },
    { keep: true },
  )
  const choices = (list: { key: string; name: string }[] = []) =>
    list.map(({ key, name }) => ({ value: key, label: name }))
  const names = new Intl.DisplayNames([language], { type: 'language' })
  const { countries, states = [], regions = [], languages = [] } = read.data ?? {}
  return (
    <Form
      form={form}
      onCancel={onDone}
      onSubmit={async (values) => {
        await choose.do({ ...values, id: locationId, country: values.country ?? '' })
        notify.done(t('hours.holidays.regionSaved'))
        onDone()
      }}
    >
      <SelectField
        label={t('hours.holidays.country')}
        search
        choices={choices(countries)}
        value={country}
        onChange={(next: string | null) =>
          form.set({ country: next, state: null, region: null, languages: [] })
        }
      />
      {states.length > 0 && (
        <SelectField
          label={t('hours.holidays.state_field')}
          search
          clearable
          placeholder={t('hours.holidays.wholeCountry')}
          choices={choices(states)}
          value={state}
          onChange={(next: string | null) => form.set({ state: next, region: null })}
        />
      )}
      {regions.length > 0 && state && (
        <SelectField
          label={t('hours.holidays.regionField')}
          search
          clearable
          choices={choices(regions)}
          {...form.field('region')}
        />
      )}
      {languages.length > 1 && (
        <MultiSelectField
          label={t('hours.holidays.languages')}
          help={t('hours.holidays.languagesHelp')}
          choices={languages.map((each) => ({ value: each, label: names.of(each) ?? each }))}
          {...form.field('languages')}
        />
      )}
      <Text tone="soft" size="small">
        {t('hours.holidays.regionHelp')}
      </Text>
    </Form>
  )
}
