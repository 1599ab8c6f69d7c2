import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  Columns,
  DataTable,
  Day,
  DayField,
  Dialog,
  EmptyState,
  Form,
  Money,
  notify,
  Panel,
  Row,
  SwitchField,
  Text,
  useCan,
  useFields,
  useWords,
  When,
} from '../../../ui/kit/index.ts'
import { pdfHref } from '../pdf-href.ts'
import { useToday } from '../use-today.ts'

type Superbill = Returns<'GET /clients/{id}/superbills'>['items'][number]

/** What a client hands in at their insurer: written by hand, or each month by itself. */
export function Superbills({ clientId }: { clientId: string }) {
  const { t } = useWords('billing')
  const can = useCan()
  const [writes, setWrites] = useState(false)
  const read = useApi('GET /clients/{id}/superbills', { id: clientId }, { live: ['superbill'] })
  const rule = useAct('PUT /clients/{id}/superbill-rule')
  return (
    <Panel
      title={t('superbills.title')}
      flush
      actions={
        can('invoices.manage') && (
          <Row>
            <SwitchField
              label={t('superbills.monthly')}
              value={read.data?.monthly ?? false}
              onChange={(monthly: boolean) => rule.do({ id: clientId, monthly }).catch(notify.problem)}
            />
            <Button small icon="add" onClick={() => setWrites(true)}>
              {t('superbills.add')}
            </Button>
          </Row>
        )
      }
    >
      <Await read={read}>{({ items }) => <SuperbillTable superbills={items} />}</Await>
      <Dialog open={writes} onClose={() => setWrites(false)} title={t('superbills.add')} size="small">
        <SuperbillForm clientId={clientId} onDone={() => setWrites(false)} />
      </Dialog>
    </Panel>
  )
}

function SuperbillTable({ superbills }: { superbills: Superbill[] }) {
  const { t } = useWords('billing')
  const can = useCan()
  const send = useAct('POST /superbills/{id}/sending')
  const sendIt = (id: string) => send.do({ id }).then(() => notify.done(t('superbills.sent')), notify.problem)
  return (
    <DataTable
      label={t('superbills.title')}
      rows={superbills}
      columns={[
        {
          key: 'days',
          title: t('days.title'),
          render: (one) => (
            <span>
              <Day of={one.fromOn} /> – <Day of={one.toOn} />
              <Text tone="soft" size="small" as="div">
                {one.isMonthly ? t('superbills.byRule') : one.createdBy}
              </Text>
            </span>
          ),
        },
        {
          key: 'state',
          title: t('state.label'),
          render: (one) =>
            one.incomplete > 0 ? (
              <Badge tone="warn" icon="alert">
                {t('superbills.incomplete', { count: one.incomplete })}
              </Badge>
            ) : (
              <Badge tone="good" icon="done">
                {t('superbills.complete')}
              </Badge>
            ),
          wideOnly: true,
        },
        {
          key: 'sent',
          title: t('sent'),
          render: (one) => one.sentAt && <When at={one.sentAt} />,
          wideOnly: true,
        },
        {
          key: 'total',
          title: t('amount'),
          align: 'right',
          render: (one) => <Money of={one.chargedMinor} currency={one.currency} />,
        },
        {
          key: 'acts',
          title: '',
          align: 'right',
          render: (one) => (
            <Row justify="end" nowrap>
              <Button small kind="quiet" icon="download" href={pdfHref('superbills', one.id)}>
                PDF
              </Button>
              {can('invoices.manage') && (
                <Button small kind="quiet" icon="send" busy={send.busy} onClick={() => sendIt(one.id)}>
                  {t('sending.act')}
                </Button>
              )}
            </Row>
          ),
        },
      ]}
      empty={<EmptyState icon="document" title={t('superbills.none')} text={t('superbills.noneText')} />}
    />
  )
}

function SuperbillForm({ clientId, onDone }: { clientId: string; onDone: () => void }) {
  const { t } = useWords('billing')
  const today = useToday()
  const add = useAct('POST /clients/{id}/superbills')
  const form = useFields({
    initial: { from: `${today.slice(0, 7)}-01` as string | null, to: today as string | null },
  })
  return (
    <Form
      form={form}
      submit={t('superbills.write')}
      onCancel={onDone}
      onSubmit={async ({ from, to }) => {
        await add.do({ id: clientId, from: from ?? today, to: to ?? today })
        onDone()
      }}
    >
      <Columns of={2}>
        <DayField label={t('days.from')} {...form.field('from')} />
        <DayField label={t('days.until')} {...form.field('to')} />
      </Columns>
    </Form>
  )
}
