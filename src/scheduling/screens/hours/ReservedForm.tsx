import { useEffect } from 'react'
import { useApi } from '../../../ui/api/index.ts'
import {
  Columns,
  DayField,
  Form,
  MultiSelectField,
  NumberField,
  Panel,
  SelectField,
  Text,
  TimeField,
  required,
  useFields,
  useMe,
  useWords,
} from '../../../ui/kit/index.ts'
import { todayIn } from '../zone.ts'
import type { Reserved } from './ReservedTab.tsx'
import { WEEKDAYS, nameOfWeekday } from './weekdays.ts'

interface ReservedFormProps {
  /** null: a new one. */
  reserved: Reserved | null
  practitionerId: string
  onTrial: (reserved: Reserved | null) => void
  onCancel: () => void
  onKeep: (reserved: Reserved) => Promise<void>
}

/** When, for what, and until when hours are kept; what would be free is shown beside it as it is typed. */
export function ReservedForm({ reserved, practitionerId, onTrial, onCancel, onKeep }: ReservedFormProps) {
  const { t, language } = useWords('scheduling')
  const me = useMe()
  const today = todayIn(me.practice.zone)
  const services = useApi('GET /services', {})
  const offered = (services.data?.items ?? []).filter(({ practitioners }) =>
    practitioners.some(({ id }) => id === practitionerId),
  )
  const form = useFields({
    initial: valuesOf(reserved, today),
    check: {
      from: required(t('pickDayFirst')),
      ends: (ends: string, { starts }) => (endOfDay(ends) <= starts ? t('reserved.endsFirst') : null),
      serviceIds: (ids: string[], { clients }) =>
        ids.length === 0 && clients === 'all' ? t('reserved.forNobody') : null,
    },
  })
  const wished = wishOf(form.values, today)
  const isWhole = wished.ends > wished.starts && (wished.serviceIds.length > 0 || wished.clients !== null)
  const told = JSON.stringify(isWhole ? wished : null)
  useEffect(() => onTrial(JSON.parse(told) as Reserved | null), [told])
  return (
    <Panel title={t(reserved ? 'reserved.change' : 'reserved.add')}>
      <Form form={form} onCancel={onCancel} onSubmit={(values) => onKeep(wishOf(values, today))}>
        <SelectField
          label={t('reserved.weekday')}
          choices={WEEKDAYS.map((each) => ({ value: String(each), label: nameOfWeekday(each, language) }))}
          {...form.field('weekday')}
        />
        <Columns of={2}>
          <TimeField label={t('from')} {...form.field('starts')} />
          <TimeField label={t('to')} {...form.field('ends')} />
        </Columns>
        <MultiSelectField
          label={t('reserved.services')}
          placeholder={t('reserved.anyService')}
          choices={offered.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.field('serviceIds')}
        />
        <SelectField
          label={t('reserved.for')}
          choices={['all', 'new', 'existing'].map((each) => ({
            value: each,
            label: t(`reserved.clients.${each}`),
          }))}
          {...form.field('clients')}
        />
        {me.locations.length > 1 && (
          <SelectField
            label={t('locationWord')}
            choices={[
              { value: 'any', label: t('reserved.anywhere') },
              ...me.locations.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            {...form.field('locationId')}
          />
        )}
        <Columns of={2}>
          <NumberField
            label={t('reserved.release')}
            placeholder={t('reserved.neverShort')}
            min={0}
            max={365}
            {...form.field('release')}
          />
          <SelectField
            label={t('reserved.unit')}
            choices={['days', 'hours'].map((each) => ({ value: each, label: t(`reserved.units.${each}`) }))}
            {...form.field('unit')}
          />
        </Columns>
        <Text tone="soft" size="small">
          {t('reserved.releaseHelp')}
        </Text>
        <Columns of={2}>
          <DayField label={t('firstDay')} {...form.field('from')} />
          <DayField label={t('lastDay')} clearable placeholder={t('openEnd')} {...form.field('to')} />
        </Columns>
      </Form>
    </Panel>
  )
}

type Values = ReturnType<typeof valuesOf>

function valuesOf(reserved: Reserved | null, today: string) {
  const minutes = reserved ? reserved.releaseMinutes : 1440
  const inDays = minutes === null || (minutes > 0 && minutes % 1440 === 0)
  return {
    weekday: String(reserved?.weekday ?? 1),
    starts: reserved?.starts ?? '09:00',
    ends: reserved ? reserved.ends.replace('24:00', '00:00') : '12:00',
    serviceIds: reserved?.serviceIds ?? ([] as string[]),
    clients: reserved?.clients ?? 'all',
    locationId: reserved?.locationId ?? 'any',
    release: minutes === null ? null : inDays ? minutes / 1440 : minutes / 60,
    unit: inDays ? 'days' : 'hours',
    from: (reserved?.validFrom ?? today) as string | null,
    to: reserved?.validTo ?? (null as string | null),
  }
}

function wishOf(values: Values, today: string): Reserved {
  const { weekday, starts, serviceIds, clients, locationId, release, unit, from, to } = values
  return {
    weekday: Number(weekday),
    starts,
    ends: values.ends === '00:00' ? '24:00' : values.ends,
    serviceIds,
    clients: clients === 'all' ? null : (clients as 'new' | 'existing'),
    locationId: locationId === 'any' ? null : locationId,
    releaseMinutes: release === null ? null : Math.round(release * (unit === 'days' ? 1440 : 60)),
    validFrom: from ?? today,
    validTo: to,
  }
}

/** Midnight ends the day. */
const endOfDay = (time: string) => (time === '00:00' ? '24:00' : time)
