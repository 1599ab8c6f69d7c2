import type { Returns } from '../../../ui/api/index.ts'
import type { Fields } from '../../../ui/kit/index.ts'
import {
  Columns,
  MoneyField,
  MultiSelectField,
  NumberField,
  Panel,
  SelectField,
  Stack,
  SwitchField,
  TextArea,
  TextField,
  useWords,
} from '../../../ui/kit/index.ts'
import classes from '../scheduling.module.css'
import type { ServiceFields } from './service-fields.ts'
import { PALETTE, Swatch } from './Swatch.tsx'

type Form = Fields<ServiceFields>
type Location = Returns<'GET /locations'>['items'][number]

export function BasicsPanel({ form }: { form: Form }) {
  const { t } = useWords('scheduling')
  return (
    <Panel title={t('panel.basics')}>
      <Stack>
        <Columns of={2}>
          <TextField label={t('name')} required maxLength={120} {...form.field('name')} />
          <TextField label={t('nameDe')} maxLength={120} {...form.field('nameDe')} />
          <TextField label={t('category')} maxLength={80} {...form.field('category')} />
          <ColorField value={form.values.color} onChange={(color) => form.set({ color })} />
        </Columns>
        <Columns of={3}>
          <NumberField
            label={t('length')}
            required
            min={1}
            max={1440}
            step={5}
            unit={t('min')}
            {...form.field('durationMinutes')}
          />
          <NumberField
            label={t('bufferBefore')}
            min={0}
            max={480}
            step={5}
            unit={t('min')}
            {...form.field('bufferBeforeMinutes')}
          />
          <NumberField
            label={t('bufferAfter')}
            min={0}
            max={480}
            step={5}
            unit={t('min')}
            {...form.field('bufferAfterMinutes')}
          />
          <MoneyField label={t('price')} {...form.field('priceMinor')} />
          <NumberField label={t('tax')} min={0} max={100} step={1} unit="%" {...form.field('taxPercent')} />
        </Columns>
        <TextArea
          label={t('description')}
          help={t('descriptionHelp')}
          rows={2}
          maxLength={4000}
          {...form.field('description')}
        />
      </Stack>
    </Panel>
  )
}

function ColorField({ value, onChange }: { value: string; onChange: (color: string) => void }) {
  const { t } = useWords('scheduling')
  return (
    <div role="radiogroup" aria-label={t('color')}>
      <span className={classes.fieldLabel}>{t('color')}</span>
      <div className={classes.palette}>
        {PALETTE.map((color) => (
          <button
            key={color}
            type="button"
            role="radio"
            aria-checked={color === value}
            aria-label={t(`colors.${color}`)}
            title={t(`colors.${color}`)}
            className={classes.color}
            onClick={() => onChange(color)}
          >
            <Swatch color={color} />
          </button>
        ))}
      </div>
    </div>
  )
}

export function WherePanel({
  form,
  places: { locations },
}: {
  form: Form
  places: { locations: Location[] }
}) {
  const { t } = useWords('scheduling')
  const named = (location: Location, name: string) =>
    locations.length > 1 ? `${name} (${location.name})` : name
  const rooms = locations.flatMap((location) =>
    location.rooms.map((room) => ({ value: room.id, label: named(location, room.name) })),
  )
  const pools = locations.flatMap((location) =>
    location.equipment.map((pool) => ({ value: pool.id, label: named(location, pool.name) })),
  )
  const modes = ['in_person', 'video', 'phone', 'home'].map((mode) => ({
    value: mode,
    label: t(`mode.${mode}`),
  }))
  return (
    <Panel title={t('panel.where')}>
      <Stack>
        <Columns of={2}>
          <MultiSelectField
            label={t('locations')}
            placeholder={form.values.locationIds.length === 0 ? t('everywhere') : ''}
            choices={locations.map((one) => ({ value: one.id, label: one.name }))}
            {...form.field('locationIds')}
          />
          <MultiSelectField label={t('modes')} choices={modes} {...form.field('modes')} />
        </Columns>
        <SwitchField label={t('needsRoom')} {...form.field('needsRoom')} />
        <Columns of={2}>
          {form.values.needsRoom && (
            <MultiSelectField
              label={t('rooms')}
              placeholder={form.values.roomIds.length === 0 ? t('anyRoom') : ''}
              choices={rooms}
              {...form.field('roomIds')}
            />
          )}
          <MultiSelectField
            label={t('equipment')}
            help={t('equipmentHelp')}
            choices={pools}
            {...form.field('equipmentPoolIds')}
          />
        </Columns>
      </Stack>
    </Panel>
  )
}

export function RulesPanel({ form }: { form: Form }) {
  const { t } = useWords('scheduling')
  const intervals = ['5', '10', '15', '20', '30', '45', '60', '90', '120']
  const own = form.values.slotIntervalMinutes
  return (
    <Panel title={t('panel.rules')}>
      <Stack>
        <SwitchField label={t('bookableOnline')} {...form.field('bookableOnline')} />
        {form.values.bookableOnline && (
          <SwitchField
            label={t('serviceForm.requiresApproval')}
            help={t('serviceForm.requiresApprovalHelp')}
            {...form.field('requiresApproval')}
          />
        )}
        <Columns of={3}>
          <SelectField
            label={t('interval')}
            choices={[...new Set([...intervals, own])].map((value) => ({
              value,
              label: t('everyMinutes', { count: Number(value) }),
            }))}
            {...form.field('slotIntervalMinutes')}
          />
          <NumberField
            label={t('notice')}
            min={0}
            max={8760}
            step={0.5}
            unit={t('hoursUnit')}
            {...form.field('noticeHours')}
          />
          <NumberField
            label={t('horizon')}
            min={1}
            max={1095}
            unit={t('daysUnit')}
            {...form.field('horizonDays')}
          />
          <NumberField
            label={t('cancelCutoff')}
            min={0}
            max={8760}
            unit={t('hoursUnit')}
            {...form.field('cancelHours')}
          />
          <NumberField
            label={t('rescheduleCutoff')}
            min={0}
            max={8760}
            unit={t('hoursUnit')}
            {...form.field('rescheduleHours')}
          />
          <SelectField
            label={t('clientsOnly')}
            choices={['all', 'new', 'existing'].map((value) => ({ value, label: t(`only.${value}`) }))}
            {...form.field('clientsOnly')}
          />
        </Columns>
      </Stack>
    </Panel>
  )
}
