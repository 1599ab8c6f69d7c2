import type { Fields } from '../../../ui/kit/index.ts'
import { Columns, MoneyField, NumberField, Panel, SelectField, useWords } from '../../../ui/kit/index.ts'
import type { ServiceFields } from './service-fields.ts'

/** What it costs, and what is asked for in advance. */
export function MoneyPanel({ form }: { form: Fields<ServiceFields> }) {
  const { t } = useWords('scheduling')
  const { deposit } = form.values
  return (
    <Panel title={t('serviceForm.money')}>
      <Columns of={2}>
        <MoneyField label={t('price')} {...form.field('priceMinor')} />
        <NumberField label={t('tax')} min={0} max={100} step={1} unit="%" {...form.field('taxPercent')} />
        <SelectField
          label={t('serviceForm.deposit')}
          help={t('serviceForm.depositHelp')}
          choices={['none', 'amount', 'share'].map((value) => ({
            value,
            label: t(`serviceForm.depositKind.${value}`),
          }))}
          {...form.field('deposit')}
        />
        {deposit === 'amount' && (
          <MoneyField label={t('serviceForm.depositAmount')} {...form.field('depositMinor')} />
        )}
        {deposit === 'share' && (
          <NumberField
            label={t('serviceForm.depositShare')}
            min={1}
            max={100}
            unit="%"
            {...form.field('depositPercent')}
          />
        )}
      </Columns>
    </Panel>
  )
}
