import type { Fields } from '../../../ui/kit/index.ts'
import {
  Columns,
  NumberField,
  Panel,
  SelectField,
  Stack,
  SwitchField,
  useWords,
} from '../../../ui/kit/index.ts'
import { PrivateLink } from './PrivateLink.tsx'
import type { Service, ServiceFields } from './service-fields.ts'

/** What clients may do by themselves, and until when. */
export function OnlinePanel({ form, service }: { form: Fields<ServiceFields>; service: Service | null }) {
  const { t } = useWords('scheduling')
  const hours = { min: 0, max: 8760, unit: t('hoursUnit') }
  return (
    <Panel title={t('serviceForm.online')}>
      <Stack>
        <SelectField
          label={t('bookableOnline')}
          choices={['listed', 'link', 'none'].map((value) => ({
            value,
            label: t(`privateLink.how.${value}`),
          }))}
          {...form.field('online')}
        />
        {form.values.online === 'link' && <PrivateLink service={service} />}
        {form.values.online !== 'none' && (
          <>
            <SwitchField
              label={t('serviceForm.requiresApproval')}
              help={t('serviceForm.requiresApprovalHelp')}
              {...form.field('requiresApproval')}
            />
            <Columns of={2}>
              <NumberField label={t('notice')} step={0.5} {...hours} {...form.field('noticeHours')} />
              <NumberField
                label={t('horizon')}
                min={1}
                max={1095}
                unit={t('daysUnit')}
                {...form.field('horizonDays')}
              />
            </Columns>
            <NumberField
              label={t('serviceForm.seriesOnline')}
              help={t('serviceForm.seriesOnlineHelp')}
              placeholder={t('serviceForm.seriesOnlineNone')}
              min={2}
              max={52}
              {...form.field('seriesOnlineMax')}
            />
          </>
        )}
        <Columns of={2}>
          <NumberField label={t('cancelCutoff')} {...hours} {...form.field('cancelHours')} />
          <NumberField label={t('rescheduleCutoff')} {...hours} {...form.field('rescheduleHours')} />
        </Columns>
      </Stack>
    </Panel>
  )
}
