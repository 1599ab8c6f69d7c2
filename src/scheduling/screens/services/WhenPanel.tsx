import type { Fields } from '../../../ui/kit/index.ts'
import {
  Button,
  Columns,
  Heading,
  IconButton,
  MoneyField,
  NumberField,
  Panel,
  SelectField,
  Stack,
  Text,
  useWords,
} from '../../../ui/kit/index.ts'
import classes from './services.module.css'
import type { ServiceFields, Variant } from './service-fields.ts'

type Form = Fields<ServiceFields>
const INTERVALS = ['5', '10', '15', '20', '30', '45', '60', '90', '120']

/** How long it takes, what stays free around it, when it may begin and how often. */
export function WhenPanel({ form }: { form: Form }) {
  const { t } = useWords('scheduling')
  const min = t('min')
  const own = form.values.slotIntervalMinutes
  const spans = ['durationMinutes', 'bufferBeforeMinutes', 'bufferAfterMinutes'] as const
  const labels = {
    durationMinutes: 'length',
    bufferBeforeMinutes: 'bufferBefore',
    bufferAfterMinutes: 'bufferAfter',
  }
  return (
    <Panel title={t('serviceForm.when')}>
      <Stack>
        <Columns of={3}>
          {spans.map((name) => (
            <NumberField
              key={name}
              label={t(labels[name])}
              required={name === 'durationMinutes'}
              min={name === 'durationMinutes' ? 1 : 0}
              max={name === 'durationMinutes' ? 1440 : 480}
              step={5}
              unit={min}
              {...form.field(name)}
            />
          ))}
        </Columns>
        {form.values.seats === 'one' && <VariantsField form={form} />}
        <Columns of={2}>
          <SelectField
            label={t('interval')}
            choices={[...new Set([...INTERVALS, own])].map((value) => ({
              value,
              label: t('everyMinutes', { count: Number(value) }),
            }))}
            {...form.field('slotIntervalMinutes')}
          />
          <NumberField
            label={t('serviceForm.offset')}
            help={t('serviceForm.offsetHelp')}
            min={0}
            max={1439}
            step={5}
            unit={min}
            {...form.field('slotOffsetMinutes')}
          />
          <NumberField
            label={t('serviceForm.maxPerDay')}
            placeholder={t('serviceForm.noLimit')}
            min={1}
            max={200}
            {...form.field('maxPerDay')}
          />
          <NumberField
            label={t('serviceForm.maxPerWeek')}
            placeholder={t('serviceForm.noLimit')}
            min={1}
            max={1000}
            {...form.field('maxPerWeek')}
          />
          <NumberField
            label={t('serviceForm.maxMinutesPerDay')}
            placeholder={t('serviceForm.noLimit')}
            min={1}
            max={1440}
            step={15}
            unit={min}
            {...form.field('maxMinutesPerDay')}
          />
          <NumberField
            label={t('serviceForm.maxMinutesPerWeek')}
            placeholder={t('serviceForm.noLimit')}
            min={1}
            max={10080}
            step={60}
            unit={min}
            {...form.field('maxMinutesPerWeek')}
          />
        </Columns>
        <Text tone="soft" size="small">
          {t('serviceForm.limitsHelp')}
        </Text>
      </Stack>
    </Panel>
  )
}

/** Other lengths to choose from, each with its price. */
function VariantsField({ form }: { form: Form }) {
  const { t } = useWords('scheduling')
  const rows = form.values.durationVariants
  const error = form.field('durationVariants').error
  const set = (durationVariants: Variant[]) => form.set({ durationVariants })
  const change = (at: number, more: Partial<Variant>) =>
    set(rows.map((row, index) => (index === at ? { ...row, ...more } : row)))
  return (
    <div>
      <Heading>{t('serviceForm.variants')}</Heading>
      <Text tone="soft" size="small">
        {t('serviceForm.variantsHelp')}
      </Text>
      {rows.map((row, at) => (
        <div key={at} className={classes.variant}>
          <NumberField
            label={t('serviceForm.variantLength', { nth: at + 1 })}
            hideLabel
            min={1}
            max={1440}
            step={5}
            unit={t('min')}
            value={row.minutes}
            onChange={(minutes: number | null) => change(at, { minutes })}
          />
          <MoneyField
            label={t('serviceForm.variantPrice', { nth: at + 1 })}
            hideLabel
            value={row.priceMinor}
            onChange={(priceMinor: number | null) => change(at, { priceMinor })}
          />
          <IconButton
            icon="remove"
            label={t('serviceForm.removeVariant', { minutes: row.minutes ?? 0 })}
            onClick={() => set(rows.filter((_row, index) => index !== at))}
          />
        </div>
      ))}
      {error && (
        <Text tone="bad" size="small">
          {error as string}
        </Text>
      )}
      {rows.length < 8 && (
        <Button
          kind="quiet"
          small
          icon="add"
          onClick={() =>
            set([
              ...rows,
              {
                minutes: (form.values.durationMinutes ?? 30) + 15 * (rows.length + 1),
                priceMinor: form.values.priceMinor,
              },
            ])
          }
        >
          {t('serviceForm.addVariant')}
        </Button>
      )}
    </div>
  )
}
