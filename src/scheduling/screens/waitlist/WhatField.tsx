import { useState } from 'react'
import { useApi } from '../../../ui/api/index.ts'
import {
  Columns,
  Notice,
  NumberField,
  SelectField,
  Text,
  useFields,
  useFormat,
  useWords,
} from '../../../ui/kit/index.ts'
import { wallOf } from '../zone.ts'
import type { WishStart } from './WishDialog.tsx'
import type { Entry, WantedTime } from './wish-times.ts'

export interface Service {
  id: string
  name: string
  archivedAt: string | null
  practitioners: { id: string; name: string }[]
}

/** The wish as the form holds it: as it was, or the widest. */
export function useWishFields({ entry, serviceId, replacesId }: WishStart) {
  return useFields({
    initial: {
      replacesId: entry?.replaces?.id ?? replacesId ?? '',
      serviceId: entry?.service.id ?? serviceId ?? '',
      practitionerIds: entry?.practitioners.map((one) => one.id) ?? [],
      locationIds: entry?.locations.map((one) => one.id) ?? [],
      urgency: entry?.urgency ?? 'routine',
      wantedTimes: entry?.wantedTimes ?? ([] as WantedTime[]),
      fromDay: entry?.fromDay ?? (null as string | null),
      toDay: entry?.toDay ?? (null as string | null),
      expiresOn: entry?.expiresOn ?? (null as string | null),
      noticeHours: entry ? entry.minNoticeMinutes / 60 : (0 as number | null),
      durationMinutes: entry?.durationMinutes ?? (null as number | null),
      note: entry?.note ?? '',
    },
  })
}
export type WishFields = ReturnType<typeof useWishFields>

/** What they wait for: a new visit of a service, or an earlier time of one that is booked. */
export function WhatField({
  form,
  entry,
  clientId,
  services,
}: {
  form: WishFields
  entry: Entry | undefined
  clientId: string
  services: Service[]
}) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const [from] = useState(() => new Date().toISOString())
  const visits = useApi(
    'GET /appointments',
    { clientId, from, limit: 50 },
    { when: clientId !== '' && !entry },
  )
  if (entry)
    return (
      <Text>
        <strong>{entry.service.name}</strong>
        {entry.replaces &&
          ` · ${t('waitlist.insteadOf', { when: format.when(entry.replaces.startsAt, entry.replaces.zone) })}`}
      </Text>
    )
  const ahead = (visits.data?.items ?? [])
    .filter((one) => one.state === 'booked' || one.state === 'confirmed')
    .toReversed()
  const chosen = ahead.find((one) => one.id === form.values.replacesId)
  return (
    <>
      {ahead.length > 0 && (
        <SelectField
          label={t('waitlist.what')}
          value={form.values.replacesId || 'new'}
          onChange={(value: string | null) => {
            const visit = ahead.find((one) => one.id === value)
            form.set({
              replacesId: visit?.id ?? '',
              ...(visit ? { serviceId: visit.service.id, practitionerIds: [] } : {}),
            })
          }}
          choices={[
            { value: 'new', label: t('waitlist.newVisit') },
            ...ahead.map((one) => ({
              value: one.id,
              label: t('waitlist.earlierThan', {
                service: one.service.name,
                when: `${format.day(wallOf(one.startsAt, one.zone).slice(0, 10), 'weekday')}, ${format.time(one.startsAt, one.zone)}`,
              }),
            })),
          ]}
        />
      )}
      {chosen ? (
        <Notice tone="info">{t('waitlist.replaceHelp')}</Notice>
      ) : (
        <Columns gap="tight">
          <SelectField
            label={t('service')}
            required
            search
            choices={services
              .filter((one) => !one.archivedAt)
              .map((one) => ({ value: one.id, label: one.name }))}
            {...form.field('serviceId')}
          />
          <NumberField
            label={t('waitlist.length')}
            min={5}
            max={480}
            step={5}
            unit="min"
            placeholder={t('waitlist.asService')}
            {...form.field('durationMinutes')}
          />
        </Columns>
      )}
    </>
  )
}
