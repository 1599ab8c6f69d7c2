import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  DataTable,
  Dialog,
  EmptyState,
  Form,
  Money,
  Panel,
  required,
  SelectField,
  SwitchField,
  TextField,
  useFields,
  useMe,
  useWords,
} from '../../../ui/kit/index.ts'

type Drawer = Returns<'GET /cash-drawers'>['items'][number]

/** The cash drawers of all locations. */
export function DrawersTab() {
  const { t } = useWords('billing')
  const read = useApi('GET /cash-drawers', {}, { live: ['cash_drawer'] })
  const [editing, setEditing] = useState<Drawer | 'new' | null>(null)
  const close = () => setEditing(null)
  const add = (
    <Button small icon="add" onClick={() => setEditing('new')}>
      {t('dayClose.addDrawer')}
    </Button>
  )
  return (
    <Panel title={t('dayClose.drawers')} flush actions={add}>
      <Await read={read}>
        {({ items }) => (
          <DataTable
            label={t('dayClose.drawers')}
            rows={items}
            onOpen={setEditing}
            rowTone={(one) => (one.archived ? 'soft' : undefined)}
            columns={[
              { key: 'name', title: t('dayClose.drawer'), render: (one) => one.name },
              { key: 'place', title: t('shop.location'), render: (one) => one.locationName },
              {
                key: 'holds',
                title: t('dayClose.holds'),
                align: 'right',
                render: (one) => <Money of={one.holdsMinor} currency={one.currency} />,
              },
            ]}
            empty={
              <EmptyState
                icon="cash"
                title={t('dayClose.noDrawers')}
                text={t('dayClose.noDrawersText')}
                action={add}
              />
            }
          />
        )}
      </Await>
      <Dialog open={editing !== null} onClose={close} title={t('dayClose.drawer')} size="small">
        {editing && <DrawerForm drawer={editing === 'new' ? null : editing} onDone={close} />}
      </Dialog>
    </Panel>
  )
}

function DrawerForm({ drawer, onDone }: { drawer: Drawer | null; onDone: () => void }) {
  const { t } = useWords('billing')
  const me = useMe()
  const add = useAct('POST /cash-drawers')
  const change = useAct('PUT /cash-drawers/{id}')
  const form = useFields({
    initial: {
      name: drawer?.name ?? '',
      locationId: drawer?.locationId ?? me.locations[0]?.id ?? '',
      archived: drawer?.archived ?? false,
    },
    check: { name: required(t('shop.nameMissing')) },
  })
  return (
    <Form
      form={form}
      onCancel={onDone}
      onSubmit={async ({ name, locationId, archived }) => {
        if (drawer) await change.do({ id: drawer.id, name, archived })
        else await add.do({ name, locationId })
        onDone()
      }}
    >
      <TextField label={t('shop.name')} required {...form.field('name')} />
      {!drawer && (
        <SelectField
          label={t('shop.location')}
          choices={me.locations.map((one) => ({ value: one.id, label: one.name }))}
          {...form.field('locationId')}
        />
      )}
      {drawer && <SwitchField label={t('shop.archived')} {...form.field('archived')} />}
    </Form>
  )
}
