import { useState } from 'react'
import { useAct } from '../../../ui/api/index.ts'
import {
  Button,
  Columns,
  confirm,
  DayField,
  Dialog,
  Form,
  MoneyField,
  Notice,
  notify,
  required,
  Row,
  SwitchField,
  TextArea,
  TextField,
  TextLink,
  useCan,
  useFields,
  useFormat,
  useWords,
} from '../../../ui/kit/index.ts'
import { clockOf, minutesOf } from './duration.ts'
import type { Entry } from './TimeScreen.tsx'

/** One entry: change it, take it back, write it down before it is billed. */
export function EntryDialog({ entry, onDone }: { entry: Entry; onDone: () => void }) {
  const { t } = useWords('billing')
  const [writesDown, setWritesDown] = useState(false)
  if (writesDown) return <WriteDownDialog entry={entry} onDone={onDone} />
  return (
    <Dialog open onClose={onDone} title={`${entry.clientName} · ${clockOf(entry.minutes)}`}>
      {entry.state === 'billed' ? (
        <Notice>
          {t('time.isBilled')}{' '}
          {entry.invoiceId && <TextLink to={`/invoices/${entry.invoiceId}`}>{t('time.toInvoice')}</TextLink>}
        </Notice>
      ) : (
        <EntryForm entry={entry} onDone={onDone} onWriteDown={() => setWritesDown(true)} />
      )}
    </Dialog>
  )
}

interface EntryFormProps {
  entry: Entry
  onDone: () => void
  onWriteDown: () => void
}

function EntryForm({ entry, onDone, onWriteDown }: EntryFormProps) {
  const { t } = useWords('billing')
  const can = useCan()
  const change = useAct('PATCH /time-entries/{id}')
  const remove = useAct('DELETE /time-entries/{id}')
  const form = useFields({
    initial: {
      narrative: entry.narrative,
      workedOn: entry.workedOn as string | null,
      length: clockOf(entry.minutes),
      isBillable: entry.isBillable,
    },
    check: {
      narrative: required(t('time.whatMissing')),
      length: (text) => (minutesOf(text) ? null : t('time.lengthMissing')),
    },
  })
  const takeBack = () =>
    confirm({
      title: t('time.removeTitle'),
      act: t('time.remove'),
      danger: true,
      onConfirm: () => remove.do({ id: entry.id }).then(onDone),
    })
  return (
    <Form
      form={form}
      onCancel={onDone}
      extra={
        <Row>
          <Button kind="quiet" icon="remove" onClick={takeBack}>
            {t('time.remove')}
          </Button>
          {can('time.manage') && entry.amountMinor !== null && entry.amountMinor > 0 && (
            <Button kind="quiet" onClick={onWriteDown}>
              {t('time.down.act')}
            </Button>
          )}
        </Row>
      }
      onSubmit={async (values) => {
        await change.do({
          id: entry.id,
          rowVersion: entry.rowVersion,
          narrative: values.narrative,
          isBillable: values.isBillable,
          minutes: minutesOf(values.length)!,
          ...(values.workedOn ? { workedOn: values.workedOn } : {}),
        })
        notify.done(t('settings.saved'))
        onDone()
      }}
    >
      <TextArea label={t('time.what')} required {...form.field('narrative')} />
      <Columns of={2}>
        <DayField label={t('time.day')} {...form.field('workedOn')} />
        <TextField label={t('time.length')} help={t('time.how')} {...form.field('length')} />
      </Columns>
      <SwitchField label={t('time.isBillable')} {...form.field('isBillable')} />
    </Form>
  )
}

function WriteDownDialog({ entry, onDone }: { entry: Entry; onDone: () => void }) {
  const { t } = useWords('billing')
  const format = useFormat()
  const act = useAct('PUT /time-entries/{id}/write-down')
  const form = useFields({
    initial: {
      amount: (entry.writtenDownMinor || null) as number | null,
      reason: entry.writeDownReason ?? '',
    },
    check: { reason: required(t('reasonMissing')) },
  })
  return (
    <Dialog open onClose={onDone} title={t('time.down.title')} size="small">
      <Form
        form={form}
        onCancel={onDone}
        onSubmit={async ({ amount, reason }) => {
          await act.do({ id: entry.id, amountMinor: amount || null, reason })
          notify.done(t('settings.saved'))
          onDone()
        }}
      >
        <MoneyField
          label={t('time.down.amount')}
          help={t('time.down.most', { amount: format.money(entry.amountMinor ?? 0) })}
          autoFocus
          {...form.field('amount')}
        />
        <TextArea label={t('reason')} required {...form.field('reason')} />
      </Form>
    </Dialog>
  )
}
