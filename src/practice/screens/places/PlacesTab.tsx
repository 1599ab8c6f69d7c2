import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  Columns,
  confirm,
  Dialog,
  Drawer,
  Facts,
  Heading,
  Menu,
  notify,
  Panel,
  Stack,
  useWords,
} from '../../../ui/kit/index.ts'
import { Closures } from './Closures.tsx'
import { LocationForm } from './LocationForm.tsx'
import { NamedList } from './NamedList.tsx'
import { OpeningHours } from './OpeningHours.tsx'
import { PoolList } from './PoolList.tsx'

export type Place = Returns<'GET /locations'>['items'][number]

/** Locations with their hours, rooms and equipment, and the closed days. */
export function PlacesTab() {
  const { t } = useWords('practice')
  const read = useApi('GET /locations', { show: 'all' }, { live: ['room', 'equipment'] })
  const [opening, setOpening] = useState(false)
  return (
    <Stack>
      <Await read={read}>
        {({ items }) => (
          <>
            {items.map((place) => (
              <PlacePanel key={place.id} place={place} />
            ))}
          </>
        )}
      </Await>
      <div>
        <Button icon="add" onClick={() => setOpening(true)}>
          {t('place.new')}
        </Button>
      </div>
      <Closures />
      <Dialog open={opening} onClose={() => setOpening(false)} title={t('place.new')} size="large">
        <LocationForm onDone={() => setOpening(false)} />
      </Dialog>
    </Stack>
  )
}

function PlacePanel({ place }: { place: Place }) {
  const { t } = useWords('practice')
  const [editing, setEditing] = useState(false)
  const addRoom = useAct('POST /locations/{id}/rooms')
  const editRoom = useAct('PATCH /rooms/{id}')
  const rooms = place.rooms.filter((each) => !each.archivedAt)
  if (place.archivedAt) return <ClosedPlace place={place} />
  return (
    <Panel
      title={<bdi>{place.name}</bdi>}
      actions={<PlaceActions place={place} onEdit={() => setEditing(true)} />}
    >
      <Columns of={3} gap="wide">
        <Stack>
          <Facts
            of={[
              [t('field.address'), place.addressLines.join(', ')],
              [t('field.phone'), place.phone],
              [t('field.zone'), place.zone.replaceAll('_', ' ')],
            ]}
          />
          <OpeningHours of={place.opening} />
        </Stack>
        <Stack gap="tight">
          <Heading>{t('place.rooms')}</Heading>
          <NamedList
            items={rooms}
            addLabel={t('place.addRoom')}
            emptyText={t('place.noRooms')}
            onAdd={(name) => addRoom.do({ id: place.id, name, position: rooms.length })}
            onRename={(id, name) => editRoom.do({ id, name })}
            onRetire={(id) => editRoom.do({ id, archived: true })}
          />
        </Stack>
        <Stack gap="tight">
          <Heading>{t('place.equipment')}</Heading>
          <PoolList place={place} />
        </Stack>
      </Columns>
      <Drawer open={editing} onClose={() => setEditing(false)} title={place.name} size="large">
        <LocationForm key={place.rowVersion} place={place} onDone={() => setEditing(false)} />
      </Drawer>
    </Panel>
  )
}

function PlaceActions({ place, onEdit }: { place: Place; onEdit: () => void }) {
  const { t } = useWords('practice')
  const archive = useAct('POST /locations/{id}/archiving')
  const ask = () =>
    confirm({
      title: t('place.closeTitle', { name: place.name }),
      text: t('place.closeText'),
      act: t('place.close'),
      danger: true,
      onConfirm: async () => {
        await archive.do({ id: place.id })
        notify.done(t('place.closed'))
      },
    })
  return (
    <>
      <Button small icon="edit" onClick={onEdit}>
        {t('edit')}
      </Button>
      <Menu label={t('more')} entries={[{ label: t('place.close'), icon: 'archive', onClick: ask }]} />
    </>
  )
}

function ClosedPlace({ place }: { place: Place }) {
  const { t } = useWords('practice')
  const restore = useAct('POST /locations/{id}/restoration')
  const open = async () => {
    try {
      await restore.do({ id: place.id })
    } catch (error) {
      notify.problem(error)
    }
  }
  return (
    <Panel
      title={
        <>
          <bdi>{place.name}</bdi> <Badge icon="archive">{t('place.isClosed')}</Badge>
        </>
      }
      actions={
        <Button small icon="undo" onClick={open}>
          {t('place.reopen')}
        </Button>
      }
    />
  )
}
