import {
  CheckField,
  DayField,
  IconButton,
  Notice,
  Row,
  Text,
  TimeField,
  useWords,
} from '../../../ui/kit/index.ts'
import classes from '../scheduling.module.css'
import { addDays, zoneName, zonePlace } from '../zone.ts'
import type { BookingFields, Service } from './BookingForm.tsx'
import { FreeTimes } from './FreeTimes.tsx'

interface WhenFieldsProps {
  form: BookingFields
  zone: string
  service: Service | undefined
  clientId: string | undefined
  missing: boolean
  /** Of a series: nobody walks in. */
  onlyTimes?: boolean
}

/** When: a walk-in now, one of the free times, or any other time. */
export function WhenFields({ form, zone, service, clientId, missing, onlyTimes }: WhenFieldsProps) {
  const { t, language } = useWords('scheduling')
  const { values } = form
  return (
    <>
      {!onlyTimes && <CheckField label={t('walkIn')} help={t('walkInHelp')} {...form.field('walkIn')} />}
      {(onlyTimes || !values.walkIn) && (
        <>
          <Row gap="tight" align="end" nowrap>
            <IconButton
              icon="previous"
              label={t('dayBefore')}
              onClick={() => form.set({ day: addDays(values.day, -1), time: '' })}
            />
            <div className={classes.fill}>
              <DayField
                label={t('day')}
                hideLabel
                value={values.day}
                onChange={(day: string | null) => day && form.set({ day, time: '' })}
              />
            </div>
            <IconButton
              icon="next"
              label={t('dayAfter')}
              onClick={() => form.set({ day: addDays(values.day, 1), time: '' })}
            />
          </Row>
          <div data-part="time" className={classes.timesPlace}>
            {service && (
              <FreeTimes
                wish={{
                  serviceId: service.id,
                  practitionerId: values.practitionerId === 'any' ? undefined : values.practitionerId,
                  locationId: values.locationId === 'any' ? undefined : values.locationId,
                  clientId,
                  durationMinutes: values.length ?? undefined,
                }}
                zone={zone}
                day={values.day}
                value={values.time}
                onChange={(time) => form.set({ time })}
                onDay={(day) => form.set({ day })}
              />
            )}
          </div>
          {missing && <Notice tone="bad">{t('pickTime')}</Notice>}
          <Row gap="normal" align="end">
            <TimeField label={t('otherTime')} {...form.field('time')} />
            <Text tone="soft" size="small">
              {t('timesIn', { place: zonePlace(zone), zone: zoneName(zone, language) })}
            </Text>
          </Row>
        </>
      )}
    </>
  )
}
