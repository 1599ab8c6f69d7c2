import type { Returns } from '../../../ui/api/index.ts'
import type { Fields } from '../../../ui/kit/index.ts'
import {
  Columns,
  MultiSelectField,
  NumberField,
  Panel,
  Stack,
  SwitchField,
  useWords,
} from '../../../ui/kit/index.ts'
import type { ServiceFields } from './service-fields.ts'

type Location = Returns<'GET /locations'>['items'][number]

interface PlacePanelProps {
  form: Fields<ServiceFields>
  locations: Location[]
}

/** Where, in which way, and with what: rooms and equipment. */
export function PlacePanel({ form, locations }: PlacePanelProps) {
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
    <Panel title={t('serviceForm.withWhat')}>
      <Stack>
        <Columns of={2}>
          <MultiSelectField
            label={t('locations')}
            placeholder={form.values.locationIds.length === 0 ? t('everywhere') : ''}
            choices={locations.map((one) => ({ value: one.id, label: one.name }))}
            {...form.field('locationIds')}
          />
          <MultiSelectField label={t('modes')} choices={modes} {...form.field('modes')} />
          {form.values.modes.includes('home') && (
            <NumberField
              label={t('serviceForm.homeTravel')}
              help={t('serviceForm.homeTravelHelp')}
              min={0}
              max={240}
              step={5}
              unit={t('min')}
              {...form.field('homeTravelMinutes')}
            />
          )}
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
