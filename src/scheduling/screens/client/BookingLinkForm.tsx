import { useState } from 'react'
import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  Button,
  CheckField,
  Columns,
  DayField,
  Form,
  Notice,
  SelectField,
  Stack,
  Text,
  notify,
  required,
  useFields,
  useMe,
  useWords,
} from '../../../ui/kit/index.ts'
import classes from '../scheduling.module.css'
import { CopyText } from '../online/CopyText.tsx'
import { addDays, todayIn } from '../zone.ts'

/** What the link is for and how long it works; then the link itself, which is shown once. */
export function BookingLinkForm({ clientId, onDone }: { clientId: string; onDone: () => void }) {
  const { t } = useWords('scheduling')
  const today = todayIn(useMe().practice.zone)
  const create = useAct('POST /booking-links')
  const services = useApi('GET /services', {})
  const [made, setMade] = useState<{ url: string; mailed: boolean } | null>(null)
  const form = useFields({
    initial: {
      serviceId: 'any',
      practitionerId: 'any',
      uses: 'once',
      until: addDays(today, 30) as string | null,
      mail: false,
    },
    check: { until: required(t('pickDayFirst')) },
  })
  const online = (services.data?.items ?? []).filter((one) => one.bookableOnline)
  const chosen = online.find(({ id }) => id === form.values.serviceId)
  const people = peopleOf(chosen ? [chosen] : online)
  if (made)
    return (
      <Stack>
        <Notice tone="good">{t(made.mailed ? 'bookingLink.mailed' : 'bookingLink.made')}</Notice>
        <CopyText label={t('bookingLink.title')} text={made.url} />
        <Text tone="soft" size="small">
          {t('bookingLink.once')}
        </Text>
        <span className={classes.saveBar}>
          <Button kind="main" onClick={onDone}>
            {t('close')}
          </Button>
        </span>
      </Stack>
    )
  return (
    <Form
      form={form}
      submit={t('bookingLink.make')}
      onCancel={onDone}
      onSubmit={async ({ serviceId, practitionerId, uses, until, mail }) => {
        const { url } = await create.do({
          clientId,
          serviceId: serviceId === 'any' ? null : serviceId,
          practitionerId: people.some(({ id }) => id === practitionerId) ? practitionerId : null,
          singleUse: uses === 'once',
          until: until ?? today,
          mail,
        })
        setMade({ url, mailed: mail })
        if (mail) notify.done(t('bookingLink.mailed'))
      }}
    >
      <Text tone="soft" size="small">
        {t('bookingLink.about')}
      </Text>
      <Columns of={2}>
        <SelectField
          label={t('service')}
          choices={[
            { value: 'any', label: t('bookingLink.anyService') },
            ...online.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          {...form.field('serviceId')}
        />
        <SelectField
          label={t('bookingLink.with')}
          choices={[
            { value: 'any', label: t('bookingLink.anybody') },
            ...people.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          {...form.field('practitionerId')}
        />
      </Columns>
      <Columns of={2}>
        <SelectField
          label={t('bookingLink.uses')}
          choices={['once', 'often'].map((value) => ({ value, label: t(`bookingLink.use.${value}`) }))}
          {...form.field('uses')}
        />
        <DayField label={t('bookingLink.until')} {...form.field('until')} />
      </Columns>
      <CheckField label={t('bookingLink.mail')} {...form.field('mail')} />
    </Form>
  )
}

function peopleOf(
  services: { practitioners: { id: string; name: string }[] }[],
): { id: string; name: string }[] {
  const all = new Map(services.flatMap(({ practitioners }) => practitioners.map((one) => [one.id, one])))
  return [...all.values()].sort((a, b) => a.name.localeCompare(b.name))
}
