import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  Code,
  Columns,
  confirm,
  DataTable,
  Dialog,
  EmptyState,
  Form,
  Menu,
  Notice,
  notify,
  NumberField,
  Panel,
  required,
  SelectField,
  Stack,
  TextField,
  useFields,
  useMe,
  useWords,
  When,
} from '../../../ui/kit/index.ts'

type Settings = Returns<'GET /check-in/settings'>

/** From when clients may check in, what counts as late, and the devices at the entrances. */
export default function CheckInTab() {
  const { t } = useWords('intake')
  const settings = useApi('GET /check-in/settings', {})
  const [isPairing, setPairing] = useState(false)
  const [address, setAddress] = useState<string | null>(null)
  return (
    <Stack>
      <Panel title={t('checkIn.times')}>
        <Await read={settings}>{(kept) => <Times kept={kept} />}</Await>
      </Panel>
      <Devices onPair={() => setPairing(true)} onAddress={setAddress} />
      <Dialog open={isPairing} onClose={() => setPairing(false)} title={t('checkIn.pair')} size="small">
        <Pair
          onDone={(url) => {
            setPairing(false)
            setAddress(url)
          }}
          onCancel={() => setPairing(false)}
        />
      </Dialog>
      <Dialog open={address !== null} onClose={() => setAddress(null)} title={t('checkIn.openTitle')}>
        <Stack>
          <Notice tone="warn">{t('checkIn.openText')}</Notice>
          <Code>{address ?? ''}</Code>
        </Stack>
      </Dialog>
    </Stack>
  )
}

function Times({ kept }: { kept: Settings }) {
  const { t } = useWords('intake')
  const keep = useAct('PUT /check-in/settings')
  const form = useFields({ initial: kept })
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await keep.do(values)
        notify.done(t('checkIn.saved'))
      }}
    >
      <Columns>
        {(['minutesBefore', 'lateMinutes', 'longWaitMinutes', 'idleSeconds'] as const).map((key) => (
          <NumberField key={key} label={t(`checkIn.${key}`)} min={1} {...form.field(key)} />
        ))}
      </Columns>
    </Form>
  )
}

function Devices({ onPair, onAddress }: { onPair: () => void; onAddress: (url: string) => void }) {
  const { t } = useWords('intake')
  const list = useApi('GET /kiosks', {}, { live: ['kiosk'] })
  const renew = useAct('POST /kiosks/{id}/link')
  const revoke = useAct('POST /kiosks/{id}/revocation')
  return (
    <Panel
      title={t('checkIn.devices')}
      flush
      actions={
        <Button icon="add" onClick={onPair}>
          {t('checkIn.pair')}
        </Button>
      }
    >
      <Await read={list}>
        {({ items }) => (
          <DataTable
            label={t('checkIn.devices')}
            rows={items}
            empty={<EmptyState icon="form" title={t('checkIn.none')} text={t('checkIn.noneText')} />}
            columns={[
              { key: 'name', title: t('checkIn.name'), render: (one) => one.name },
              { key: 'place', title: t('checkIn.location'), render: (one) => one.locationName },
              {
                key: 'seen',
                title: t('checkIn.lastSeen'),
                render: (one) => (one.lastSeenAt ? <When at={one.lastSeenAt} /> : '–'),
                wideOnly: true,
              },
              {
                key: 'state',
                title: t('staff.stateTitle'),
                render: (one) => (
                  <Badge tone={one.revokedAt ? 'calm' : 'good'}>
                    {t(one.revokedAt ? 'packets.off' : 'packets.on')}
                  </Badge>
                ),
              },
              {
                key: 'acts',
                title: '',
                align: 'right',
                render: (one) => (
                  <Menu
                    label={t('staff.acts', { form: one.name })}
                    entries={[
                      {
                        label: t('checkIn.again'),
                        icon: 'edit',
                        onClick: () =>
                          void renew.do({ id: one.id }).then(({ url }) => onAddress(url), notify.problem),
                      },
                      !one.revokedAt && {
                        label: t('packets.turnOff'),
                        icon: 'close',
                        onClick: () =>
                          confirm({
                            title: t('checkIn.revokeTitle', { name: one.name }),
                            act: t('packets.turnOff'),
                            danger: true,
                            onConfirm: () => revoke.do({ id: one.id }),
                          }),
                      },
                    ]}
                  />
                ),
              },
            ]}
          />
        )}
      </Await>
    </Panel>
  )
}

function Pair({ onDone, onCancel }: { onDone: (url: string) => void; onCancel: () => void }) {
  const { t } = useWords('intake')
  const { locations } = useMe()
  const pair = useAct('POST /kiosks')
  const form = useFields({
    initial: { name: t('checkIn.defaultName'), locationId: locations[0]?.id ?? '' },
    check: { name: required(t('checkIn.nameMissing')) },
  })
  return (
    <Form
      form={form}
      submit={t('checkIn.pair')}
      onCancel={onCancel}
      onSubmit={async (values) => onDone((await pair.do(values)).url)}
    >
      <TextField label={t('checkIn.name')} required {...form.field('name')} />
      <SelectField
        label={t('checkIn.location')}
        choices={locations.map(({ id, name }) => ({ value: id, label: name }))}
        {...form.field('locationId')}
      />
    </Form>
  )
}
