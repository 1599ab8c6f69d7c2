import { useApi } from '../../../ui/api/index.ts'
import {
  CheckField,
  MultiSelectField,
  NumberField,
  SelectField,
  Text,
  useWords,
} from '../../../ui/kit/index.ts'
import type { Campaign } from './CampaignsScreen.tsx'

export type StartsWith = Campaign['startsWith']

const FRESH: Record<'visit_done' | 'no_visit' | 'birthday' | 'automation', NonNullable<StartsWith>> = {
  visit_done: { on: 'visit_done', serviceIds: [], firstOnly: false },
  no_visit: { on: 'no_visit', days: 180 },
  birthday: { on: 'birthday' },
  automation: { on: 'automation' },
}

/** What begins a sequence for a client. */
export function TriggerFields({
  value,
  onChange,
}: {
  value: StartsWith
  onChange: (value: StartsWith) => void
}) {
  const { t } = useWords('outreach')
  const services = useApi('GET /services', {})
  return (
    <>
      <SelectField
        label={t('campaigns.begins')}
        value={value?.on ?? null}
        onChange={(on: string | null) => onChange(FRESH[on as keyof typeof FRESH])}
        choices={(['visit_done', 'no_visit', 'birthday', 'automation'] as const).map((on) => ({
          value: on,
          label: t(`campaigns.trigger.${on}`),
        }))}
      />
      {value?.on === 'visit_done' && (
        <>
          <MultiSelectField
            label={t('campaigns.ofServices')}
            placeholder={t('campaigns.anyService')}
            value={value.serviceIds}
            onChange={(serviceIds: string[]) => onChange({ ...value, serviceIds })}
            choices={(services.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
          <CheckField
            label={t('campaigns.firstOnly')}
            value={value.firstOnly}
            onChange={(firstOnly: boolean) => onChange({ ...value, firstOnly })}
          />
        </>
      )}
      {value?.on === 'automation' && (
        <Text size="small" tone="soft">
          {t('campaigns.byAutomation')}
        </Text>
      )}
      {value?.on === 'no_visit' && (
        <NumberField
          label={t('campaigns.awayDays')}
          min={14}
          max={3650}
          value={value.days}
          onChange={(days: number | null) => onChange({ ...value, days: days ?? 180 })}
        />
      )}
    </>
  )
}
