import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  Code,
  confirm,
  DataTable,
  Dialog,
  EmptyState,
  Form,
  Menu,
  Notice,
  notify,
  Panel,
  QrCode,
  required,
  Row,
  SelectField,
  Stack,
  Text,
  TextField,
  useFields,
  useMe,
  useWords,
  When,
} from '../../../ui/kit/index.ts'
import { savePdf } from './save-pdf.ts'

type Kiosk = Returns<'GET /kiosks'>['items'][number]
type Paired = Returns<'POST /kiosks'>

/** The tablets and posters by which clients check themselves in. */
export function Devices() {
  const { t } = useWords('intake')
  const list = useApi('GET /kiosks', {}, { live: ['kiosk'] })
  const [adds, setAdds] = useState<Kiosk['kind'] | null>(null)
  const [shown, setShown] = useState<Paired | null>(null)
  const buttons = (
    <Row gap="tight">
      <Button icon="print" onClick={() => setAdds('poster')}>
        {t('checkIn.poster')}
      </Button>
      <Button icon="add" onClick={() => setAdds('device')}>
        {t('checkIn.pair')}
      </Button>
    </Row>
  )
  return (
    <Panel title={t('checkIn.devices')} flush actions={buttons}>
      <Await read={list}>{({ items }) => <List items={items} onShow={setShown} />}</Await>
      <Dialog
        open={adds !== null}
        onClose={() => setAdds(null)}
        title={t(adds === 'poster' ? 'checkIn.poster' : 'checkIn.pair')}
        size="small"
      >
        {adds && (
          <Add
            kind={adds}
            onCancel={() => setAdds(null)}
            onDone={(paired) => {
              setAdds(null)
              setShown(paired)
            }}
          />
        )}
      </Dialog>
      <Dialog
        open={shown !== null}
        onClose={() => setShown(null)}
        title={t(shown?.kiosk.kind === 'poster' ? 'checkIn.posterTitle' : 'checkIn.openTitle')}
      >
        {shown && <Address of={shown} />}
      </Dialog>
    </Panel>
  )
}

/** The address, once: to type or scan on the tablet, or the code of the poster with the poster itself. */
function Address({ of: { kiosk, url } }: { of: Paired }) {
  const { t } = useWords('intake')
  const isPoster = kiosk.kind === 'poster'
  return (
    <Stack>
      <Notice tone={isPoster ? 'info' : 'warn'}>
        {t(isPoster ? 'checkIn.posterText' : 'checkIn.openText')}
      </Notice>
      <QrCode text={url} label={t('checkIn.code')} />
      <Code>{url}</Code>
      {isPoster && (
        <Row>
          <PrintButton kiosk={kiosk} />
        </Row>
      )}
    </Stack>
  )
}

function PrintButton({ kiosk }: { kiosk: Kiosk }) {
  const { t } = useWords('intake')
  const poster = useAct('POST /kiosks/{id}/poster')
  return (
    <Button
      kind="main"
      icon="print"
      busy={poster.busy}
      onClick={() => void poster.do({ id: kiosk.id }).then(savePdf, notify.problem)}
    >
      {t('checkIn.print')}
    </Button>
  )
}

function List({ items, onShow }: { items: Kiosk[]; onShow: (paired: Paired) => void }) {
  const { t } = useWords('intake')
  return (
    <DataTable
      label={t('checkIn.devices')}
      rows={items}
      empty={<EmptyState icon="form" title={t('checkIn.none')} text={t('checkIn.noneText')} />}
      columns={[
        { key: 'name', title: t('checkIn.name'), render: (one) => one.name },
        { key: 'kind', title: t('checkIn.kindTitle'), render: (one) => t(`checkIn.kind.${one.kind}`) },
        { key: 'place', title: t('checkIn.location'), render: (one) => one.locationName, wideOnly: true },
        {
          key: 'seen',
          title: t('checkIn.lastSeen'),
          render: (one) => (one.lastSeenAt ? <When at={one.lastSeenAt} /> : <Text tone="soft">–</Text>),
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
        { key: 'acts', title: '', align: 'right', render: (one) => <Acts of={one} onShow={onShow} /> },
      ]}
    />
  )
}

function Acts({ of: one, onShow }: { of: Kiosk; onShow: (paired: Paired) => void }) {
  const { t } = useWords('intake')
  const renew = useAct('POST /kiosks/{id}/link')
  const revoke = useAct('POST /kiosks/{id}/revocation')
  const poster = useAct('POST /kiosks/{id}/poster')
  const isPoster = one.kind === 'poster'
  return (
    <Menu
      label={t('staff.acts', { form: one.name })}
      entries={[
        isPoster &&
          !one.revokedAt && {
            label: t('checkIn.print'),
            icon: 'print',
            onClick: () => void poster.do({ id: one.id }).then(savePdf, notify.problem),
          },
        {
          label: t(isPoster ? 'checkIn.newCode' : 'checkIn.again'),
          icon: 'edit',
          onClick: () => void renew.do({ id: one.id }).then(onShow, notify.problem),
        },
        !one.revokedAt && {
          label: t('packets.turnOff'),
          icon: 'close',
          onClick: () =>
            confirm({
              title: t('checkIn.revokeTitle', { name: one.name }),
              ...(isPoster ? { text: t('checkIn.revokeText') } : {}),
              act: t('packets.turnOff'),
              danger: true,
              onConfirm: () => revoke.do({ id: one.id }),
            }),
        },
      ]}
    />
  )
}

interface AddProps {
  kind: Kiosk['kind']
  onDone: (paired: Paired) => void
  onCancel: () => void
}

function Add({ kind, onDone, onCancel }: AddProps) {
  const { t } = useWords('intake')
  const { locations } = useMe()
  const pair = useAct('POST /kiosks')
  const form = useFields({
    initial: {
      name: t(kind === 'poster' ? 'checkIn.posterName' : 'checkIn.defaultName'),
      locationId: locations[0]?.id ?? '',
    },
    check: { name: required(t('checkIn.nameMissing')) },
  })
  return (
    <Form
      form={form}
      submit={t(kind === 'poster' ? 'checkIn.poster' : 'checkIn.pair')}
      onCancel={onCancel}
      onSubmit={async (values) => onDone(await pair.do({ ...values, kind }))}
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
