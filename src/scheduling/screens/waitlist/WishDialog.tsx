import { useState } from 'react'
import { useAct, useApi, type Takes } from '../../../ui/api/index.ts'
import {
  Await,
  Columns,
  DayField,
  Dialog,
  Form,
  Loading,
  MultiSelectField,
  NumberField,
  SegmentField,
  Stack,
  Text,
  TextArea,
  notify,
  useMe,
  useWords,
} from '../../../ui/kit/index.ts'
import { ClientLine, ClientPicker, type FoundClient } from '../booking/ClientPicker.tsx'
import scheduling from '../scheduling.module.css'
import { todayIn } from '../zone.ts'
import type { Entry } from './wish-times.ts'
import { useWishFields, WhatField, type Service, type WishFields } from './WhatField.tsx'
import { WishGridField } from './WishGridField.tsx'

/** What is known before anything is typed. Empty text: nothing. */
export interface WishStart {
  entry?: Entry | undefined
  clientId?: string
  serviceId?: string
  /** The booked visit for which an earlier time is wanted. */
  replacesId?: string
}

interface WishDialogProps {
  start: WishStart
  onClose: () => void
}

/** Puts somebody on the waitlist, or changes what they would take. */
export function WishDialog({ start, onClose }: WishDialogProps) {
  const { t } = useWords('scheduling')
  const services = useApi('GET /services', {})
  const places = useApi('GET /locations', {})
  const clientId = start.entry?.client.id ?? start.clientId ?? ''
  const client = useApi('GET /clients/{id}', { id: clientId }, { when: clientId !== '' })
  const isReady = places.data && (clientId === '' || client.data)
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(start.entry ? 'waitlist.editWish' : 'waitlist.newWish')}
      size="large"
    >
      <Await read={services} loading={<Loading lines={8} />}>
        {({ items }) =>
          isReady ? (
            <WishForm
              start={start}
              services={items}
              locations={places.data.items}
              known={
                client.data ? ({ ...client.data, email: null, phone: null } as unknown as FoundClient) : null
              }
              onClose={onClose}
            />
          ) : (
            <Loading lines={8} />
          )
        }
      </Await>
    </Dialog>
  )
}

interface WishFormProps extends WishDialogProps {
  services: Service[]
  locations: { id: string; name: string }[]
  known: FoundClient | null
}

function WishForm({ start, services, locations, known, onClose }: WishFormProps) {
  const { t } = useWords('scheduling')
  const me = useMe()
  const form = useWishFields(start)
  const add = useAct('POST /waitlist')
  const edit = useAct('PATCH /waitlist/entries/{id}')
  const [client, setClient] = useState(known)
  const [missing, setMissing] = useState<string | null>(null)
  const { values } = form
  const offered = services.find((one) => one.id === values.serviceId)?.practitioners ?? []
  const today = todayIn(me.practice.zone)

  async function submit(): Promise<void> {
    if (!client) return setMissing(t('waitlist.whoMissing'))
    const wish = wishOf(values, offered)
    if (start.entry) await edit.do({ id: start.entry.id, rowVersion: start.entry.rowVersion, ...wish })
    else
      await add.do({
        clientId: client.id,
        ...(values.replacesId
          ? { replacesId: values.replacesId }
          : values.serviceId
            ? { serviceId: values.serviceId }
            : {}),
        ...wish,
      })
    notify.done(t(start.entry ? 'waitlist.saved' : 'waitlist.added', { name: client.name }))
    onClose()
  }
  return (
    <Form
      form={form}
      submit={t(start.entry ? 'waitlist.save' : 'waitlist.add')}
      onCancel={onClose}
      onSubmit={submit}
    >
      <div className={scheduling.booking}>
        <div className={scheduling.bookingSide}>
          {client ? (
            <ClientLine client={client} />
          ) : (
            <ClientPicker onPick={setClient} autoFocus {...(missing ? { error: missing } : {})} />
          )}
          <WhatField form={form} entry={start.entry} clientId={client?.id ?? ''} services={services} />
          <MultiSelectField
            label={t('waitlist.withWhom')}
            placeholder={values.practitionerIds.length === 0 ? t('waitlist.anybody') : ''}
            choices={offered.map((one) => ({ value: one.id, label: one.name }))}
            {...form.field('practitionerIds')}
          />
          {locations.length > 1 && (
            <MultiSelectField
              label={t('where')}
              placeholder={values.locationIds.length === 0 ? t('waitlist.anywhere') : ''}
              choices={locations.map((one) => ({ value: one.id, label: one.name }))}
              {...form.field('locationIds')}
            />
          )}
          <Stack gap="tight">
            <Text size="small" tone="strong">
              {t('waitlist.howUrgent')}
            </Text>
            <SegmentField
              label={t('waitlist.howUrgent')}
              choices={(['routine', 'soon', 'urgent'] as const).map((value) => ({
                value,
                label: t(`waitlist.urgency.${value}`),
              }))}
              {...form.field('urgency')}
            />
          </Stack>
          <TextArea label={t('waitlist.note')} rows={2} maxLength={1000} {...form.field('note')} />
        </div>
        <div className={scheduling.bookingSide}>
          <WishGridField value={values.wantedTimes} onChange={(wantedTimes) => form.set({ wantedTimes })} />
          <Columns gap="tight">
            <DayField label={t('waitlist.fromDay')} min={today} {...form.field('fromDay')} />
            <DayField label={t('waitlist.toDay')} min={values.fromDay ?? today} {...form.field('toDay')} />
            <NumberField
              label={t('waitlist.notice')}
              min={0}
              max={720}
              unit={t('waitlist.hoursUnit')}
              {...form.field('noticeHours')}
            />
            <DayField label={t('waitlist.expiresOn')} min={today} {...form.field('expiresOn')} />
          </Columns>
        </div>
      </div>
    </Form>
  )
}

/** What the form says, as the API takes it. A change of service leaves out who does not offer it. */
function wishOf(
  values: WishFields['values'],
  offered: { id: string }[],
): Omit<Takes<'PATCH /waitlist/entries/{id}'>, 'id' | 'rowVersion'> {
  return {
    practitionerIds: values.practitionerIds.filter((id) => offered.some((one) => one.id === id)),
    locationIds: values.locationIds,
    urgency: values.urgency as 'routine' | 'soon' | 'urgent',
    wantedTimes: values.wantedTimes,
    fromDay: values.fromDay,
    toDay: values.toDay,
    expiresOn: values.expiresOn,
    minNoticeMinutes: Math.round((values.noticeHours ?? 0) * 60),
    ...(values.replacesId ? {} : { durationMinutes: values.durationMinutes }),
    note: values.note.trim() || null,
  }
}
