import { useState } from 'react'
import { useAct } from '../../../ui/api/index.ts'
import {
  Columns,
  Form,
  Heading,
  notify,
  required,
  SelectField,
  TextArea,
  TextField,
  useFields,
  useMe,
  useWords,
} from '../../../ui/kit/index.ts'
import { linesOf, zoneChoices } from '../settings/choices.ts'
import { OpeningHoursField, type Span } from './OpeningHours.tsx'
import type { Place } from './PlacesTab.tsx'

/** A location's facts and opening hours. */
export function LocationForm({ place, onDone }: { place?: Place; onDone: () => void }) {
  const { t } = useWords('practice')
  const me = useMe()
  const open = useAct('POST /locations')
  const edit = useAct('PATCH /locations/{id}')
  const hours = useAct('PUT /locations/{id}/opening-hours')
  const [opening, setOpening] = useState<Span[]>(place?.opening ?? [])
  const form = useFields({
    initial: {
      name: place?.name ?? '',
      phone: place?.phone ?? '',
      address: (place?.addressLines ?? []).join('\n'),
      zone: (place?.zone ?? me.practice.zone) as string | null,
    },
    check: { name: required(t('nameMissing')), zone: required(t('zoneMissing')) },
  })
  return (
    <Form
      form={form}
      onCancel={onDone}
      onSubmit={async ({ name, phone, address, zone }) => {
        const wish = {
          name: name.trim(),
          phone: phone.trim() || null,
          addressLines: linesOf(address),
          zone: zone!,
        }
        if (place) {
          await edit.do({ id: place.id, rowVersion: place.rowVersion, ...wish })
          await hours.do({ id: place.id, opening })
        } else {
          await open.do({ ...wish, opening })
        }
        notify.done(t('saved'))
        onDone()
      }}
    >
      <Columns>
        <TextField label={t('field.name')} required {...form.field('name')} autoFocus />
        <TextField label={t('field.phone')} type="tel" {...form.field('phone')} />
      </Columns>
      <Columns>
        <TextArea label={t('field.address')} rows={3} {...form.field('address')} />
        <SelectField
          label={t('field.zone')}
          required
          search
          choices={zoneChoices()}
          {...form.field('zone')}
        />
      </Columns>
      <Heading>{t('opening.title')}</Heading>
      <OpeningHoursField value={opening} onChange={setOpening} />
    </Form>
  )
}
