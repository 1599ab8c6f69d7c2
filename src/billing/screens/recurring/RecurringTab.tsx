import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  confirm,
  DataTable,
  Day,
  Dialog,
  EmptyState,
  Menu,
  Money,
  notify,
  Panel,
  Text,
  useCan,
  useFormat,
  useWords,
} from '../../../ui/kit/index.ts'
import { RecurringForm } from './RecurringForm.tsx'

export type Recurring = Returns<'GET /recurring-charges'>['items'][number]

/** What is charged again and again: of everybody, or of one client. */
export function RecurringTab({ clientId }: { clientId?: string }) {
  const { t } = useWords('billing')
  const can = useCan()
  const [editing, setEditing] = useState<Recurring | 'new' | null>(null)
  const list = useApi('GET /recurring-charges', clientId ? { clientId } : {}, { live: ['recurring_charge'] })
  const close = () => setEditing(null)
  if (clientId && list.data?.items.length === 0 && !can('invoices.manage')) return null
  return (
    <Panel
      title={t('recurring.title')}
      flush
      actions={
        can('invoices.manage') && (
          <Button small icon="add" onClick={() => setEditing('new')}>
            {t('recurring.add')}
          </Button>
        )
      }
    >
      <Await read={list}>
        {({ items }) => <RecurringTable rows={items} ofOneClient={Boolean(clientId)} onEdit={setEditing} />}
      </Await>
      <Dialog
        open={editing !== null}
        onClose={close}
        title={t(editing === 'new' ? 'recurring.add' : 'recurring.edit')}
      >
        {editing && (
          <RecurringForm
            recurring={editing === 'new' ? null : editing}
            clientId={clientId ?? null}
            onDone={close}
          />
        )}
      </Dialog>
    </Panel>
  )
}

interface TableProps {
  rows: Recurring[]
  ofOneClient: boolean
  onEdit: (row: Recurring) => void
}

function RecurringTable({ rows, ofOneClient, onEdit }: TableProps) {
  const { t } = useWords('billing')
  const format = useFormat()
  const can = useCan()
  const rhythm = (one: Recurring) => t(`recurring.every.${one.unit}`, { count: one.every })
  return (
    <DataTable
      label={t('recurring.title')}
      rows={rows}
      rowTone={(one) => (one.state === 'ended' || one.state === 'over' ? 'soft' : undefined)}
      columns={[
        {
          key: 'what',
          title: ofOneClient ? t('description') : t('client'),
          sort: (one) => (ofOneClient ? one.description : one.clientName),
          render: (one) => (
            <span>
              {ofOneClient ? one.description : one.clientName}
              <Text tone="soft" size="small" as="div">
                {!ofOneClient && `${one.description} · `}
                {rhythm(one)}
              </Text>
            </span>
          ),
        },
        {
          key: 'next',
          title: t('recurring.next'),
          render: (one) =>
            one.next[0] ? (
              <span>
                <Day of={one.next[0]} />
                <Text tone="soft" size="small" as="div">
                  {one.next
                    .slice(1, 3)
                    .map((day) => format.day(day))
                    .join(', ')}
                </Text>
              </span>
            ) : (
              <Badge icon={one.state === 'paused' ? 'clock' : 'done'}>
                {t(`recurring.state.${one.state}`)}
              </Badge>
            ),
        },
        {
          key: 'mode',
          title: t('recurring.mode'),
          render: (one) => t(`recurring.modes.${one.mode}`),
          wideOnly: true,
        },
        {
          key: 'billed',
          title: t('recurring.billed'),
          align: 'right',
          render: (one) => one.billed,
          wideOnly: true,
        },
        {
          key: 'amount',
          title: t('amount'),
          align: 'right',
          render: (one) =>
            one.unitPriceMinor === null ? (
              t('recurring.byList')
            ) : (
              <Money of={Math.round(one.unitPriceMinor * one.quantity)} />
            ),
        },
        {
          key: 'acts',
          title: '',
          align: 'right',
          width: 60,
          render: (one) =>
            can('invoices.manage') && one.state !== 'ended' && <Acts of={one} onEdit={onEdit} />,
        },
      ]}
      empty={<EmptyState icon="automation" title={t('recurring.none')} text={t('recurring.noneText')} />}
    />
  )
}

function Acts({ of, onEdit }: { of: Recurring; onEdit: (row: Recurring) => void }) {
  const { t } = useWords('billing')
  const pause = useAct('PUT /recurring-charges/{id}/pause')
  const end = useAct('POST /recurring-charges/{id}/end')
  const isPaused = of.state === 'paused'
  return (
    <Menu
      label={t('recurring.acts', { what: of.description })}

      entries={[
        { label: t('recurring.edit'), icon: 'edit', onClick: () => onEdit(of) },
        (of.state === 'active' || isPaused) && {
          label: t(isPaused ? 'recurring.resume' : 'recurring.pause'),
          icon: 'clock',
          onClick: () =>
            pause
              .do({ id: of.id, isPaused: !isPaused })
              .then(() => notify.done(t('settings.saved')), notify.problem),
        },
        {
          label: t('recurring.end'),
          icon: 'refused',
          danger: true,
          divided: true,
          onClick: () =>
            confirm({
              title: t('recurring.endTitle', { what: of.description }),
              text: t('recurring.endText'),
              act: t('recurring.end'),
              danger: true,
              onConfirm: () => end.do({ id: of.id }),
            }),
        },
      ]}
    />
  )
}
