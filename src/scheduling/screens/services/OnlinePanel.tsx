import type { Fields } from '../../../ui/kit/index.ts'
import { Columns, NumberField, Panel, Stack, SwitchField, useWords } from '../../../ui/kit/index.ts'
import type { ServiceFields } from './service-fields.ts'

/** What clients may do by themselves, and until when. */
export function OnlinePanel({ form }: { form: Fields<ServiceFields> }) {
  const { t } = useWords('scheduling')
  const hours = { min: 0, max: 8760, unit: t('hoursUnit') }
  return (
    <Panel title={t('serviceForm.online')}>
      <Stack>
        <SwitchField label={t('bookableOnline')} {...form.field('bookableOnline')} />
        {form.values.bookableOnline && (
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
