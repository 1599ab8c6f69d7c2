import { useState } from 'react'
import { useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  DataTable,
  Dialog,
  EmptyState,
  Money,
  Panel,
  Row,
  Text,
  useCan,
  useWords,
} from '../../../ui/kit/index.ts'
import { CarryForm, CountForm, OpenForm } from './DrawerForms.tsx'

export type Drawer = Returns<'GET /cash-drawers'>['items'][number]

/** The cash drawers of a location: open them in the morning, count them in the evening. */
export function Drawers({ locationId }: { locationId: string }) {
  const { t } = useWords('billing')
  const can = useCan()
  const read = useApi('GET /cash-drawers', { locationId }, { keep: true, live: ['cash_drawer', 'payment'] })
  const [acting, setActing] = useState<{ drawer: Drawer; act: 'open' | 'count' | 'carry' } | null>(null)
  const done = () => setActing(null)
  const setUp = can('billing.set_up') ? (
    <Button to="/billing/shop" search={{ tab: 'drawers' }} icon="add">
      {t('dayClose.addDrawer')}
    </Button>
  ) : undefined
  return (
    <Panel title={t('dayClose.drawers')} flush>
      <Await read={read}>
        {({ items }) => (
          <DataTable
            label={t('dayClose.drawers')}
            rows={items.filter((one) => !one.archived)}
            columns={[
              { key: 'name', title: t('dayClose.drawer'), render: (one) => <Named drawer={one} /> },
              {
                key: 'holds',
                title: t('dayClose.holds'),
                align: 'right',
                render: (one) => <Money of={one.holdsMinor} currency={one.currency} />,
              },
              {
                key: 'act',
                title: t('till.acts'),
                align: 'right',
                render: (drawer) =>
                  can('payments.take') && (
                    <Row justify="end">
                      {drawer.isOpen && (
                        <Button small kind="quiet" onClick={() => setActing({ drawer, act: 'carry' })}>
                          {t('dayClose.carry')}
                        </Button>
                      )}
                      <Button
                        small
                        icon={drawer.isOpen ? 'check' : 'cash'}
                        onClick={() => setActing({ drawer, act: drawer.isOpen ? 'count' : 'open' })}
                      >
                        {t(drawer.isOpen ? 'dayClose.count' : 'dayClose.openDrawer')}
                      </Button>
                    </Row>
                  ),
              },
            ]}
            empty={
              <EmptyState
                icon="cash"
                title={t('dayClose.noDrawers')}
                text={t('dayClose.noDrawersText')}
                action={setUp}
              />
            }
          />
        )}
      </Await>
      <Dialog
        open={acting !== null}
        onClose={done}
        title={
          acting
            ? `${t(`dayClose.${acting.act === 'open' ? 'openDrawer' : acting.act}`)}: ${acting.drawer.name}`
            : ''
        }
      >
        {acting?.act === 'open' && <OpenForm drawer={acting.drawer} onDone={done} />}
        {acting?.act === 'count' && <CountForm drawer={acting.drawer} onDone={done} />}
        {acting?.act === 'carry' && <CarryForm drawer={acting.drawer} onDone={done} />}
      </Dialog>
    </Panel>
  )
}

function Named({ drawer }: { drawer: Drawer }) {
  const { t } = useWords('billing')
  const { session } = drawer
  return (
    <span>
      {drawer.name}
      <Text tone="soft" size="small" as="div">
        {drawer.isOpen ? (
          <Badge tone="accent" icon="open">
            {t('dayClose.isOpen', { name: session?.openedBy ?? '' })}
          </Badge>
        ) : session?.differenceMinor ? (
          <Badge tone="warn" icon="alert">
            <Money of={session.differenceMinor} currency={drawer.currency} /> · {session.differenceReason}
          </Badge>
        ) : session ? (
          t('dayClose.counted')
        ) : (
          t('dayClose.neverOpened')
        )}
      </Text>
    </span>
  )
}
